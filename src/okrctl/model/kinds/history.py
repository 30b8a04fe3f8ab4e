"""What was said of a key result, and what it comes to: the values that kinds take and give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from okrctl.model.entry import Entry
from okrctl.model.values import Share, divide


@dataclass(frozen=True, slots=True)
class Point:
    """A number on a day, and the entry that says so."""

    day: date
    value: Decimal
    entry: Entry


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which a line is to be held, and the value it comes to; none is a gap."""

    first: date
    last: date
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Support:
    """An objective that supports a key result: its address, weight and progress."""

    address: str
    weight: Decimal
    progress: Share | None
    reported: bool = True
    """Whether anything was said yet of what it is measured by."""


@dataclass(frozen=True, slots=True)
class History:
    """What was said of a key result, seen from a day.

    Values are read at the earlier of the day asked about and the day it is due (`day`), so that a
    past cycle shows how it ended. Entries and points are those in force up to `day`, in order.
    """

    as_of: date
    starts: date
    due: date
    entries: tuple[Entry, ...] = ()
    points: tuple[Point, ...] = ()
    windows: tuple[Window, ...] = ()
    supports: tuple[Support, ...] = ()

    @property
    def day(self) -> date:
        """The day values are read at."""
        return min(self.as_of, self.due)

    @property
    def elapsed(self) -> Share:
        """The share of its time that is gone, first and last day included, 0 to 1."""
        return self.elapsed_by(self.day)

    def elapsed_by(self, day: date) -> Share:
        """The share of its time that is gone at the end of `day`, 0 to 1.

        What is due before it starts has no time: it is over once it is due.
        """
        length = (self.due - self.starts).days + 1
        if length <= 0:
            return Decimal(day >= self.due)
        gone = min(max((day - self.starts).days + 1, 0), length)
        return divide(Decimal(gone), Decimal(length))

    @property
    def past_due(self) -> bool:
        """Whether the day it is due lies behind."""
        return self.as_of > self.due

    @property
    def latest(self) -> Point | None:
        """The last number, none before the first."""
        return self.points[-1] if self.points else None

    @property
    def said(self) -> Entry | None:
        """The last entry in which a person says the progress."""
        return self.last(frozenset({"progress"}))

    @property
    def confidence(self) -> int | None:
        """The owner's last confidence, 0 to 10."""
        stated = (e.confidence for e in reversed(self.entries) if e.has("confidence"))
        return next((confidence for confidence in stated if confidence is not None), None)

    def last(self, fields: frozenset[str]) -> Entry | None:
        """The last entry that says anything under one of these fields."""
        return next((e for e in reversed(self.entries) if not fields.isdisjoint(e.fields)), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a key result that has steps: a milestone, a zone."""

    id: str
    title: str
    done: bool
    due: date | None = None
    late: bool = False


Label = Literal["", "as said", "baseline"]
"""`as said` by a person; `baseline` while nothing was said and it stands at its start."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a key result has come. `share` is raw: below 0 behind the start, above 1 beyond.

    Where there is no number, `share` is none and `reason` says why. `counts` is what the mean of
    the objective takes for it: the capped share, 0 where nothing was said yet, none to leave it
    out.
    """

    share: Share | None
    counts: Share | None
    formula: str = ""
    reason: str = ""
    label: Label = ""
    done: bool = False
    flags: frozenset[Literal["regressed"]] = frozenset()
    inputs: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()


def at_start(history: History, parts: tuple[Part, ...] = ()) -> Progress:
    """The progress of what nobody has reported yet: 0, at the baseline until somebody speaks of it.

    What is reached in steps or at once has nothing to report for weeks; a confidence is news of it.
    """
    if history.confidence is None:
        label: Label = "baseline"
        return Progress(Decimal(0), Decimal(0), label=label, reason="no check-in yet", parts=parts)
    return Progress(Decimal(0), Decimal(0), formula="nothing reached yet", parts=parts)
