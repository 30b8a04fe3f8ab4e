"""Signals: what in a series is more than noise, by a process behaviour chart (XmR).

The centre is the mean, the limits lie 2.66 mean moving ranges from it, and the range between two
successive values has its own upper limit, 3.267 mean moving ranges. Three signals speak:

    outside  a value beyond a limit
    near     3 of 4 successive values on one side, each nearer that limit than the centre
    run      8 in a row on one side

A run is judged by the centre of all values up to its eighth, so that no later value makes a run of
earlier ones; after it the limits are computed anew from its first value. The other two are seen
against the limits of all values of their phase, as the chart shows them. Values are exact, so that
the unit in which they are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from okrctl.model.values import CONTEXT, divide

FEWEST = 5
"""Fewer values have no limits."""
RUN = 8
"""How many in a row on one side are a signal; and among how many latest values a signal speaks."""
LIMIT, RANGE_LIMIT = Decimal("2.66"), Decimal("3.267")
"""3 / d2 and D4 for ranges of two values, as Shewhart's tables round them."""

Rule = Literal["outside", "near", "run"]
Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which values a stable process moves."""

    centre: Decimal
    lower: Decimal
    upper: Decimal
    mean_range: Decimal
    clipped: bool = False
    """Whether `lower` is 0 because what is measured cannot be less."""

    @property
    def range_limit(self) -> Decimal:
        """The largest range between two successive values that is still noise."""
        return CONTEXT.multiply(RANGE_LIMIT, self.mean_range)

    @property
    def reach(self) -> Decimal:
        """How far from the centre the limits lie, before any is clipped."""
        return CONTEXT.multiply(LIMIT, self.mean_range)


@dataclass(frozen=True, slots=True)
class Phase:
    """Values that are judged by the same limits: from the one at `first` up to the next phase.

    A phase of fewer than five values has none.
    """

    first: int
    limits: Limits | None


@dataclass(frozen=True, slots=True)
class Signal:
    """What is more than noise: by which rule, on which side, from which value to which."""

    rule: Rule
    side: Side
    first: int
    last: int
    centre: Decimal
    """The centre that it was seen against."""


def phases(values: Sequence[Decimal], *, clip: bool = False) -> tuple[Phase, ...]:
    """The phases of a series; `clip` where its values cannot be below 0."""
    starts = [0, *(run.first for run in runs(values))]
    ends = [*starts[1:], len(values)]
    return tuple(
        Phase(start, limits_of(values[start:end], clip=clip))
        for start, end in zip(starts, ends, strict=True)
    )


def limits_of(values: Sequence[Decimal], *, clip: bool = False) -> Limits | None:
    """The limits of values that follow each other; none where they are fewer than five."""
    if len(values) < FEWEST:
        return None
    centre = _mean(values)
    mean_range = _mean([CONTEXT.subtract(b, a).copy_abs() for a, b in pairwise(values)])
    reach = CONTEXT.multiply(LIMIT, mean_range)
    lower, upper = CONTEXT.subtract(centre, reach), CONTEXT.add(centre, reach)
    clipped = clip and lower < 0
    return Limits(centre, Decimal(0) if clipped else lower, upper, mean_range, clipped)


def runs(values: Sequence[Decimal]) -> tuple[Signal, ...]:
    """The runs of eight, each seen when its eighth value came; what follows starts at its first."""
    found: list[Signal] = []
    start, total = 0, Decimal(0)
    for last, value in enumerate(values):
        total = CONTEXT.add(total, value)
        centre = divide(total, Decimal(last - start + 1))
        first = _first_of_run(values, start, last, centre)
        if last - first + 1 >= RUN:
            found.append(Signal("run", _side(value, centre), first, last, centre))
            start, total = first, _sum(values[first : last + 1])
    return tuple(found)


def signals(values: Sequence[Decimal], parts: Sequence[Phase]) -> tuple[Signal, ...]:
    """Every signal of a series with these phases, in the order in which they were complete."""
    ends = [*(phase.first for phase in parts[1:]), len(values)]
    found = list(runs(values))
    for phase, end in zip(parts, ends, strict=True):
        if phase.limits is not None:
            found += _outside(values, range(phase.first, end), phase.limits)
            found += _near(values, range(phase.first, end), phase.limits)
    return tuple(sorted(found, key=lambda signal: (signal.last, _RANK[signal.rule])))


def speaking(found: Sequence[Signal], values: Sequence[Decimal]) -> Signal | None:
    """The newest of the signals of values that is complete within the latest eight.

    It must have been one when its last value came: of a series that rises, the first values come to
    lie near the lower limit, and yet nothing fell.
    """
    recent = (signal for signal in reversed(found) if signal.last >= len(values) - RUN)
    return next((signal for signal in recent if _was_seen(signal, values)), None)


def _was_seen(signal: Signal, values: Sequence[Decimal]) -> bool:
    known = values[: signal.last + 1]
    return signal.rule == "run" or any(
        (one.rule, one.side, one.last) == (signal.rule, signal.side, signal.last)
        for one in signals(known, phases(known))
    )


_RANK: dict[Rule, int] = {"run": 0, "near": 1, "outside": 2}
"""Of two signals that one value completes, the one that rests on fewer values counts as newer."""


def _outside(values: Sequence[Decimal], within: range, limits: Limits) -> Iterator[Signal]:
    for index in within:
        if not limits.lower <= values[index] <= limits.upper:
            side = _side(values[index], limits.centre)
            yield Signal("outside", side, index, index, limits.centre)


def _near(values: Sequence[Decimal], within: range, limits: Limits) -> Iterator[Signal]:
    """A limit that was clipped is measured from where it would lie: no value comes near it."""
    sides = [_near_side(values[index], limits) for index in within]
    for offset, side in enumerate(sides):
        four = sides[max(offset - 3, 0) : offset + 1]
        if side is not None and four.count(side) >= 3:
            first = offset + 1 - len(four) + four.index(side)
            yield Signal("near", side, within[first], within[offset], limits.centre)


def _near_side(value: Decimal, limits: Limits) -> Side | None:
    """The side on which a value is nearer the limit than the centre."""
    away = CONTEXT.subtract(value, limits.centre).copy_abs()
    return _side(value, limits.centre) if away > divide(limits.reach, Decimal(2)) else None


def _first_of_run(values: Sequence[Decimal], start: int, last: int, centre: Decimal) -> int:
    """Where the values that end with `last` began to lie on its side of the centre."""
    side, first = values[last].compare(centre), last
    if side == 0:
        return last + 1
    while first > start and values[first - 1].compare(centre) == side:
        first -= 1
    return first


def _side(value: Decimal, centre: Decimal) -> Side:
    return "above" if value > centre else "below"


def _mean(values: Sequence[Decimal]) -> Decimal:
    return divide(_sum(values), Decimal(len(values)))


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = CONTEXT.add(total, value)
    return total
