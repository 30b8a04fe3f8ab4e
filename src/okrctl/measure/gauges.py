"""Gauges: everything that the screens of KPIs ask of a workspace on a day, found once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from okrctl.measure.aggregates import SPARKLINE, PeriodValues, latest_periods
from okrctl.measure.calculated import Values
from okrctl.measure.charts import Chart, chart_of
from okrctl.measure.health import gauge
from okrctl.measure.influence import Influence, declared
from okrctl.measure.questions import Question, questions
from okrctl.measure.readings import WHOLE, Segment
from okrctl.measure.state import GaugeState
from okrctl.model.cadence import period_of
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


class Gauges:
    """The KPIs of a workspace as of a day, as a whole or of one segment.

    Nothing is reckoned before it is asked for: a page of ten KPIs costs ten.
    """

    def __init__(self, workspace: Workspace, as_of: date, segment: Segment = WHOLE) -> None:
        self.values = Values(workspace, as_of, segment)
        self._charts: dict[str, Chart] = {}

    def state(self, kpi: Kpi) -> GaugeState:
        """Where it stands by its thresholds."""
        return gauge(kpi, self.values)

    def chart(self, kpi: Kpi) -> Chart:
        """Its series with limits, signals and outside events, and its movement."""
        if kpi.id not in self._charts:
            self._charts[kpi.id] = chart_of(kpi, self.values)
        return self._charts[kpi.id]

    def periods(self, kpi: Kpi, count: int = SPARKLINE) -> PeriodValues:
        """What it came to in the latest `count` periods, gaps included.

        The running period is the last of them once it has a value, or lacks one for a reason.
        """
        values, cadence = self.values.periods(kpi), self.values.cadence(kpi)
        running = period_of(cadence, self.values.as_of)
        told = any(value.period == running for value in values[-1:])
        begun = told or running.first == date.min
        until = running.first if begun else running.first - timedelta(1)
        return latest_periods(values, cadence, until, count)

    def influences(self, kpi: Kpi) -> tuple[Influence, ...]:
        """What it is said to drive, with the evidence."""
        return declared(kpi, self.values)

    def questions(self, kpis: Sequence[Kpi]) -> tuple[Question, ...]:
        """Undeclared pairs among some KPIs that move together, the strongest first."""
        return questions(kpis, self.values)
