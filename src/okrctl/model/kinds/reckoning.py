"""A reckoning: how a number came about, with its inputs and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.model.entry import Entry
from okrctl.model.kinds.history import History, Progress
from okrctl.model.values import Share


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a number rests on: an entry, a field of the goal's file, or another goal.

    `value` is what it gives, none where it gives no number. `field` is the path within the goal
    that is reckoned, `address` names another goal or a KPI whose own number it is.
    """

    name: str
    value: Decimal | date | str | None
    entry: Entry | None = None
    field: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Arithmetic with its numbers put in, and what it rests on.

    `parts` are signs, brackets and `min max abs` as text, and the numbers exact. Without parts the
    number is that of its first input, as it stands there.
    """

    parts: tuple[str | Decimal, ...] = ()
    inputs: tuple[Input, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """The arithmetic exact, in ASCII; a number below zero stands in brackets."""
        return "".join(part if isinstance(part, str) else exact(part) for part in self.parts)


def exact(number: Decimal) -> str:
    """Every digit of a number, without an exponent; in brackets below zero."""
    return f"({number:f})" if number < 0 else f"{number:f}"


def joined(groups: list[tuple[str | Decimal, ...]], sign: str) -> tuple[str | Decimal, ...]:
    """Groups of parts with a sign between them: `1 * 0.5 + 2 * 0.25`."""
    parts: list[str | Decimal] = []
    for group in groups:
        parts += [sign, *group] if parts else group
    return tuple(parts)


def weighted(pairs: list[tuple[Decimal, Decimal]]) -> tuple[str | Decimal, ...]:
    """The parts of a weighted mean of (weight, value) pairs: `(1 * 0.5 + 2 * 0.25) / (1 + 2)`."""
    terms = joined([(weight, " * ", value) for weight, value in pairs], " + ")
    weights = joined([(weight,) for weight, _ in pairs], " + ")
    return ("(", *terms, ") / (", *weights, ")")


def time_gone(history: History) -> Reckoning:
    """The share of its time that is gone: days gone over days, first and last included."""
    inputs = (
        Input("starts", history.starts, field=("starts",)),
        Input("due", history.due, field=("due",)),
    )
    return Reckoning(days_gone(history), inputs)


def days_gone(history: History) -> tuple[str | Decimal, ...]:
    """The parts of that share; what is due before it starts is over once it is due."""
    length = (history.due - history.starts).days + 1
    if length <= 0:
        return (history.elapsed,)
    gone = min(max((history.day - history.starts).days + 1, 0), length)
    return (Decimal(gone), " / ", Decimal(length))


def as_said(progress: Progress) -> Reckoning:
    """What a person said, as it stands in the entry."""
    return Reckoning((), tuple(Input("said", progress.share, entry) for entry in progress.inputs))


def nothing_yet(share: Share | None) -> Reckoning:
    """What counts for something that nobody has reported."""
    return Reckoning((share or Decimal(0),), words="no check-in yet")
