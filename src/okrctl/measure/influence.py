"""Influence: whether the data shows that one KPI drives another, as its file declares.

What is compared are the changes of both from period to period, the driven one's some periods
later, by rank. Chance is measured by circular shifts of one series. *Supported* never means proven:
two KPIs may follow a third.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from okrctl.measure.aggregates import (
    PeriodValues,
    length_in_days,
    longest,
    period_at,
    periods_back,
)
from okrctl.measure.calculated import Values
from okrctl.measure.ranks import products, ranks_of, scale
from okrctl.model.cadence import (
    Cadence,
    CadenceError,
    Period,
    parse_duration,
)
from okrctl.model.kpi import Drive, Kpi
from okrctl.model.values import CONTEXT

FEWEST_CHANGES = 20
CHANCE = 0.05
"""How often chance alone may do as well."""

Verdict = Literal["supported", "not seen", "too few points"]

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.436875, "quarter": 91.310625, "year": 365.2425}


@dataclass(frozen=True, slots=True)
class Influence:
    """A declared link with its evidence; where there are too few points, no numbers."""

    driver: str
    driven: str
    drive: Drive
    lag: int
    """The declared lag in periods of `cadence`."""
    cadence: Cadence
    changes: int
    verdict: Verdict
    correlation: float | None = None
    """Spearman's, -1 to 1, 0 where one of the two always changes by as much."""
    chance: float | None = None
    """The share of circular shifts that do as well, 0 to 1."""


def declared(kpi: Kpi, values: Values) -> tuple[Influence, ...]:
    """What a KPI is said to drive, each with its evidence; in the order of the file."""
    known = ((drive, values.workspace.kpi(name)) for name, drive in kpi.drives.items())
    return tuple(evidence(kpi, driven, drive, values) for drive, driven in known if driven)


def evidence(kpi: Kpi, driven: Kpi, drive: Drive, values: Values) -> Influence:
    """Whether the data shows a declared link, one-sided by its effect."""
    cadence = longest((values.cadence(kpi), values.cadence(driven)))
    lag = periods_of(drive.lag, cadence)
    one, two = paired(values, kpi, driven, cadence, lag)
    found = likeness(one, two, drive.effect)
    return Influence(
        driver=kpi.id,
        driven=driven.id,
        drive=drive,
        lag=lag,
        cadence=cadence,
        changes=len(one),
        verdict=verdict_of(found),
        correlation=found.correlation if found else None,
        chance=found.chance if found else None,
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two series of changes are, and the share of shifts in which they are as alike."""

    correlation: float
    chance: float


def likeness(
    one: Sequence[Decimal], two: Sequence[Decimal], effect: Literal["same", "opposite"] = "same"
) -> Likeness | None:
    """How alike changes are in the direction of an effect; none where they are too few to tell.

    The correlation is Spearman's, and 0 where one of the two never changes otherwise.
    """
    if len(one) < FEWEST_CHANGES:
        return None
    first, second = ranks_of(one), ranks_of(two)
    size = scale(first, second)
    if size == 0:
        return Likeness(0.0, 1.0)
    sign = 1 if effect == "same" else -1
    sums = [sign * alike for alike in products(first, second)]
    as_alike = sum(alike >= sums[0] for alike in sums)
    return Likeness(sign * sums[0] / size, as_alike / len(sums))


def verdict_of(found: Likeness | None) -> Verdict:
    """What is said of a declared link by its evidence."""
    if found is None:
        return "too few points"
    return "supported" if found.chance <= CHANCE else "not seen"


def periods_of(lag: str | None, cadence: Cadence) -> int:
    """A lag in whole periods, the nearest number; 0 where none is given or it is no duration."""
    try:
        duration = parse_duration(lag) if lag else None
    except CadenceError:
        duration = None
    if duration is None:
        return 0
    return int(duration.count * _DAYS[duration.span] / length_in_days(cadence) + 0.5)


def paired(
    values: Values, kpi: Kpi, driven: Kpi, cadence: Cadence, lag: int = 0
) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    """The changes of two KPIs, those of the driven one `lag` periods later, in order of time."""
    causes = changes(values.periods(kpi, cadence), cadence)
    effects = changes(values.periods(driven, cadence), cadence)
    pairs = [
        (causes[before[lag]], change)
        for period, change in effects.items()
        if len(before := periods_back(cadence, period, lag + 1)) > lag and before[lag] in causes
    ]
    return tuple(one for one, _ in pairs), tuple(two for _, two in pairs)


def changes(found: PeriodValues, cadence: Cadence) -> Mapping[Period, Decimal]:
    """By how much a value differs from that of the period before, where both are there."""
    return dict(_changes(found, cadence))


def _changes(found: PeriodValues, cadence: Cadence) -> Iterator[tuple[Period, Decimal]]:
    for before, after in pairwise(found):
        follows = period_at(cadence, after.period.first - timedelta(1)) == before.period
        if follows and before.value is not None and after.value is not None:
            yield after.period, CONTEXT.subtract(after.value, before.value)
