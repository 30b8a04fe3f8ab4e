"""Health: where a KPI stands by its thresholds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from okrctl.measure.rhythm import Rhythm, grace, kpi_cadence
from okrctl.measure.series import Points, Series
from okrctl.measure.state import GaugeState, HealthName
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


def gauges(workspace: Workspace, series: Series, as_of: date) -> tuple[GaugeState, ...]:
    """Where each KPI stands that has readings of its own, in the order of the files."""
    return tuple(
        gauge(workspace, kpi, series.readings(kpi, as_of, since=as_of), as_of)
        for kpi in workspace.kpis
        if kpi.formula is None
    )


def gauge(workspace: Workspace, kpi: Kpi, readings: Points, as_of: date) -> GaugeState:
    """Where a KPI stands by its latest reading; silence is never healthy."""
    if not readings:
        return GaugeState(kpi.id, None, "no value", "no reading yet")
    latest = readings[-1]
    first = workspace.journal.history(str(kpi.address))[0].day
    rhythm = Rhythm(kpi_cadence(workspace, kpi), grace(workspace), first)
    due = rhythm.due_after(latest.day)
    age = (as_of - latest.day).days
    if rhythm.stale(due, as_of):
        return GaugeState(kpi.id, latest, "stale", f"a reading was due on {due}", age)
    return GaugeState(kpi.id, latest, health(kpi, latest.value), age_days=age)


def health(kpi: Kpi, value: Decimal) -> HealthName:
    """What a value means: outside `healthy` a warning as far as that reaches, else critical.

    Without `healthy` nothing is known to be so: what `warning` holds is a warning.
    """
    if kpi.healthy is None and kpi.warning is None:
        return "no threshold"
    if kpi.healthy is not None and kpi.healthy.holds(value):
        return "healthy"
    return "warning" if kpi.warning is not None and kpi.warning.holds(value) else "critical"
