"""Aggregates: what the readings of a KPI come to, period by period.

A total (`sum`, `count`) of a period that still runs is no total yet. It counts at once where one
reading makes a period, and waits for the end of the period where several do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from okrctl.measure.periods import AGGREGATES
from okrctl.measure.readings import Points
from okrctl.model.cadence import Cadence, Period, Stretch, period_of
from okrctl.model.kinds.history import Point
from okrctl.model.kpi import Aggregate

SPARKLINE = 13
"""How many periods a small picture shows: a quarter of weeks, a year of months and one."""

TOTALS: frozenset[Aggregate] = frozenset({"sum", "count"})
"""What grows with each reading of a period, so that half a period says half."""

_DAYS: dict[Stretch, float] = {"day": 1, "week": 7, "month": 30.436875, "quarter": 91.310625}


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """What a KPI comes to in a period; where it has no value, `reason` says why.

    `points` are the readings that it rests on, `inputs` the KPIs that it was calculated from, by
    the name that the formula gives them.
    """

    period: Period
    value: Decimal | None
    points: Points = ()
    reason: str = ""
    inputs: tuple[tuple[str, PeriodValue], ...] = ()

    @property
    def point(self) -> Point | None:
        """Its value as a point of the period, by its newest reading; none where it has none."""
        if self.value is None or not self.points:
            return None
        newest = max(self.points, key=lambda point: point.entry.order)
        return Point(max(newest.day, self.period.first), self.value, newest.entry)


PeriodValues = tuple[PeriodValue, ...]


@lru_cache(maxsize=8192)
def period_at(cadence: Cadence, day: date) -> Period:
    """The period with a day in it. KPIs share their days, so that most were asked for before."""
    return period_of(cadence, day)


def name_of(period: Period) -> str:
    """A period as a reader calls it: `2026-11-20`, `2026-W47`, `2026-11`, else its two ends."""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    if (first.weekday(), (last - first).days) == (0, 6):
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}"
    after = last if last == date.max else last + timedelta(1)
    if first.day == 1 and after.day == 1:
        one, two = first.isoformat()[:7], last.isoformat()[:7]
        return one if one == two else f"{one} to {two}"
    return f"{first} to {last}"


def length_in_days(cadence: Cadence) -> float:
    """How long one of its periods is on average, to tell which of two is longer."""
    return _DAYS[cadence.stretch] * cadence.every


def longest(cadences: Iterable[Cadence]) -> Cadence:
    """The one with the longest periods; of equals the first."""
    return max(cadences, key=length_in_days)


def period_values(points: Points, cadence: Cadence, aggregate: Aggregate) -> PeriodValues:
    """What the readings of each period come to, for each that has any, in order."""
    comes = AGGREGATES[aggregate]
    groups = groupby(points, key=lambda point: period_at(cadence, point.day))
    found = ((period, tuple(group)) for period, group in groups)
    return tuple(
        PeriodValue(period, comes([point.value for point in group]), group)
        for period, group in found
    )


def settled(values: PeriodValues, aggregate: Aggregate, as_of: date) -> PeriodValues:
    """Those of the values that can be told by a day: without a total that still grows."""
    if aggregate not in TOTALS or not values or values[-1].period.last <= as_of:
        return values
    finer = any(len(value.points) > 1 for value in values)
    return values[:-1] if finer else values


def latest_periods(
    values: PeriodValues, cadence: Cadence, until: date, count: int = SPARKLINE
) -> PeriodValues:
    """The latest `count` periods up to that of a day, one after the other; gaps have no value."""
    known = {value.period: value for value in values}
    return tuple(
        known.get(period, PeriodValue(period, None, reason="no reading"))
        for period in reversed(periods_back(cadence, period_at(cadence, until), count))
    )


def periods_back(cadence: Cadence, period: Period, count: int) -> Sequence[Period]:
    """A period and those before it, `count` in all, as far as time goes; the newest first."""
    found = [period]
    while len(found) < count and found[-1].first > date.min:
        found.append(period_at(cadence, found[-1].first - timedelta(1)))
    return found


def points_at(values: PeriodValues) -> Points:
    """The values that there are, as points."""
    return tuple(point for value in values if (point := value.point) is not None)
