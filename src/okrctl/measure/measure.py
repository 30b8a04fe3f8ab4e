"""Measure: where every goal of a cycle stands on a day.

Goals are walked in dependency order, and finished numbers are handed up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import localcontext

from okrctl.measure.health import gauges
from okrctl.measure.order import order_of
from okrctl.measure.progress import Walk
from okrctl.measure.rollup import team_mean, worst_first
from okrctl.measure.series import Series
from okrctl.measure.state import KeyResultState, ObjectiveState, State, TeamState
from okrctl.measure.survey import Survey
from okrctl.model.calendar import Cycle
from okrctl.model.values import CONTEXT
from okrctl.model.workspace import Workspace

DAYS_OF_A_WEEK = 7


def measure(workspace: Workspace, as_of: date, cycle: Cycle | None = None) -> State:
    """Where everything of a cycle stands on a day: of the current one, unless another is given.

    Entries of a later day are not known yet. The same arguments give the same state.
    """
    chosen = cycle or workspace.current_cycle(as_of) or quarter_of(workspace, as_of)
    order, series = order_of(workspace, chosen), Series(workspace)
    walk = Walk(workspace, order, series)
    with localcontext(CONTEXT):
        week_ago = date.fromordinal(max(as_of.toordinal() - DAYS_OF_A_WEEK, 1))
        survey = Survey(walk, as_of, walk.on(as_of), walk.on(week_ago))
        for objective in order.objectives:
            survey.visit(objective)
        return State(
            as_of=as_of,
            cycle=chosen,
            teams=tuple(_teams(workspace, survey.found, chosen)),
            gauges=gauges(workspace, as_of),
            loops=order.loops,
            by_address=_by_address(survey.found),
        )


def quarter_of(workspace: Workspace, day: date) -> Cycle:
    """The quarter of a day, for a workspace that has no goals yet to say which cycle runs."""
    years = (day.year - 1, day.year, day.year + 1)
    names = (f"{year:04}-Q{quarter}" for year in years for quarter in (1, 2, 3, 4))
    known = (cycle for name in names if (cycle := workspace.calendars.cycle(name)))
    whole_year = Cycle(f"{day.year:04}", day.replace(month=1, day=1), day.replace(month=12, day=31))
    return next((cycle for cycle in known if cycle.contains(day)), whole_year)


def _teams(
    workspace: Workspace, found: Mapping[str, ObjectiveState], cycle: Cycle
) -> Iterator[TeamState]:
    """The teams that have objectives in a cycle, in the order of the tree; unknown ones last."""
    groups: dict[str, list[ObjectiveState]] = defaultdict(list)
    for objective in workspace.objectives:
        state = found.get(str(objective.address))
        if state is not None and objective.address.cycle == cycle.name:
            groups[workspace.team_name(objective.address.team)].append(state)
    for name in dict.fromkeys((*workspace.teams, *groups)):
        if objectives := groups.get(name):
            team = workspace.settings.teams.get(name)
            title = (team.title if team else None) or name
            yield TeamState(name, title, worst_first(objectives), team_mean(objectives))


def _by_address(
    found: Mapping[str, ObjectiveState],
) -> Mapping[str, ObjectiveState | KeyResultState]:
    """Every state by its full address."""
    by_address: dict[str, ObjectiveState | KeyResultState] = {}
    for address, objective in found.items():
        by_address[address] = objective
        by_address |= {str(key_result.address): key_result for key_result in objective.key_results}
    return by_address
