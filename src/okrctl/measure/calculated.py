"""Calculated KPIs: the values of formulas, period by period, on aggregated inputs.

A period is the KPI's own cadence, but never shorter than the longest of its inputs': a headcount
of the month says nothing of one week. A period is reckoned once an input has data in it; where
another input has none, there is no value, and the reason names it. The running period is left out
while an input is a total that still grows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from okrctl.measure.aggregates import (
    PeriodValue,
    PeriodValues,
    longest,
    name_of,
    period_values,
    periods_back,
    points_at,
    settled,
)
from okrctl.measure.readings import WHOLE, Points, Segment, is_number, points_of
from okrctl.measure.rhythm import kpi_cadence
from okrctl.model.cadence import Cadence, Period
from okrctl.model.formula import Formula, Missing, evaluate
from okrctl.model.kinds.history import Point
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


def readings(workspace: Workspace, kpi_id: str, as_of: date, segment: Segment = WHOLE) -> Points:
    """The numbers of a KPI as of a day: its readings, or the values of its formula."""
    kpi = workspace.kpi(kpi_id)
    return Values(workspace, as_of, segment).points(kpi) if kpi else ()


class Values:
    """The values of KPIs as of a day, whole or of one segment, each reckoned once."""

    def __init__(self, workspace: Workspace, as_of: date, segment: Segment = WHOLE) -> None:
        self.workspace = workspace
        self.as_of = as_of
        self._segment = segment
        self._points: dict[str, Points] = {}
        self._reckoned: dict[str, PeriodValues] = {}
        self._cadences: dict[str, Cadence] = {}
        self._loops: dict[str, str] = {}

    def points(self, kpi: Kpi) -> Points:
        """The readings of a KPI; of one that is calculated, its value in each period."""
        if kpi.id not in self._points:
            if kpi.formula is None:
                entries = self.workspace.journal.about(str(kpi.address), self.as_of)
                self._points[kpi.id] = points_of(entries, self._segment)
            else:
                self._points[kpi.id] = points_at(self.calculations(kpi))
        return self._points[kpi.id]

    def newest(self, kpi: Kpi) -> Point | None:
        """Its newest number, found without looking at the others where it is read."""
        if kpi.formula is not None or kpi.id in self._points:
            return next(reversed(self.points(kpi)), None)
        entries = self.workspace.journal.about(str(kpi.address), self.as_of)
        last = next((e for e in reversed(entries) if is_number(e, self._segment)), None)
        return next(iter(points_of((last,), self._segment)), None) if last else None

    def latest(self, kpi: Kpi) -> PeriodValue | None:
        """What it came to in its latest period; none before there is any data."""
        if kpi.formula is None and kpi.aggregate == "last":
            newest = self.newest(kpi)
            alone = (newest,) if newest else ()
            return next(iter(period_values(alone, self.cadence(kpi), "last")), None)
        return next(reversed(self.periods(kpi)), None)

    def periods(self, kpi: Kpi, cadence: Cadence | None = None) -> PeriodValues:
        """What a KPI came to in each period with data, in order: of its own cadence, or another.

        Without a total that still grows. Of a calculated one the periods without a value too.
        """
        length = cadence or self.cadence(kpi)
        if kpi.formula is not None and length == self.cadence(kpi):
            return self.calculations(kpi)
        values = period_values(self.points(kpi), length, kpi.aggregate)
        return settled(values, kpi.aggregate, self.as_of)

    def calculations(self, kpi: Kpi) -> PeriodValues:
        """The value of a formula in each period in which one of its inputs has data, in order."""
        self._prepare(kpi)
        return self._reckoned.get(kpi.id, ())

    def cadence(self, kpi: Kpi) -> Cadence:
        """How long its periods are: as its own words say, and never shorter than an input's."""
        if kpi.formula is None:
            return kpi_cadence(self.workspace, kpi)
        self._prepare(kpi)
        return self._cadences.get(kpi.id) or kpi_cadence(self.workspace, kpi)

    def unreadable(self, kpi: Kpi) -> str:
        """Why a formula can be reckoned in no period at all; empty where it can."""
        if kpi.formula is None:
            return ""
        formula = self.workspace.formulas.get(kpi.id)
        if formula is None:
            return "its formula cannot be read"
        self._prepare(kpi)
        if kpi.id in self._loops:
            return self._loops[kpi.id]
        known = self.inputs(kpi)
        strange = next((name for name in formula.ids if name not in known), "")
        return f"there is no KPI {strange}" if strange else ""

    def inputs(self, kpi: Kpi) -> Mapping[str, Kpi]:
        """The KPIs that a formula names, by the name it gives them, as far as they are known."""
        formula = self.workspace.formulas.get(kpi.id)
        found = ((name, self.workspace.kpi(name)) for name in (formula.ids if formula else ()))
        return {name: of for name, of in found if of is not None}

    def _prepare(self, kpi: Kpi) -> None:
        """Reckon a KPI and all that it needs, inputs first, so that no chain is too deep."""
        if kpi.id in self._cadences or kpi.id in self._loops:
            return
        graph: dict[str, list[str]] = {}
        waiting, known = [kpi], {kpi.id: kpi}
        while waiting:
            one = waiting.pop()
            needs = [of for of in self.inputs(one).values() if of.formula is not None]
            graph[one.id] = [of.id for of in needs]
            waiting += [of for of in needs if of.id not in known]
            known |= {of.id: of for of in needs}
        try:
            order = tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            ring: list[str] = error.args[1][::-1]
            self._loops[kpi.id] = f"formulas in a loop: {' -> '.join(ring)}"
            return
        for name in order:
            if name not in self._cadences:
                self._reckon(known[name])

    def _reckon(self, kpi: Kpi) -> None:
        inputs = self.inputs(kpi)
        own = [kpi_cadence(self.workspace, kpi)] if kpi.cadence or not inputs else []
        length = longest([*own, *(self.cadence(of) for of in inputs.values())])
        self._cadences[kpi.id] = length
        formula = self.workspace.formulas.get(kpi.id)
        if formula is None:
            return
        sources = {name: self._source(of, length) for name, of in inputs.items()}
        asked = {period for source in sources.values() for period in source.known}
        asked -= {period for source in sources.values() for period in source.growing}
        self._reckoned[kpi.id] = tuple(
            _calculated(formula, length, period, sources)
            for period in sorted(asked, key=lambda period: period.first)
        )

    def _source(self, kpi: Kpi, length: Cadence) -> _Source:
        all_values = period_values(self.points(kpi), length, kpi.aggregate)
        told = settled(all_values, kpi.aggregate, self.as_of)
        growing = frozenset(value.period for value in all_values[len(told) :])
        return _Source(kpi, {value.period: value for value in told}, growing)


@dataclass(frozen=True, slots=True)
class _Source:
    """An input of a formula: its values, and the period in which it still grows."""

    kpi: Kpi
    known: dict[Period, PeriodValue]
    growing: frozenset[Period]


def _calculated(
    formula: Formula, cadence: Cadence, period: Period, sources: dict[str, _Source]
) -> PeriodValue:
    """The value of a formula in a period, with all that it rests on."""
    steps = [period]
    used: dict[tuple[str, int], PeriodValue] = {}

    def value_of(name: str, back: int) -> Decimal | Missing:
        if name not in sources:
            return Missing(f"there is no KPI {name}")
        if len(steps) <= back:
            steps[:] = periods_back(cadence, period, back + 1)
        if len(steps) <= back:
            return Missing(f"{name} has no reading so long ago")
        found = sources[name].known.get(steps[back])
        if found is None or found.value is None:
            return Missing(_absence(name, sources[name].kpi, steps[back]))
        used[name, back] = found
        return found.value

    value = evaluate(formula, value_of)
    inputs = tuple((name, found) for (name, _), found in used.items())
    points = tuple(point for _, found in inputs for point in found.points)
    if isinstance(value, Missing):
        return PeriodValue(period, None, points, value.reason, inputs)
    return PeriodValue(period, value, points, "", inputs)


def _absence(name: str, kpi: Kpi, period: Period) -> str:
    what = "reading" if kpi.formula is None else "value"
    return f"{name} has no {what} for {name_of(period)}"
