"""Support: what goals ask of other teams, as a need in their file or in the words of a check-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrctl.measure.blockers import asked_in
from okrctl.measure.outcomes import is_left_out
from okrctl.model.address import ObjectiveAddress
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a goal asks of a team, and who asks.

    `support` is open until a check-in says `supported`; a `need` stands as long as its file says
    so, and `answer` is the objective that takes it up.
    """

    sort: Literal["support", "need"]
    team: str
    what: str
    goal: Objective | KeyResult
    by: str
    since: date | None = None
    """The day on which it was asked; none of a need."""
    entry: str = ""
    """The id by which it is closed; empty of a need."""
    blocks: bool = False
    """Whether the same check-in says that the goal is blocked."""
    answer: Objective | None = None


def requests(workspace: Workspace, day: date) -> tuple[Request, ...]:
    """What goals of running cycles ask of teams: support by its age, then needs by their file."""
    goals = [one for one in workspace.objectives if _is_running(one, workspace, day)]
    closed = _closed(workspace, day)
    asked = [one for goal in goals for one in _support(goal, workspace, day, closed)]
    return (
        *sorted(asked, key=lambda one: one.since or day),
        *(one for goal in goals for one in _needs(goal, workspace)),
    )


def _is_running(objective: Objective, workspace: Workspace, day: date) -> bool:
    return (
        not objective.draft
        and workspace.cycle_of(objective.address).contains(day)
        and not workspace.is_closed(objective.address, day)
        and not is_left_out(objective, workspace, day)
    )


def _closed(workspace: Workspace, day: date) -> frozenset[str]:
    """The ids of the entries whose requests were met; whoever helped may say so on its own goal."""
    journal = workspace.journal
    goals = (goal for objective in workspace.objectives for goal in _with_key_results(objective))
    named = (
        entry.text("supported")
        for goal in goals
        for entry in journal.about(str(goal.address), day)
        if entry.has("supported")
    )
    return frozenset(
        journal.original(journal.by_id[name]) for name in named if name in journal.by_id
    )


def _support(
    objective: Objective, workspace: Workspace, day: date, closed: frozenset[str]
) -> Iterator[Request]:
    journal = workspace.journal
    for goal in _with_key_results(objective):
        if isinstance(goal, KeyResult) and is_left_out(goal, workspace, day):
            continue
        for entry in journal.about(str(goal.address), day):
            if journal.original(entry) not in closed:
                yield from _asked(entry, goal, workspace)


def _with_key_results(objective: Objective) -> tuple[Objective | KeyResult, ...]:
    return (objective, *objective.key_results)


def _asked(entry: Entry, goal: Objective | KeyResult, workspace: Workspace) -> Iterator[Request]:
    journal = workspace.journal
    first = journal.by_id.get(journal.original(entry), entry)
    for team, what in asked_in(entry):
        yield Request("support", workspace.team_name(team), what, goal, entry.who, first.day,
                      first.id, entry.has("blocked"))  # fmt: skip


def _needs(objective: Objective, workspace: Workspace) -> Iterator[Request]:
    for need in objective.needs:
        named, cycle = need.objective, objective.address.cycle
        address = workspace.parent(named, cycle) if named else None
        answer = workspace.objective(address) if isinstance(address, ObjectiveAddress) else None
        yield Request("need", workspace.team_name(need.team), need.what, objective,
                      workspace.owner(objective), answer=answer)  # fmt: skip
