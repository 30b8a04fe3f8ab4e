"""What is owed in the cycles that run, or in one; of a team, or of one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from okrctl.cli.basis import basis
from okrctl.cli.checkin.due import running
from okrctl.cli.context import Context
from okrctl.cli.making.names import known

if TYPE_CHECKING:
    from okrctl.measure.state import State
    from okrctl.pages.due import Dues


def dues(here: Context, *, team: str | None = None, mine: bool = False, ahead: int = 0) -> Dues:
    """What is owed as of the command's day; UsageError for a team that nobody knows."""
    from okrctl.measure.due import owed
    from okrctl.pages.due import Dues

    workspace, day = here.loaded.workspace, here.as_of
    teams = workspace.directory.team_names
    name = teams[known(team, teams, "team")] if team else ""
    who = here.who if mine else ""
    found = tuple(
        one
        for one in owed(workspace, states(here), day)
        if name in ("", one.team) and who in ("", one.who) and in_cycle(here, one.address)
    )
    asked = " · ".join(filter(None, (name, who)))
    return Dues(found, workspace, day, day + timedelta(ahead), asked, who, basis(here))


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
