"""Entries: what is only ever added. A check-in, a reading, a grade, an amendment, a correction.

An entry has one subject, and the subject decides what else it may hold (`FORMS`). Its fields are
kept as they were read, exact; the properties give them their types.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

SubjectKind = Literal["kr", "objective", "kpi", "team", "re", "void"]

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o, u."""
ID_LENGTH = 13

ALWAYS = frozenset({"id", "at", "who", "day", "note", "links", "supersedes"})
"""Fields that any entry may hold beside its subject."""

CHECK_IN = frozenset(
    {"value", "of", "zone", "milestone", "done", "progress", "confidence", "expects",
     "going_well", "holding_back", "blocked", "unblocked", "support", "supported", "evidence"}
)  # fmt: skip
CLOSING = frozenset({"grade", "outcome"})
AMENDMENT = frozenset({"field", "old", "new", "why"})

FORMS: Mapping[SubjectKind, tuple[frozenset[str], ...]] = {
    "kr": (CHECK_IN, CLOSING, AMENDMENT),
    "objective": (
        frozenset({"confidence", "going_well", "holding_back", "blocked", "unblocked",
                   "support", "supported", "evidence"}),
        CLOSING | {"learned"},
        AMENDMENT,
    ),
    "kpi": (frozenset({"value", "segment"}), frozenset({"event"}), AMENDMENT),
    "team": (
        frozenset({"cycle", "learned", "closed", "reopened"}),
        frozenset({"cycle", "meeting", "actions"}),
        frozenset({"cycle", "action", "done"}),
    ),
    "re": (frozenset(),),
    "void": (frozenset(),),
}  # fmt: skip
"""For each subject the forms an entry of it may take: the fields that may stand together."""


class Entry(NamedTuple):
    """One line, written once: a tuple, since there are very many of them.

    `subject` is the full address (`2026-Q4/engineering/x#y`, `kpi:coverage`), `team:cycle` for a
    retrospective, or an entry's id for a comment and a void. `day` is the day it was true.
    """

    id: str
    at: datetime
    who: str
    day: date
    kind: SubjectKind
    subject: str
    fields: Mapping[str, object] = MappingProxyType({})

    def __hash__(self) -> int:
        """By its id, for no two entries have the same."""
        return hash(self.id)

    @property
    def order(self) -> tuple[date, datetime, str]:
        """How entries follow each other: by day, then when recorded, then id."""
        return (self.day, self.at, self.id)

    @property
    def value(self) -> Decimal | None:
        """The number it reports; `7/12` reports 7 (see `of`)."""
        return self.number("value")

    @property
    def confidence(self) -> int | None:
        """The owner's confidence, 0 to 10, of reaching the target by the end."""
        confidence = self.number("confidence")
        return None if confidence is None else int(confidence)

    @property
    def note(self) -> str:
        """Its words; empty where it has none."""
        return self.text("note")

    @property
    def supersedes(self) -> str:
        """The id of the entry it stands in place of; empty for most."""
        return self.text("supersedes")

    def number(self, name: str) -> Decimal | None:
        """A field as an exact number, none where it is missing or null."""
        value = self.fields.get(name)
        if type(value) is Decimal:
            return value
        return Decimal(value) if type(value) is int else None

    def text(self, name: str) -> str:
        """A field as words, empty where it is missing."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def has(self, name: str) -> bool:
        """Whether it says anything under this field."""
        return name in self.fields
