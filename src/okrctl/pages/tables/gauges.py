"""The tables of KPIs: what is watched, and every number that was read or calculated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrctl.measure.calculated import readings
from okrctl.measure.state import GaugeState
from okrctl.model.entry import Entry
from okrctl.model.kpi import Band, Kpi
from okrctl.model.workspace import Workspace
from okrctl.pages.tables.table import Column, Table, Value, joined

KPIS = Table(
    "kpis",
    (
        Column("kpi", "slug", meaning="Its id."),
        Column("title", "title"),
        Column("why", "text", "words"),
        Column("owner", "text", "person"),
        Column("unit", "text", "words"),
        Column("better", "text"),
        Column("role", "text"),
        Column("measures", "text"),
        Column("cadence", "text"),
        Column("aggregate", "text"),
        Column("healthy_from", "number", "number"),
        Column("healthy_to", "number", "number"),
        Column("warning_from", "number", "number"),
        Column("warning_to", "number", "number"),
        Column("target", "number", "number"),
        Column("stretch", "number", "number"),
        Column("formula", "text", "words"),
        Column("pillar", "slug"),
        Column("supports", "slug", meaning="What it is tracked for, one a line."),
        Column("health", "text"),
        Column("current", "number", "number"),
        Column("current_day", "day"),
    ),
)
READINGS = Table(
    "readings",
    (
        Column("year", "text", meaning="Of the day; it divides a dataset."),
        Column("kpi", "slug"),
        Column("day", "day"),
        Column("segment", "slug", "words", "As region=emea; none is the whole."),
        Column("value", "number", "number"),
        Column("event", "text", "words", "An outside cause."),
        Column("calculated", "flag", meaning="Whether a formula gave it."),
        Column("in_force", "flag"),
        Column("who", "text", "person"),
        Column("recorded_at", "instant"),
        Column("note", "text", "words"),
        Column("id", "text"),
    ),
    by=("year",),
)


def kpis_table(workspace: Workspace, gauges: dict[str, GaugeState]) -> Table:
    """A KPI a row, and what it stands at."""
    return KPIS.holding([kpi_row(one, gauges.get(one.id)) for one in workspace.kpis])


def kpi_row(one: Kpi, gauge: GaugeState | None) -> tuple[Value, ...]:
    """What the file of a KPI says, and its health."""
    latest = gauge.latest if gauge else None
    return (
        one.id, one.title, one.why, one.owner, one.unit, one.better, one.role, one.measures,
        one.cadence, one.aggregate, *bounds(one.healthy), *bounds(one.warning), one.target,
        one.stretch, one.formula, one.pillar, joined(one.supports),
        gauge.health if gauge else None, latest.value if latest else None,
        latest.day if latest else None,
    )  # fmt: skip


def bounds(band: Band | None) -> tuple[Value, Value]:
    """The lowest and the highest value of a band."""
    return (band.low, band.high) if band else (None, None)


def readings_table(workspace: Workspace, as_of: date) -> Table:
    """Readings and events up to a day, then the values of formulas, KPI by KPI."""
    return READINGS.holding(
        [row for kpi in workspace.kpis for row in rows_of(workspace, kpi, as_of)]
    )


def rows_of(workspace: Workspace, kpi: Kpi, as_of: date) -> Iterator[tuple[Value, ...]]:
    """The rows of one KPI, the oldest first."""
    if kpi.formula is not None:
        for point in readings(workspace, kpi.id, as_of):
            yield (str(point.day.year), kpi.id, point.day, None, point.value, None, True, True,
                   None, None, None, None)  # fmt: skip
        return
    subject = str(kpi.address)
    lawful = {entry.id for entry in workspace.journal.about(subject, as_of)}
    for entry in workspace.journal.history(subject):
        if entry.day <= as_of and (entry.has("value") or entry.has("event")):
            yield reading_row(kpi, entry, in_force=entry.id in lawful)


def reading_row(kpi: Kpi, entry: Entry, *, in_force: bool) -> tuple[Value, ...]:
    """One reading, or an outside event."""
    return (
        str(entry.day.year), kpi.id, entry.day, segment(entry), entry.value,
        entry.text("event") or None, False, in_force, entry.who, entry.at, entry.note or None,
        entry.id,
    )  # fmt: skip


def segment(entry: Entry) -> str | None:
    """`region=emea`, names in the order of the alphabet."""
    said = entry.fields.get("segment")
    parts = said.items() if isinstance(said, dict) else ()
    return " ".join(f"{name}={part}" for name, part in sorted(parts)) or None
