"""The KPIs of a page, leading ones first: health, gauge, periods, movement. `okrctl kpis`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from okrctl.measure.gauges import Gauges
from okrctl.measure.state import GaugeState
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Inline,
    Line,
    Mark,
    Next,
    Prose,
    Row,
    Run,
    Sparkline,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.facts import day
from okrctl.pages.gauge_facts import gauge_page_facts, segment_words
from okrctl.pages.header import Basis, remarks, rests_on
from okrctl.pages.influences import drives_note, evidence, question_facts, question_lines
from okrctl.pages.numbers import NONE, age, amount, bare, number, plural
from okrctl.pages.thresholds import gauge_of
from okrctl.pages.words import HEALTH, MOVEMENTS, health_words

SCHEMA = "okrctl.kpis/1"
RECORD = (
    "address", "health", "value", "unit", "day", "age_days", "movement", "better", "role", "owner",
    "title", "reason",
)  # fmt: skip
SHORT_UNIT = 4
"""So many letters of a unit fit beside a value, with their space."""
COLUMNS = (
    Column("  HEALTH"),
    Column("KPI", elastic=True),
    Column("TITLE", elastic=True, from_width=100, leaves=1),
    Column("OWNER", from_width=120, leaves=2),
    Column("NOW", "right", opens=True),
    Column("WORSE▸BETTER", leaves=5, opens=True),
    Column("13 PERIODS", leaves=4, opens=True),
    Column("MOVEMENT", leaves=3, opens=True),
    Column("AGE", "right", leaves=6),
)
ROLES = {
    "leading": "LEADING: act on these",
    "lagging": "LAGGING: what follows from them",
    None: "NEITHER: say role: leading or lagging",
}
LEGEND: tuple[str | Inline, ...] = (
    Mark("now"), " now  ", Mark("critical zone"), " critical  ", Mark("warning zone"),
    " warning  ", Mark("healthy zone"), " healthy  ", Mark("target"), " target",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """Which KPIs a page shows, and what it is called: `company page`, `all`."""

    name: str
    kpis: tuple[Kpi, ...]
    team: str = ""
    missing: tuple[str, ...] = ()
    """Ids on a team's page that are no KPI, or one whose file is not valid."""
    segment: dict[str, str] = field(default_factory=dict)


def kpis_page(
    chosen: Selection, gauges: Gauges, *, influence: bool = False, basis: Basis | None = None
) -> Document:
    """Each chosen KPI with its gauge, its latest periods and its movement, and what it drives.

    With `influence` every declared link has its evidence, and the strongest undeclared pairs are
    asked about.
    """
    basis = basis or Basis()
    workspace, as_of = gauges.values.workspace, gauges.values.as_of
    states = {kpi.id: gauges.state(kpi) for kpi in chosen.kpis}
    asked = gauges.questions(chosen.kpis) if influence else ()
    facts: dict[str, Fact] = {
        "organization": workspace.settings.organization,
        "as_of": day(as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "page": chosen.name,
        "team": chosen.team or None,
        "segment": chosen.segment,
        "missing": chosen.missing,
        "kpis": [gauge_page_facts(kpi, states[kpi.id], gauges) for kpi in chosen.kpis],
        "questions": [question_facts(question) for question in asked],
    }
    blocks: list[Block] = [Heading(header(chosen, workspace)), *dated(as_of, basis)]
    blocks += remarks(basis)
    if chosen.missing:
        names = ", ".join(chosen.missing)
        blocks.append(line(Mark("warn"), f" on the page, and no KPI: {names} · okrctl lint"))
    if chosen.kpis:
        blocks += [table(chosen.kpis, states, gauges), Gap()]
        blocks += evidence(chosen.kpis, gauges) if influence else drives_note(chosen.kpis, gauges)
        blocks += question_lines(asked) if influence else []
    else:
        blocks.append(nothing_to_show(chosen))
    blocks.append(Next(next_commands(chosen, states)))
    rows = tuple(record(kpi, states[kpi.id], gauges) for kpi in chosen.kpis)
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks))


def header(chosen: Selection, workspace: Workspace) -> Line:
    """`Acme, company page · 8 KPIs`, with the signs of the gauges at the right."""
    whose = workspace.settings.organization or workspace.settings.name or "KPIs"
    words = f" · {plural(len(chosen.kpis), 'KPI')}"
    words += f" · {segment_words(chosen.segment)}" if chosen.segment else ""
    return line(Run(f"{whose}, {chosen.name}", "strong"), words, aside=LEGEND)


def dated(as_of: date, basis: Basis) -> tuple[Block, ...]:
    """What the page rests on, where a reader could be mistaken."""
    return (line(*rests_on(as_of, basis)),) if basis.uncommitted or basis.dated else ()


def table(kpis: Sequence[Kpi], states: dict[str, GaugeState], gauges: Gauges) -> Table:
    """The KPIs by role; below one without a value, why there is none."""
    groups: list[Group] = []
    for role, heading in ROLES.items():
        shown = [kpi for kpi in kpis if kpi.role == role]
        title: Line | None = line(Run(heading, "strong"))
        for kpi in shown:
            note = missing_input(kpi, states[kpi.id])
            groups.append(Group((row(kpi, states[kpi.id], gauges),), title, note))
            title = None
    return Table(COLUMNS, tuple(groups))


def row(kpi: Kpi, state: GaugeState, gauges: Gauges) -> Row:
    """One KPI."""
    value = state.latest.value if state.latest else None
    scale = gauge_of(kpi, value) if value is not None else None
    chart = gauges.chart(kpi)
    series = tuple(found.value for found in gauges.periods(kpi))
    moved = chart.movement if value is not None else "unknown"
    return (
        Line(health_words(state)),
        line(kpi.id),
        line(kpi.title),
        line(kpi.owner or ""),
        line(NONE if value is None else now(value, kpi.unit)),
        line(scale or ""),
        line(Sparkline(series) if value is not None else ""),
        line(Run(NONE if moved == "unknown" else moved, MOVEMENTS[moved])),
        line(age(state.age_days)),
    )


def now(value: Decimal, unit: str | None) -> str:
    """`74 %`, `2.9 h`, `€412K`: a value with its unit where that is short; else the id says it."""
    full = amount(value, unit)
    return full if len(full) <= len(number(value)) + SHORT_UNIT else bare(value, unit)


def missing_input(kpi: Kpi, state: GaugeState) -> Line | None:
    """`  = mrr * 12 / headcount · headcount has no reading for 2026-11`."""
    if state.latest is not None:
        return None
    formula = f"= {kpi.formula} · " if kpi.formula else ""
    return line("  ", Run(f"{formula}{state.reason}", "quiet"))


def nothing_to_show(chosen: Selection) -> Prose:
    """Why the page is empty, and what to do about it."""
    if chosen.team:
        return Prose(f"{chosen.team} has no kpi_page: name five to ten KPIs in okrctl.yaml.")
    return Prose("No KPIs yet. A KPI is a gauge that is watched while driving; a goal moves it.")


def next_commands(chosen: Selection, states: dict[str, GaugeState]) -> tuple[str, ...]:
    """Explain and look at the worst."""
    order = list(HEALTH)
    ranked = sorted(chosen.kpis, key=lambda kpi: order.index(states[kpi.id].health))
    if not ranked:
        return ("okrctl kpis --all",) if chosen.team else ("okrctl new kpi",)
    worst = ranked[0].id
    return (f"okrctl explain kpi:{worst}", f"okrctl show kpi:{worst}", "okrctl kpis --influence")


def record(kpi: Kpi, state: GaugeState, gauges: Gauges) -> tuple[Cell, ...]:
    """A KPI as a row for programs."""
    return (
        str(kpi.address),
        state.health,
        state.latest.value if state.latest else None,
        kpi.unit,
        state.latest.day if state.latest else None,
        state.age_days,
        gauges.chart(kpi).movement,
        kpi.better,
        kpi.role,
        kpi.owner,
        kpi.title,
        state.reason,
    )
