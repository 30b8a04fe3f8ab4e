"""Planning: what the data answer to the questions that are asked before goals are set.

What holds us back, what performs badly, what must we become good at, what must not fail, and what
matters most now. docs/cycle.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.measure.blockers import OpenBlocker, blockers_of
from okrctl.measure.charts import Movement
from okrctl.measure.due import home_team
from okrctl.measure.gauges import Gauges
from okrctl.measure.health import health
from okrctl.measure.measure import measure
from okrctl.measure.outcomes import is_left_out
from okrctl.measure.retrospect import Ended, Retrospect, cycles_up_to, retrospect
from okrctl.measure.state import GaugeState, State
from okrctl.model.calendar import Cycle
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

PERIODS = 2
LOOKED_BACK = 2
"""So many cycles before the planned one are looked back on."""


@dataclass(frozen=True, slots=True)
class Gauged:
    """A KPI as planning sees it: where it stands, whether it drifts, whether a goal is about it."""

    kpi: Kpi
    state: GaugeState
    movement: Movement
    critical_periods: int
    """How many of its latest two periods were critical, up to the latest."""
    covered: bool
    """Whether a key result that runs or is planned is measured by it."""

    @property
    def asks_for_a_goal(self) -> bool:
        """Whether it is critical or drifting."""
        return self.state.health == "critical" or self.movement == "drifting"


@dataclass(frozen=True, slots=True)
class Draft:
    """A key result that a person may set: its KPI from the latest reading to a Y of theirs."""

    kpi: Kpi
    start: Decimal


@dataclass(frozen=True, slots=True)
class Planning:
    """What is known when a cycle is planned."""

    cycle: Cycle
    as_of: date
    latest: date | None
    """The day of the newest reading; none where there is none."""
    blockers: tuple[OpenBlocker, ...]
    slipped: tuple[Ended, ...]
    """Objectives of the cycles before that came from one before that."""
    gauges: tuple[Gauged, ...]
    before: tuple[Retrospect, ...]
    """The cycles before, the newest first."""
    pillars: Mapping[str, tuple[Objective, ...]]
    """For each pillar of the strategy the objectives planned so far that name it."""
    planned: tuple[Objective, ...]
    drafts: Mapping[str, tuple[Draft, ...]]
    """For each team what is drafted: its gauges that ask for a goal and have a value."""

    @property
    def troubled(self) -> tuple[Gauged, ...]:
        """The gauges that are critical or drifting."""
        return tuple(one for one in self.gauges if one.asks_for_a_goal)

    @property
    def uncovered(self) -> tuple[Gauged, ...]:
        """The gauges that no key result is measured by."""
        return tuple(one for one in self.gauges if not one.covered)


def planning(workspace: Workspace, as_of: date, cycle: Cycle) -> Planning:
    """What the data say before a cycle, by what is known on a day."""
    before = [retrospect(workspace, as_of, one)
              for one in reversed(cycles_up_to(workspace, cycle)[-LOOKED_BACK:])]  # fmt: skip
    gauges = tuple(_gauges(workspace, as_of))
    planned = tuple(one for one in workspace.objectives if one.address.cycle == cycle.name)
    readings = [one.state.latest.day for one in gauges if one.state.latest]
    return Planning(
        cycle,
        as_of,
        max(readings, default=None),
        tuple(_blockers(workspace, as_of)),
        tuple(one for past in before for one in past.objectives if one.carried),
        gauges,
        tuple(before),
        {name: tuple(one for one in planned if one.pillar == name)
         for name in workspace.settings.strategy},
        planned,
        _drafts(gauges, planned, workspace),
    )  # fmt: skip


def draft_of(kpi: Kpi, gauges: Gauges) -> Draft | None:
    """A key result about a KPI from its latest value; none where it has no value."""
    latest = gauges.state(kpi).latest
    return Draft(kpi, latest.value) if latest else None


def _gauges(workspace: Workspace, as_of: date) -> Iterator[Gauged]:
    gauges = Gauges(workspace, as_of)
    covered = _covered(workspace, as_of)
    for kpi in workspace.kpis:
        values = [one.value for one in gauges.periods(kpi, PERIODS)]
        critical = 0
        for value in reversed(values):
            if value is None or health(kpi, value) != "critical":
                break
            critical += 1
        movement = gauges.chart(kpi).movement
        yield Gauged(kpi, gauges.state(kpi), movement, critical, kpi.id in covered)


def _covered(workspace: Workspace, as_of: date) -> frozenset[str]:
    """The KPIs by which a key result is measured whose cycle is not over."""
    found = set()
    for objective in workspace.objectives:
        if objective.draft or workspace.cycle_of(objective.address).last < as_of:
            continue
        for kr in objective.key_results:
            kpi = workspace.kpi(kr.kpi) if kr.kpi else None
            if kpi is not None and not is_left_out(kr, workspace, as_of):
                found.add(kpi.id)
    return frozenset(found)


def _blockers(workspace: Workspace, as_of: date) -> Iterator[OpenBlocker]:
    """The open blockers of every cycle that is not closed, the oldest first."""
    states: list[State] = [
        measure(workspace, as_of, cycle)
        for cycle in workspace.cycles.values()
        if cycle.first <= as_of
    ]
    found = (
        blocker
        for state in states
        for objective in state.objectives
        if not workspace.is_closed(objective.address, as_of)
        for blocker in blockers_of(objective, workspace, as_of)
    )
    yield from sorted(found, key=lambda one: -one.days)


def _drafts(
    gauges: Sequence[Gauged], planned: Sequence[Objective], workspace: Workspace
) -> dict[str, tuple[Draft, ...]]:
    goals = {kpi.id for one in planned for kr in one.key_results
             if kr.kpi and (kpi := workspace.kpi(kr.kpi))}  # fmt: skip
    found: dict[str, list[Draft]] = {}
    for one in gauges:
        if one.asks_for_a_goal and one.kpi.id not in goals and one.state.latest:
            team = home_team(workspace, one.kpi.owner or "") or next(iter(workspace.teams), "")
            found.setdefault(team, []).append(Draft(one.kpi, one.state.latest.value))
    return {team: tuple(drafts) for team, drafts in found.items()}
