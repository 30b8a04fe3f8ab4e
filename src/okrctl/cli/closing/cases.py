"""What there is to close: the teams of a cycle that have not closed it, and their objectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.closing.questions import OfObjective
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle

LET_GO = ("dropped", "deferred")


@dataclass(frozen=True, slots=True)
class Case:
    """A team with the objectives that it has to judge, in the order of their files."""

    team: str
    title: str
    objectives: tuple[OfObjective, ...]
    lesson: str = ""
    """What it learned, where it closed the cycle once already."""


def cases(desk: Desk, cycle: Cycle, into: Cycle | None, team: str | None) -> tuple[Case, ...]:
    """Every team that has not closed a cycle, or the one that is asked for.

    UsageError where there is none left: no goals, or all of them closed.
    """
    workspace, state = desk.workspace, desk.state(cycle.name)
    if not state.teams:
        raise UsageError(f"{cycle.name} has no goals", "okrctl status shows those there are")
    if team is not None and all(one.team != team for one in state.teams):
        known = ", ".join(one.team for one in state.teams)
        raise UsageError(f"{team} has no goals in {cycle.name}", f"teams with goals: {known}")
    found = tuple(
        Case(one.team, one.title, objectives_of(desk, one.team, cycle, into),
             last_lesson(desk, f"{one.team}:{cycle.name}"))
        for one in state.teams
        if team in (None, one.team)
        and not all(workspace.is_closed(goal.address, desk.today) for goal in one.objectives)
    )  # fmt: skip
    if not found:
        whose = team or "every team"
        again = f"okrctl close {cycle.name}{f' --team {team}' if team else ''} --reopen --why …"
        raise UsageError(f"{whose} has closed {cycle.name} already", f"to do it again: {again}")
    return found


def objectives_of(
    desk: Desk, team: str, cycle: Cycle, into: Cycle | None
) -> tuple[OfObjective, ...]:
    """The objectives of a team that nobody let go, with the cycle that each may go on in."""
    workspace = desk.workspace
    found = []
    for objective in workspace.objectives:
        address = objective.address
        if address.cycle != cycle.name or workspace.team_name(address.team) != team:
            continue
        if objective.draft or let_go(desk, str(address)):
            continue
        state = desk.objective(address)
        onwards = into.name if into and not goes_on(desk, str(address), team, into) else ""
        found.append(OfObjective(state, onwards, last_lesson(desk, str(address))))
    return tuple(found)


def let_go(desk: Desk, address: str) -> bool:
    """Whether an objective was dropped or deferred during its cycle."""
    entries = desk.workspace.journal.about(address, desk.today)
    last = next((entry for entry in reversed(entries) if entry.has("outcome")), None)
    return last is not None and last.text("outcome") in LET_GO


def goes_on(desk: Desk, address: str, team: str, into: Cycle) -> bool:
    """Whether the next cycle has the objective already, by its id or because it says so."""
    workspace = desk.workspace
    name = address.rpartition("/")[2]
    there = workspace.directory.goals.get(into.name, {})
    said = (one.continues for one in workspace.objectives if one.address.cycle == into.name)
    return f"{team}/{name}" in there or address in {*said}


def last_lesson(desk: Desk, subject: str) -> str:
    """What was last said to be learned; empty where nothing was."""
    entries = desk.workspace.journal.about(subject, desk.today)
    said = (entry.fields["learned"] for entry in reversed(entries) if entry.has("learned"))
    last = next(said, "")
    return " ".join(map(str, last)) if isinstance(last, (list, tuple)) else str(last)
