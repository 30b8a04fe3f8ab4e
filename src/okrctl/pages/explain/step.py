"""Steps: a number of a screen, the arithmetic that gives it, and the places it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from okrctl.load.places import Places
from okrctl.model.entry import Entry
from okrctl.model.kinds.reckoning import Input, Reckoning
from okrctl.pages.document import Fact

Part = str | Decimal
Result = Decimal | int | str
Section = Literal[
    "PROGRESS", "PACE", "STATUS", "WEEK", "FORECAST", "SCORE", "VALUE", "HEALTH", "MOVEMENT",
    "PERIODS", "DRIVES", "ENTRIES",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Something that a number rests on: what it is, what it says, who said so, and where.

    `address` is that of another goal or KPI, whose own explanation goes on from here.
    """

    name: str
    value: Decimal | int | str | None = None
    day: date | None = None
    who: str = ""
    entry: str = ""
    file: str = ""
    line: int | None = None
    address: str = ""

    @property
    def place(self) -> str:
        """`checkins/2026-Q4/engineering/old.jsonl:1`; empty where it is in no file."""
        return f"{self.file}:{self.line}" if self.line is not None else self.file

    def facts(self) -> Mapping[str, Fact]:
        """Everything of it that there is."""
        found: dict[str, Fact] = {
            "name": self.name, "value": self.value, "who": self.who, "entry": self.entry,
            "day": self.day.isoformat() if self.day else None,
            "file": self.file, "line": self.line, "address": self.address,
        }  # fmt: skip
        return {name: value for name, value in found.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Step:
    """A number as other screens call it, and how it came about.

    Without parts it is the number of its first source. `numbers` are the series that `parts` name.
    `detail` steps lead to others and are not shown to people one by one.
    """

    section: Section
    name: str
    result: Result
    parts: Sequence[Part] = ()
    sources: tuple[Source, ...] = ()
    words: str = ""
    numbers: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)
    detail: bool = False

    @property
    def formula(self) -> str:
        """The arithmetic exact, in ASCII; empty where the number is taken as it stands."""
        return Reckoning(tuple(self.parts)).text

    def facts(self) -> Mapping[str, Fact]:
        """The step for programs: they can reckon it again."""
        return {
            "section": self.section.lower(),
            "name": self.name,
            "result": self.result,
            "formula": self.formula or None,
            "words": self.words or None,
            "sources": [source.facts() for source in self.sources],
            **{name: tuple(series) for name, series in self.numbers.items()},
        }


@dataclass(frozen=True, slots=True)
class Ground:
    """Where things stand: turns what a number rests on into sources with files and lines."""

    places: Places

    def entry(self, name: str, value: Decimal | int | str | None, entry: Entry) -> Source:
        """An entry with its line."""
        span = self.places.entries.get(entry.id)
        place = (span.file, span.line) if span else ("", None)
        return Source(name, value, entry.day, entry.who, entry.id, *place)

    def field(self, name: str, value: Decimal | str | None, address: str, *path: str) -> Source:
        """A field of a file, with its line where the file writes it."""
        span = self.places.fields.get((address, path))
        if span is not None:
            return Source(name, value, file=span.file, line=span.line)
        return Source(name, value, file=self.places.files.get(address.partition("#")[0], ""))

    def input(self, of: str, given: Input) -> Source:
        """An input of a reckoning about the goal at `of`."""
        value = given.value.isoformat() if isinstance(given.value, date) else given.value
        if given.entry is not None:
            return self.entry(given.name, value, given.entry)
        if given.address:
            return Source(given.name, value, address=given.address)
        return self.inherited(given.name, value, of, *given.field)

    def inherited(self, name: str, value: Decimal | str | None, of: str, *path: str) -> Source:
        """A field of a key result, of its objective where only that writes it, else the cycle's."""
        for address in dict.fromkeys((of, of.partition("#")[0])):
            if (address, path) in self.places.fields:
                return self.field(name, value, address, *path)
        if path in (("starts",), ("due",)):
            end = "first" if path == ("starts",) else "last"
            return Source(f"{name}, the {end} day of {of.partition('/')[0]}", value)
        return self.field(name, value, of, *path)

    def inputs(self, of: str, reckoning: Reckoning) -> tuple[Source, ...]:
        """All inputs of a reckoning."""
        return tuple(self.input(of, given) for given in reckoning.inputs)


def days_between(first: date, last: date) -> tuple[Part, ...]:
    """The parts of a number of days from one to another."""
    return (f'days("{first}", "{last}")',)


def capped_parts(share: Decimal) -> tuple[Part, ...]:
    """The parts of a share cut to 0 to 1."""
    return ("min(max(", share, ", 0), 1)")
