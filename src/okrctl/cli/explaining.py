"""What an explanation needs: the state, the one a week before, and what the address means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.addresses import cycle_of, meant
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import TeamState
    from okrctl.model.address import Address
    from okrctl.model.calendar import Cycle
    from okrctl.pages.explain.key_result import Case


def case_and_address(here: Context, text: str) -> tuple[Case, Address | TeamState]:
    """What is explained; a name that is no goal and no KPI may be that of a team."""
    teams = here.loaded.workspace.directory.team_names
    try:
        address = meant(here, text)
    except UsageError:
        if text not in teams:
            raise
        return team_case(here, teams[text])
    return case_of(here, cycle_of(here, address)), address


def team_case(here: Context, name: str) -> tuple[Case, TeamState]:
    """A team with objectives in the command's cycle."""
    from okrctl.pages.explain.objective import team_named

    case = case_of(here, here.cycle)
    team = team_named(case.state, name)
    if team is None:
        raise UsageError(f"{name} has no objectives in {case.state.cycle.name}", "okrctl status")
    return case, team


def case_of(here: Context, cycle: Cycle | None) -> Case:
    """Everything that explanations are made from."""
    from okrctl.measure.measure import DAYS_OF_A_WEEK, measure
    from okrctl.pages.explain.key_result import Case
    from okrctl.pages.explain.step import Ground

    workspace, as_of = here.loaded.workspace, here.as_of
    now = measure(workspace, as_of, cycle)
    week_ago = date.fromordinal(max(as_of.toordinal() - DAYS_OF_A_WEEK, 1))
    before = measure(workspace, week_ago, now.cycle)
    return Case(now, before, workspace, Ground(here.loaded.places))
