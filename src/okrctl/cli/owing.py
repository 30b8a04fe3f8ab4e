"""What is owed, blocked and asked for in the cycles that run; of a team, or of one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from okrctl.cli.basis import basis
from okrctl.cli.checkin.due import running
from okrctl.cli.context import Context
from okrctl.cli.making.names import known
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import State
    from okrctl.pages.blockers import Blockers
    from okrctl.pages.due import Dues
    from okrctl.pages.support import Asked


def dues(here: Context, *, team: str | None = None, mine: bool = False, ahead: int = 0) -> Dues:
    """What is owed as of the command's day; UsageError for a team that nobody knows."""
    from okrctl.measure.due import owed
    from okrctl.pages.due import Dues

    workspace, day = here.loaded.workspace, here.as_of
    name, who = team_named(here, team), here.who if mine else ""
    found = tuple(
        one
        for one in owed(workspace, states(here), day)
        if name in ("", one.team) and who in ("", one.who) and in_cycle(here, one.address)
    )
    asked = " · ".join(filter(None, (name, who)))
    return Dues(found, workspace, day, day + timedelta(ahead), asked, who, basis(here))


def blockers(here: Context, *, team: str | None = None, mine: bool = False) -> Blockers:
    """The open blockers of running goals, the oldest first."""
    from okrctl.measure.blockers import blockers_of
    from okrctl.model.workspace import objective_address
    from okrctl.pages.blockers import Blockers

    workspace, day = here.loaded.workspace, here.as_of
    name, who = team_named(here, team), here.who if mine else ""
    found = [
        one
        for state in states(here)
        for objective in state.objectives
        if objective.state != "closed"
        for one in blockers_of(objective, workspace, day)
        if name in ("", workspace.team_name(objective_address(one.goal).team))
        and who in ("", one.owner)
    ]
    asked = " · ".join(filter(None, (name, who)))
    oldest_first = sorted(found, key=lambda one: -one.days)
    return Blockers(oldest_first, workspace, day, asked, basis(here))


def support(here: Context, team: str | None, *, everything: bool) -> Asked:
    """What is asked of a team, of those that the person leads or is in, or of all."""
    from okrctl.measure.support import requests
    from okrctl.pages.support import Asked

    workspace = here.loaded.workspace
    teams = () if everything else (team_named(here, team),) if team else teams_of(here)
    found = [one for one in requests(workspace, here.as_of) if not teams or one.team in teams]
    return Asked(found, workspace, states(here), here.as_of, teams, basis(here))


def teams_of(here: Context) -> tuple[str, ...]:
    """The teams that the person leads or is in; UsageError where there is none."""
    settings, who = here.loaded.workspace.settings, here.who
    mine = tuple(
        name
        for name in here.loaded.workspace.teams
        if who == settings.teams[name].lead or who in settings.teams[name].members
    )
    if not mine:
        raise UsageError(f"{who} leads no team and is in none", "name one, or pass --all")
    return mine


def team_named(here: Context, text: str | None) -> str:
    """The id of the team that a text means; empty for none, UsageError where nobody knows it."""
    teams = here.loaded.workspace.directory.team_names
    return teams[known(text, teams, "team")] if text else ""


def states(here: Context) -> tuple[State, ...]:
    """Where everything of the cycle that is named stands, else of each that runs."""
    from okrctl.measure.measure import measure

    workspace = here.loaded.workspace
    named = here.cycle.name if here.cycle_text and here.cycle else ""
    cycles = (named,) if named else running(workspace, here.as_of)
    return tuple(measure(workspace, here.as_of, workspace.cycles.get(name)) for name in cycles)


def in_cycle(here: Context, address: str) -> bool:
    """Whether something is of the cycle that is named; a KPI is of every cycle."""
    if here.cycle_text is None or here.cycle is None or address.startswith("kpi:"):
        return True
    return here.cycle.name in (address.partition("/")[0], address.rpartition(":")[2])
