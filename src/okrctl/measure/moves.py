"""Moves: whether the KPIs that goals were to move did move over a cycle, by signal.

Two readings that differ are no movement: what a process behaviour chart calls steady is noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okrctl.measure.calculated import Values
from okrctl.measure.charts import Movement
from okrctl.measure.gauges import Gauges
from okrctl.measure.state import GaugeState
from okrctl.model.address import KeyResultAddress
from okrctl.model.calendar import Cycle
from okrctl.model.kinds.history import Point
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Moved:
    """A KPI over a cycle: where it stood before, where it ended, and what its signals say."""

    kpi: Kpi
    before: Point | None
    """Its latest value before the cycle began; none where it had none."""
    ended: GaugeState
    """Where it stood on the cycle's last day, or on the day that is looked at."""
    movement: Movement


def moved(kpis: Sequence[Kpi], workspace: Workspace, cycle: Cycle, as_of: date) -> list[Moved]:
    """What became of KPIs between the day before a cycle and its end, or `as_of` where earlier."""
    gauges = Gauges(workspace, min(as_of, cycle.last))
    first = cycle.first
    before = Values(workspace, first - timedelta(1)) if first > date.min else gauges.values
    return [
        Moved(
            kpi,
            latest.point if (latest := before.latest(kpi)) else None,
            gauges.state(kpi),
            gauges.chart(kpi).movement,
        )
        for kpi in kpis
    ]


def kpis_of(objectives: Sequence[Objective], workspace: Workspace) -> tuple[Kpi, ...]:
    """The KPIs that objectives were to move: those of their key results, and those that say so."""
    named: dict[str, Kpi] = {}
    for objective in objectives:
        named |= {kpi.id: kpi for kpi in _of_key_results(objective, workspace)}
    wanted = {str(one.address) for one in objectives}
    for kpi in workspace.kpis:
        if wanted & set(_supported(kpi, objectives, workspace)):
            named.setdefault(kpi.id, kpi)
    return tuple(named.values())


def _of_key_results(objective: Objective, workspace: Workspace) -> Iterator[Kpi]:
    names = (kr.kpi for kr in objective.key_results if kr.kpi)
    return (kpi for name in names if (kpi := workspace.kpi(name)) is not None)


def _supported(kpi: Kpi, objectives: Sequence[Objective], workspace: Workspace) -> Iterator[str]:
    """The objectives that a KPI says it is tracked for, in the cycles of these objectives."""
    for cycle in dict.fromkeys(one.address.cycle for one in objectives):
        for text in kpi.supports:
            parent = workspace.parent(text, cycle)
            if parent is not None:
                goal = parent.objective if isinstance(parent, KeyResultAddress) else parent
                yield str(goal)
