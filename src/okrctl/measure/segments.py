"""Segments: what the parts of a KPI come to together, and where they do not add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from okrctl.measure.aggregates import PeriodValue, PeriodValues, name_of
from okrctl.measure.calculated import Values
from okrctl.measure.periods import total
from okrctl.model.cadence import Period
from okrctl.model.formula import Missing
from okrctl.model.kpi import Kpi
from okrctl.model.values import mean
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A KPI by one of its dimensions in the latest period in which any part has data.

    `parts` are in the order of the file, none where a part has no value in that period. `together`
    is what they come to; where they come to nothing, `reason` says why.
    """

    dimension: str
    period: Period | None
    parts: Mapping[str, PeriodValue | None]
    together: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A period in which all parts were read and the whole was, and the sums differ."""

    kpi: str
    dimension: str
    period: Period
    whole: PeriodValue
    parts: Mapping[str, PeriodValue]
    together: Decimal


def across(
    kpi: Kpi, parts: Mapping[str, Decimal], weights: Mapping[str, Decimal] | None = None
) -> Decimal | Missing:
    """What the values of parts come to together, by the KPI's aggregate; else why nothing.

    A mean of means is wrong unless each is weighed by what it is the mean of. The last reading is
    that of one part, whatever the others say.
    """
    match kpi.aggregate:
        case "sum" | "count":
            return total(tuple(parts.values()))
        case "min":
            return min(parts.values())
        case "max":
            return max(parts.values())
        case "last":
            return Missing("the last values of parts do not make one of the whole")
        case "mean":
            return _weighed(parts, weights or {})
        case _:
            assert_never(kpi.aggregate)


def _weighed(parts: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Decimal | Missing:
    if not weights.keys() >= parts.keys():
        return Missing("a mean of parts needs the weight of each")
    found = mean([(weights[name], value) for name, value in parts.items()])
    return Missing("the weights of the parts are 0") if found is None else found


def breakdown(
    workspace: Workspace,
    kpi: Kpi,
    dimension: str,
    as_of: date,
    weights: Mapping[str, Decimal] | None = None,
) -> Breakdown:
    """A KPI by one of its dimensions as of a day."""
    series = _by_part(workspace, kpi, dimension, as_of)
    newest = [values[-1].period for values in series.values() if values]
    if not newest:
        return Breakdown(dimension, None, dict.fromkeys(series), None, "no reading yet")
    period = max(newest, key=lambda one: one.first)
    parts = {
        name: next((value for value in values if value.period == period), None)
        for name, values in series.items()
    }
    found = _together(kpi, parts, period, weights)
    if isinstance(found, Missing):
        return Breakdown(dimension, period, parts, None, found.reason)
    return Breakdown(dimension, period, parts, found)


def mismatches(workspace: Workspace, kpi: Kpi, as_of: date) -> tuple[Mismatch, ...]:
    """Where the parts of a sum do not add up to the whole, by dimension and period, oldest first.

    Compared are periods in which the whole and every part of the dimension have a reading.
    """
    if kpi.aggregate != "sum" or not kpi.segments or kpi.formula is not None:
        return ()
    whole = Values(workspace, as_of).periods(kpi)
    return tuple(
        one
        for dimension in kpi.segments
        for one in _unequal(workspace, kpi, dimension, whole, as_of)
    )


def _unequal(
    workspace: Workspace, kpi: Kpi, dimension: str, whole: PeriodValues, as_of: date
) -> Iterator[Mismatch]:
    series = _by_part(workspace, kpi, dimension, as_of)
    known = {name: {value.period: value for value in values} for name, values in series.items()}
    for value in whole:
        parts = {name: of[value.period] for name, of in known.items() if value.period in of}
        together = total([part.value for part in parts.values() if part.value is not None])
        if len(parts) == len(known) and together != value.value:
            yield Mismatch(kpi.id, dimension, value.period, value, parts, together)


def _by_part(
    workspace: Workspace, kpi: Kpi, dimension: str, as_of: date
) -> Mapping[str, PeriodValues]:
    return {
        part: Values(workspace, as_of, {dimension: part}).periods(kpi)
        for part in kpi.segments.get(dimension, ())
    }


def _together(
    kpi: Kpi,
    parts: Mapping[str, PeriodValue | None],
    period: Period,
    weights: Mapping[str, Decimal] | None,
) -> Decimal | Missing:
    numbers: dict[str, Decimal] = {}
    for name, part in parts.items():
        if part is None or part.value is None:
            return Missing(f"{name} has no reading for {name_of(period)}")
        numbers[name] = part.value
    return across(kpi, numbers, weights)
