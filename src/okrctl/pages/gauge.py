"""One KPI: its latest value, whether that is healthy, its thresholds and its last readings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okrctl.measure.aggregates import name_of
from okrctl.measure.charts import Chart
from okrctl.measure.gauges import Gauges
from okrctl.measure.segments import Breakdown, breakdown
from okrctl.measure.state import GaugeState
from okrctl.model.entry import Entry
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Item,
    Line,
    Next,
    Note,
    Quote,
    Row,
    Run,
    Stack,
    Table,
    line,
)
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import day
from okrctl.pages.gauge_facts import chart_facts, gauge_page_facts
from okrctl.pages.numbers import NONE, ago, amount, bare, short_day
from okrctl.pages.series import kpi_chart
from okrctl.pages.thresholds import against, gauge_of
from okrctl.pages.words import MOVEMENTS, health_words, signal_words

RECORD = ("kpi", "day", "value", "unit", "segment", "who", "note")
LATEST = 8
COLUMNS = (
    Column("DAY", "right"),
    Column("VALUE", "right"),
    Column("SEGMENT", leaves=1, opens=True),
    Column("WHO", leaves=2, opens=True),
    Column("NOTE", elastic=True, opens=True),
)


def blocks(gauge: GaugeState, kpi: Kpi, gauges: Gauges) -> tuple[Block, ...]:
    """The gauge, its chart, what it is held against, what it serves, and its last readings."""
    workspace = gauges.values.workspace
    found = gauges.chart(kpi)
    drawn = kpi_chart(kpi, found)
    readings = latest_readings(kpi, workspace, gauges.values.as_of)
    told = notes(kpi, gauges)
    table = Table(COLUMNS, (Group(tuple(row(entry, kpi.unit) for entry in readings)),))
    return (
        Stack((head(gauge, kpi, found),)),
        *((Gap(), drawn) if drawn else ()),
        *((Gap(), *told) if told else ()),
        *((Gap(), table) if readings else ()),
        Gap(),
        Next(next_commands(kpi)),
    )


def head(gauge: GaugeState, kpi: Kpi, found: Chart) -> Item:
    """The KPI with its health and its latest value."""
    what = [f"kpi:{kpi.id}", kpi.owner or "no owner", f"{kpi.better} is better"]
    what += [kpi.role] if kpi.role else []
    what += [kpi.cadence] if kpi.cadence else []
    below: list[Line | Quote] = [line(" · ".join(what))]
    below += [Quote(kpi.why)] if kpi.why else []
    below += [line(f"= {kpi.formula}")] if kpi.formula else []
    scale = gauge_of(kpi, gauge.latest.value) if gauge.latest else None
    below += [line(*((scale, "  ") if scale else ()), against(kpi))] if against(kpi) else []
    below += [movement(found)] if found.points else []
    if gauge.latest is None:
        below.append(line(gauge.reason or "no reading yet"))
    else:
        age = f", {ago(gauge.age_days)}" if gauge.age_days is not None else ""
        below.append(line(f"{gauge.latest.entry.who}, {short_day(gauge.latest.day)}{age}"))
    value = amount(gauge.latest.value, kpi.unit) if gauge.latest else NONE
    return Item(
        Line(health_words(gauge)), kpi.id, kpi.title, line(Run(value, "strong")), tuple(below)
    )


def movement(found: Chart) -> Line:
    """`drifting: 9 lies outside the limits, 20 Nov`."""
    why = signal_words(found) or found.reason or "no signal, what moves is noise"
    return line(Run(found.movement, MOVEMENTS[found.movement]), f": {why}")


def notes(kpi: Kpi, gauges: Gauges) -> tuple[Note, ...]:
    """What the KPI is tracked for, which key results move it, what it drives, what to do."""
    workspace = gauges.values.workspace
    moved_by = tuple(
        line(str(kr.address), f"  {kr.title}")
        for objective in workspace.objectives
        for kr in objective.key_results
        if kr.kpi and workspace.kpi(kr.kpi) is kpi
    )
    drives = tuple(
        line(f"{found.driven}{f' after {found.drive.lag}' if found.drive.lag else ''}, ",
             f"{found.drive.effect} way: {found.verdict}")
        for found in gauges.influences(kpi)
    )  # fmt: skip
    beside = tuple(
        line(f"{name} {amount(benchmark.value, kpi.unit)}, {benchmark.source}")
        for name, benchmark in kpi.benchmarks.items()
    )
    found = {
        "Supports": tuple(line(text) for text in kpi.supports),
        "Moved by": moved_by,
        "Drives": drives,
        "Segments": segments(kpi, gauges),
        "Benchmarks": beside,
        "Playbook": (line(kpi.playbook),) if kpi.playbook else (),
    }
    return tuple(Note(label, lines) for label, lines in found.items() if lines)


def segments(kpi: Kpi, gauges: Gauges) -> tuple[Line, ...]:
    """`region: emea 12, amer 30 · together 42`: each dimension in its latest period."""
    values = gauges.values
    found = (breakdown(values.workspace, kpi, name, values.as_of) for name in kpi.segments)
    return tuple(line(segment_line(each, kpi)) for each in found)


def segment_line(found: Breakdown, kpi: Kpi) -> str:
    """One dimension: its parts, and what they come to."""
    parts = ", ".join(
        f"{name} {NONE if part is None or part.value is None else bare(part.value, kpi.unit)}"
        for name, part in found.parts.items()
    )
    if found.period is None:
        return f"{found.dimension}: {', '.join(found.parts)} · {found.reason}"
    end = found.reason if found.together is None else f"together {bare(found.together, kpi.unit)}"
    return f"{found.dimension}, {name_of(found.period)}: {parts} · {end}"


def latest_readings(kpi: Kpi, workspace: Workspace, as_of: date) -> tuple[Entry, ...]:
    """The latest readings and events in force on the day, newest first."""
    entries = workspace.journal.about(f"kpi:{kpi.id}", as_of)
    told = [entry for entry in entries if entry.value is not None or entry.text("event")]
    return tuple(reversed(told[-LATEST:]))


def row(entry: Entry, unit: str | None) -> Row:
    """One reading, or an event."""
    return (
        line(short_day(entry.day)),
        line(NONE if entry.value is None else amount(entry.value, unit)),
        line(segment(entry)),
        line(entry.who),
        line(entry.note or entry.text("event")),
    )


def segment(entry: Entry) -> str:
    """`region emea`, empty for the whole."""
    parts = entry.fields.get("segment")
    if not isinstance(parts, Mapping):
        return ""
    return ", ".join(f"{name} {value}" for name, value in parts.items())


def next_commands(kpi: Kpi) -> tuple[str, ...]:
    """Say where its numbers come from, change the file, look at the others."""
    return (f"okrctl explain kpi:{kpi.id}", f"okrctl edit kpi:{kpi.id}", "okrctl kpis")


def facts(gauge: GaugeState, kpi: Kpi, gauges: Gauges) -> dict[str, Fact]:
    """The gauge, its chart, its segments and its last readings."""
    workspace = gauges.values.workspace
    readings: list[Fact] = [
        {"id": e.id, "day": day(e.day), "value": e.value, "segment": segment(e) or None,
         "who": e.who, "note": e.note or None, "event": e.text("event") or None}
        for e in latest_readings(kpi, workspace, gauges.values.as_of)
    ]  # fmt: skip
    values = gauges.values
    return {
        "kpi": gauge_page_facts(kpi, gauge, gauges),
        "chart": chart_facts(gauges.chart(kpi)),
        "segments": [
            segment_facts(breakdown(workspace, kpi, name, values.as_of)) for name in kpi.segments
        ],
        "benchmarks": [
            {"name": name, "value": each.value, "source": each.source}
            for name, each in kpi.benchmarks.items()
        ],
        "readings": readings,
    }


def segment_facts(found: Breakdown) -> Mapping[str, Fact]:
    """One dimension in its latest period."""
    return {
        "dimension": found.dimension,
        "period": name_of(found.period) if found.period else None,
        "parts": {name: part.value if part else None for name, part in found.parts.items()},
        "together": found.together,
        "reason": found.reason or None,
    }


def record(entry: Entry, kpi: Kpi) -> tuple[Cell, ...]:
    """A reading as a row for programs."""
    return (
        f"kpi:{kpi.id}",
        entry.day,
        entry.value,
        kpi.unit,
        segment(entry),
        entry.who,
        entry.note,
    )
