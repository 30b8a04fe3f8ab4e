"""Topics: what the words of the field mean and how okrctl takes them, a data file each.

A file opens with its title and one sentence; then paragraphs and examples; then where to read on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

NAMES: Final = (
    "okr", "key-result", "x-to-y", "kpi", "okr-or-kpi", "check-in", "confidence", "states",
    "scoring", "movement", "alignment", "cadence", "addresses", "dates", "goal-changes",
    "exit-codes",
)  # fmt: skip
"""The topics in the order of a first reading."""

_FENCE = re.compile(r"```(\w+)\n(.*?)```\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A text as it stands in a file, or as it is typed."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: a paragraph is a text, on one line."""

    name: str
    title: str
    summary: str
    parts: tuple[str | Example, ...]
    see: tuple[str, ...]
    """The names of topics to read next."""


@cache
def topic(name: str) -> Topic:
    """The topic of that name, which is one of `NAMES`."""
    text = resources.files(__name__).joinpath(f"{name}.md").read_text("utf-8")
    opening, _, rest = text.partition("\n\n")
    title, _, summary = opening.partition("\n")
    body, _, see = rest.rpartition("See: ")
    return Topic(
        name, title.removeprefix("# "), summary, tuple(_parts(body)), tuple(see.strip().split(", "))
    )


def _parts(body: str) -> list[str | Example]:
    """Paragraphs and examples in their order; the pattern splits into text, language and code."""
    pieces = _FENCE.split(body)
    parts: list[str | Example] = []
    for at in range(0, len(pieces), 3):
        parts += [" ".join(part.split()) for part in pieces[at].split("\n\n") if part.strip()]
        if at + 2 < len(pieces):
            parts.append(Example(pieces[at + 2].rstrip("\n"), pieces[at + 1]))
    return parts
