"""The library: worked objectives, key results and KPIs for a dozen functions, a data file each.

A file holds several, each opened by a line `# path`. Its team is the function itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final

PATH = re.compile(r"# ((?:goals|kpis)/[a-z0-9-]+)\.yaml")
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
SUFFIX: Final = ".yaml"
NAMES: Final = tuple(
    sorted(
        file.name.removesuffix(SUFFIX)
        for file in resources.files(__name__).iterdir()
        if file.name.endswith(SUFFIX)
    )
)
"""The functions there are examples for."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One worked file: an objective with its key results, or a KPI."""

    sort: str
    """`goals` or `kpis`, as the folder is called."""
    id: str
    text: str

    @property
    def title(self) -> str:
        """What it is, in its own words."""
        found = TITLE.search(self.text)
        return found[1] if found else self.id


@dataclass(frozen=True, slots=True)
class Example:
    """What one function may aim at, and what it watches."""

    name: str
    files: tuple[Worked, ...]

    @property
    def objectives(self) -> tuple[Worked, ...]:
        """Its objectives."""
        return tuple(file for file in self.files if file.sort == "goals")


def example(name: str) -> Example:
    """The example of a function by one of `NAMES`."""
    text = resources.files(__name__).joinpath(f"{name}{SUFFIX}").read_text("utf-8")
    return Example(name, tuple(_files(text)))


def _files(text: str) -> Iterator[Worked]:
    _, *parts = PATH.split(text)
    for path, body in zip(parts[::2], parts[1::2], strict=True):
        sort, _, identifier = path.partition("/")
        yield Worked(sort, identifier, body.lstrip("\n"))
