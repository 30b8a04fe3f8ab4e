"""`okrctl close --reopen`: a cycle opened again for teams that had closed it, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.amending.amend import reason_for
from okrctl.cli.checkin.acting import Action, carried_out
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import new_files
from okrctl.cli.checkin.recording import Wishes, entries_of
from okrctl.cli.closing.close import Order, cycle_named, team_named
from okrctl.cli.closing.statements import of_team
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle

ASKED = "Why is it opened again?"


def reopen(here: Context, order: Order, why: str | None, wishes: Wishes) -> None:
    """Open a cycle again for the teams that have closed it, in one commit."""
    from okrctl.pages.blocks import Run, line

    desk, cycle = Desk(here.loaded, here.today), cycle_named(here, order.cycle)
    teams = closed_teams(desk, cycle, team_named(here, order.team))
    reason = reason_for(here, why, ASKED)
    fields: dict[str, object] = {"note": reason, "reopened": True}
    entries = entries_of(here, desk, [of_team(team, cycle, fields) for team in teams])
    desk.tried(entries)
    action = Action(
        f"close({cycle.name}): {', '.join(teams)} reopened\n\n{' '.join(reason.split())}",
        new_files(entries),
        entries,
        (line(Run(cycle.name, "strong"), f"  open again for {', '.join(teams)}: {reason}"),),
        (),
        (f"okrctl close {cycle.name}", "okrctl undo"),
    )
    carried_out(here, action, wishes)


def closed_teams(desk: Desk, cycle: Cycle, team: str | None) -> list[str]:
    """The teams that have closed a cycle; UsageError where there is none to open again."""
    workspace = desk.workspace
    goals = [one.address for one in workspace.objectives if one.address.cycle == cycle.name]
    closed = {workspace.team_name(one.team) for one in goals
              if workspace.is_closed(one, desk.today)}  # fmt: skip
    found = [one for one in workspace.teams if one in closed and team in (None, one)]
    if not found:
        whose = f"{team} has not" if team else "no team has"
        raise UsageError(f"{whose} closed {cycle.name}", f"okrctl close {cycle.name} closes it")
    return found
