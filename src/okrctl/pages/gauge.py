"""One KPI: its latest value, whether that is healthy, its thresholds and its last readings."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.measure.state import GaugeState, State
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
from okrctl.pages.facts import day, gauge_facts
from okrctl.pages.numbers import NONE, ago, amount, short_day
from okrctl.pages.thresholds import against
from okrctl.pages.words import health_words

RECORD = ("kpi", "day", "value", "unit", "segment", "who", "note")
LATEST = 8
COLUMNS = (
    Column("DAY", "right"),
    Column("VALUE", "right"),
    Column("SEGMENT", leaves=1, opens=True),
    Column("WHO", leaves=2, opens=True),
    Column("NOTE", elastic=True, opens=True),
)


def blocks(gauge: GaugeState, kpi: Kpi, workspace: Workspace, of: State) -> tuple[Block, ...]:
    """The gauge, what it is held against, what it serves, and its last readings."""
    readings, told = latest_readings(kpi, workspace, of), notes(kpi, workspace)
    table = Table(COLUMNS, (Group(tuple(row(entry, kpi.unit) for entry in readings)),))
    return (
        Stack((head(gauge, kpi),)),
        *((Gap(), *told) if told else ()),
        *((Gap(), table) if readings else ()),
        Gap(),
        Next(next_commands(kpi)),
    )


def head(gauge: GaugeState, kpi: Kpi) -> Item:
    """The KPI with its health and its latest value."""
    what = [f"kpi:{kpi.id}", kpi.owner or "no owner", f"{kpi.better} is better"]
    what += [kpi.role] if kpi.role else []
    what += [kpi.cadence] if kpi.cadence else []
    below: list[Line | Quote] = [line(" · ".join(what))]
    below += [Quote(kpi.why)] if kpi.why else []
    below += [line(f"= {kpi.formula}")] if kpi.formula else []
    below += [line(against(kpi))] if against(kpi) else []
    if gauge.latest is None:
        below.append(line(gauge.reason or "no reading yet"))
    else:
        age = f", {ago(gauge.age_days)}" if gauge.age_days is not None else ""
        below.append(line(f"{gauge.latest.entry.who}, {short_day(gauge.latest.day)}{age}"))
    value = amount(gauge.latest.value, kpi.unit) if gauge.latest else NONE
    return Item(
        Line(health_words(gauge)), kpi.id, kpi.title, line(Run(value, "strong")), tuple(below)
    )


def notes(kpi: Kpi, workspace: Workspace) -> tuple[Note, ...]:
    """What the KPI is tracked for, which key results move it, what it drives, what to do."""
    moved_by = tuple(
        line(str(kr.address), f"  {kr.title}")
        for objective in workspace.objectives
        for kr in objective.key_results
        if kr.kpi and workspace.kpi(kr.kpi) is kpi
    )
    drives = tuple(
        line(f"{name}{f' after {drive.lag}' if drive.lag else ''}, {drive.effect} way")
        for name, drive in kpi.drives.items()
    )
    found = {
        "Supports": tuple(line(text) for text in kpi.supports),
        "Moved by": moved_by,
        "Drives": drives,
        "Playbook": (line(kpi.playbook),) if kpi.playbook else (),
    }
    return tuple(Note(label, lines) for label, lines in found.items() if lines)


def latest_readings(kpi: Kpi, workspace: Workspace, of: State) -> tuple[Entry, ...]:
    """The latest readings and events in force on the day, newest first."""
    entries = workspace.journal.until(of.as_of).about(f"kpi:{kpi.id}")
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
    """Change the file, look at the goals."""
    return (f"okrctl edit kpi:{kpi.id}", "okrctl status")


def facts(gauge: GaugeState, kpi: Kpi, workspace: Workspace, of: State) -> dict[str, Fact]:
    """The gauge and its last readings."""
    readings: list[Fact] = [
        {"id": e.id, "day": day(e.day), "value": e.value, "segment": segment(e) or None,
         "who": e.who, "note": e.note or None, "event": e.text("event") or None}
        for e in latest_readings(kpi, workspace, of)
    ]  # fmt: skip
    return {"kpi": gauge_facts(gauge, workspace), "readings": readings}


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
