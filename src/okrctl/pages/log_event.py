"""Events of a trail: what happened to a goal, when, by whom, and in which commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, get_args

from okrctl.pages.document import Fact

Kind = Literal[
    "created", "check-in", "reading", "event", "comment", "amended", "target", "definition",
    "wording", "corrected", "superseded", "void", "withdrawn", "moved", "removed", "closing",
    "meeting",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
FAMILIES: Mapping[str, frozenset[Kind]] = {
    "correction": frozenset({"corrected", "superseded", "void", "withdrawn"}),
    "change": frozenset({"amended", "target", "definition", "wording", "moved", "removed"}),
    "entry": frozenset({"check-in", "reading", "event", "comment", "closing", "meeting"}),
}
"""Words that stand for several kinds."""

LABELS: Mapping[Kind, str] = {
    "created": "CREATED", "amended": "AMENDED", "target": "CHANGED", "definition": "CHANGED",
    "wording": "reworded", "corrected": "CORRECTED", "void": "VOID", "moved": "MOVED",
    "removed": "REMOVED",
}  # fmt: skip
"""What a screen calls them: in capitals what an auditor looks for; others by their own name."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    `at` is when it was recorded and `day` when it was true; an event without a commit is not
    committed, or was before what can be seen.
    """

    kind: Kind
    at: datetime
    day: date
    who: str
    address: str
    commit: str = ""
    pull: int | None = None
    entry: str = ""
    field: str = ""
    old: Fact = None
    new: Fact = None
    said: str = ""
    """What was said where it is no value: `pilot done`, `grade 0.7`."""
    confidence: tuple[int | None, int | None] = (None, None)
    """The confidence before, and with it."""
    note: str = ""
    blocked: str = ""
    about: str = ""
    """The id of the entry that it corrects, withdraws or comments."""
    is_value: bool = False
    """Whether old and new are values of a series, and not of a field."""

    @property
    def order(self) -> tuple[date, datetime, bool, str]:
        """How events follow each other; what corrects stands behind what it corrects."""
        return (self.day, self.at, self.kind in ("corrected", "void"), self.entry)


def in_words(fact: Fact) -> str:
    """A value as one reads it on one line."""
    match fact:
        case None:
            return "–"
        case bool():
            return "true" if fact else "false"
        case str() | int():
            return " ".join(str(fact).split())
        case Decimal():
            return f"{fact:f}"
        case Mapping():
            return "{" + ", ".join(f"{key}: {in_words(one)}" for key, one in fact.items()) + "}"
        case _:
            return "[" + ", ".join(map(in_words, fact)) + "]"
