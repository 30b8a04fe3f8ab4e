"""Periods: the windows in which a line is to be held, and the value that each comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from okrctl.measure.readings import Points
from okrctl.model.cadence import Cadence, parse_every, periods
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import Window
from okrctl.model.kpi import Aggregate, Kpi
from okrctl.model.values import divide

Comes = Callable[[Sequence[Decimal]], Decimal]


def total(values: Sequence[Decimal]) -> Decimal:
    """Their sum."""
    return sum(values, Decimal(0))


AGGREGATES: Mapping[Aggregate, Comes] = {
    "last": lambda values: values[-1],
    "sum": total,
    "mean": lambda values: divide(total(values), Decimal(len(values))),
    "min": min,
    "max": max,
    "count": lambda values: Decimal(len(values)),
}
"""What the readings of a longer period come to, by the name that a KPI gives it."""


def length_of(key_result: KeyResult, otherwise: Cadence) -> Cadence:
    """How long its periods are: as it says, else as its KPI's or its check-in cadence."""
    return _every(key_result.period) if key_result.period else otherwise


def aggregate_of(key_result: KeyResult, kpi: Kpi | None) -> Comes:
    """What the numbers of a period come to: as the KPI says; for check-ins what the kind takes."""
    return AGGREGATES[kpi.aggregate] if kpi else key_result.window_value


def windows(
    length: Cadence, starts: date, day: date, points: Points, comes: Comes
) -> tuple[Window, ...]:
    """The periods that begin from `starts` to `day`, and what the numbers in each come to."""
    found: list[Window] = []
    waiting = iter(points)
    point = next(waiting, None)
    for period in periods(length, starts, day):
        values: list[Decimal] = []
        while point and point.day <= period.last:
            if point.day >= period.first:
                values.append(point.value)
            point = next(waiting, None)
        found.append(Window(period.first, period.last, comes(values) if values else None))
    return tuple(found)


_every = cache(parse_every)
"""The loader keeps no words that this cannot read."""
