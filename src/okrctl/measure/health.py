"""Health: where a KPI stands by its thresholds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from okrctl.measure.calculated import Values
from okrctl.measure.rhythm import Rhythm, grace, kpi_cadence
from okrctl.measure.state import GaugeState, HealthName
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


def gauges(workspace: Workspace, as_of: date) -> tuple[GaugeState, ...]:
    """Where each KPI stands, in the order of the files."""
    values = Values(workspace, as_of)
    return tuple(gauge(kpi, values) for kpi in workspace.kpis)


def gauge(kpi: Kpi, values: Values) -> GaugeState:
    """Where a KPI stands by its latest period; silence is never healthy, and no input never 0."""
    latest = values.latest(kpi)
    if latest is None:
        reason = values.unreadable(kpi) or _nothing_yet(kpi, values)
        return GaugeState(kpi.id, None, "no value", reason)
    if latest.value is None:
        return GaugeState(kpi.id, None, "no value", latest.reason, period=latest)
    newest = values.newest(kpi)
    news = newest.day if newest else latest.period.last
    age = (values.as_of - news).days
    rhythm = _rhythm(kpi, values)
    due = rhythm.due_after(news)
    if rhythm.stale(due, values.as_of):
        reason = f"a reading was due on {due}"
        return GaugeState(kpi.id, latest.point, "stale", reason, age, latest)
    return GaugeState(kpi.id, latest.point, health(kpi, latest.value), "", age, latest)


def health(kpi: Kpi, value: Decimal) -> HealthName:
    """What a value means: outside `healthy` a warning as far as that reaches, else critical.

    Without `healthy` nothing is known to be so: what `warning` holds is a warning.
    """
    if kpi.healthy is None and kpi.warning is None:
        return "no threshold"
    if kpi.healthy is not None and kpi.healthy.holds(value):
        return "healthy"
    return "warning" if kpi.warning is not None and kpi.warning.holds(value) else "critical"


def _rhythm(kpi: Kpi, values: Values) -> Rhythm:
    """How often its number is due; of what is calculated, as often as its periods are long."""
    workspace = values.workspace
    if kpi.formula is not None:
        return Rhythm(values.cadence(kpi), grace(workspace), values.points(kpi)[0].day)
    history = workspace.journal.history(str(kpi.address))
    return Rhythm(kpi_cadence(workspace, kpi), grace(workspace), history[0].day)


def _nothing_yet(kpi: Kpi, values: Values) -> str:
    """Why there is no number of the KPI as a whole."""
    if any(values.newest(of) for of in (kpi, *values.inputs(kpi).values())):
        return "its first period is not over"
    entries = values.workspace.journal.about(str(kpi.address), values.as_of)
    parts_only = any("value" in entry.fields for entry in entries)
    return "no reading of the whole, only of segments" if parts_only else "no reading yet"
