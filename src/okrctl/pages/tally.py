"""Counts in a line: key results by state, KPIs by health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from okrctl.measure.state import GaugeState, ObjectiveState, State, StateName
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import Block, Inline, Line, Mark, Note, Run, line
from okrctl.pages.numbers import NONE, amount, plural
from okrctl.pages.words import HEALTH, STATES

ACT_ON: frozenset[StateName] = frozenset({"off pace", "at risk", "stale"})
"""States whose words stay longest where there is little room."""
NAMED_HEALTH = frozenset({"critical", "warning"})


def counted(objectives: Sequence[ObjectiveState]) -> Line:
    """`19 key results: ✗ 3 off pace ▲ 2 at risk … ⚑ 2`; in short without the words."""
    key_results = [kr for objective in objectives for kr in objective.key_results]
    counts = Counter(kr.state for kr in key_results)
    head = f"{plural(len(key_results), 'key result')}{':' if key_results else ''}"
    blocked = sum("blocked" in kr.flags for kr in key_results)

    def saying(words: Container[StateName]) -> tuple[Inline, ...]:
        parts: list[str | Inline] = [head]
        for name in (name for name in STATES if counts[name]):
            sign, role = STATES[name]
            parts += [" ", Mark(sign), f" {counts[name]}"]
            parts += [" ", Run(name, role)] if name in words else []
        return line(*parts, *((" ", Mark("blocked"), f" {blocked}") if blocked else ())).runs

    return Line(saying(STATES), short=Line(saying(ACT_ON), short=Line(saying(()))))


def gauges_note(state: State, workspace: Workspace) -> list[Block]:
    """The KPIs: those that are critical or in warning by name, the others counted."""
    order = list(HEALTH)
    gauges = sorted(state.gauges, key=lambda gauge: order.index(gauge.health))
    named = [gauge for gauge in gauges if gauge.health in NAMED_HEALTH]
    others = Counter(gauge.health for gauge in gauges if gauge.health not in NAMED_HEALTH)
    full: list[str | Inline] = []
    short: list[str | Inline] = []
    for gauge in named:
        sign = Mark(HEALTH[gauge.health][0])
        full += [sign, f" {gauge.id} {latest(gauge, workspace)}  "]
        short += [sign, f" {gauge.id} "]
    for health in sorted(others, key=lambda name: (name != "healthy", order.index(name))):
        count = (Mark(HEALTH[health][0]), f" {others[health]} ")
        full += [*count, " "]
        short += count
    return [Note("KPIs", (Line(line(*full).runs, short=line(*short)),))] if full else []


def latest(gauge: GaugeState, workspace: Workspace) -> str:
    """The latest value of a KPI, short: `9%`, `€412K`; its unit is not said where its id does."""
    kpi = workspace.kpi(gauge.id)
    unit = kpi.unit if kpi and kpi.unit != kpi.id else None
    return amount(gauge.latest.value, unit).replace(" %", "%") if gauge.latest else NONE
