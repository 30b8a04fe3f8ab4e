"""Due: who owes what on a day. A check-in, a reading, a baseline, an action, a closing, a talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from okrctl.measure.adrift import given_up, silence
from okrctl.measure.blockers import blockers_of
from okrctl.measure.closing import lacks
from okrctl.measure.meetings import actions
from okrctl.measure.outcomes import is_left_out
from okrctl.measure.pace import WORDS
from okrctl.measure.rhythm import Rhythm, check_in_cadence, grace, kpi_cadence
from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.cadence import Cadence
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.values import Unsaid
from okrctl.model.workspace import Workspace

Sort = Literal["check-in", "reading", "baseline", "action", "closing", "talk"]
Lateness = Literal["stale", "overdue", "due", "to come"]
LATE: tuple[Lateness, ...] = ("stale", "overdue", "due", "to come")
"""The latest first."""
Topic = Literal["", "blocked", "silent", "given up"]

SETTLED = frozenset({"closed", "dropped", "deferred"})


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody owes by a day."""

    sort: Sort
    lateness: Lateness
    day: date
    who: str
    team: str
    address: str
    """What it is about: a goal or KPI in full, `team:cycle` for the action of a meeting."""
    about: Objective | KeyResult | Kpi | None = None
    last: date | None = None
    """The day of the last word on it; none where there was none."""
    rhythm: Cadence | None = None
    """How often it comes again; none for what is owed once."""
    until: date = date.max
    """The last day on which it can come again."""
    topic: Topic = ""
    """Why there is something to talk about."""
    words: str = ""
    """Somebody's own words: of a blocker, of an action."""
    entry: str = ""
    """The id of the entry or of the action that it is about."""
    missing: tuple[str, ...] = ()
    """What a closing still lacks."""
    days: int | None = None
    """For how many days that has been so, of a talk."""


def owed(workspace: Workspace, states: Sequence[State], day: date) -> tuple[Due, ...]:
    """Everything that is late, due or to come in these cycles, the latest first.

    What fell due before the workspace adopted okrctl is owed by nobody. Drafts owe nothing.
    """
    adopted = workspace.settings.adopted or date.min
    found = (
        *_of_goals(workspace, states, day),
        *_readings(workspace, min((state.cycle.first for state in states), default=day), day),
        *_of_meetings(workspace, day),
        *_closings(workspace, day),
    )
    return tuple(sorted((one for one in found if one.day >= adopted), key=_order))


def check_in_day(workspace: Workspace, found: KeyResultState) -> date | None:
    """The day on which a check-in is due; none where none is waited for.

    A reading refreshes the number of a KPI, so there it is words that are waited for.
    """
    if found.key_result.kpi is None:
        return found.next_due
    if found.history.past_due or found.state == "done":
        return None
    said = found.history.last(WORDS)
    return _words_rhythm(workspace, found).due_after(said.day if said else None)


def can_be_reported(found: KeyResultState) -> bool:
    """Whether a person reports it, and it is running: neither settled nor yet to start."""
    running = found.history.starts <= found.history.as_of
    return running and not found.key_result.carried and found.state not in SETTLED


def baseline_by(key_result: KeyResult, workspace: Workspace) -> date | None:
    """The day by which an unknown baseline is to be known; none where it is known.

    Its own, else the day after which a third of its time is gone.
    """
    start = next((post for post in key_result.goalposts() if post.name == "from"), None)
    if start is None or start.value != Unsaid.UNKNOWN:
        return None
    said: date | None = getattr(key_result, "baseline_by", None)
    starts, due = workspace.starts(key_result), workspace.due(key_result)
    return said or starts + timedelta((due - starts).days // 3)


def home_team(workspace: Workspace, person: str) -> str:
    """The team under which a person is looked for: one they lead, else one they are in."""
    teams = workspace.settings.teams
    led = (name for name in workspace.teams if teams[name].lead == person)
    within = (name for name in workspace.teams if person in teams[name].members)
    return next(led, "") or next(within, "")


def _order(due: Due) -> tuple[int, date, str, str]:
    return (LATE.index(due.lateness), due.day, due.address, due.sort)


def lateness(due: date, day: date, excused: date | None = None) -> Lateness:
    """How late something is on a day; `excused` is the last day of grace, where there is one."""
    if day < due:
        return "to come"
    if day == due:
        return "due"
    return "stale" if excused is not None and day > excused else "overdue"


def _of_goals(workspace: Workspace, states: Iterable[State], day: date) -> Iterator[Due]:
    for state in (state for state in states if state.cycle.contains(day)):
        for objective in state.objectives:
            if is_left_out(objective.objective, workspace, day) or objective.state == "closed":
                continue
            yield from _talks(workspace, objective, day)
            for found in objective.key_results:
                yield from _check_in(workspace, objective, found, day)
                yield from _baseline(workspace, objective, found, day)


def _check_in(
    workspace: Workspace, objective: ObjectiveState, found: KeyResultState, day: date
) -> Iterator[Due]:
    due = check_in_day(workspace, found) if can_be_reported(found) else None
    if due is None or due > found.history.due:
        return
    said = found.history.last(WORDS) if found.key_result.kpi else found.last_entry
    rhythm = _words_rhythm(workspace, found)
    yield Due(
        "check-in",
        lateness(due, day, due + rhythm.grace),
        due,
        workspace.owner(found.key_result),
        workspace.team_name(objective.address.team),
        str(found.address),
        found.key_result,
        said.day if said else None,
        rhythm.cadence,
        found.history.due,
    )


def _words_rhythm(workspace: Workspace, found: KeyResultState) -> Rhythm:
    objective = workspace.objective(found.address.objective)
    cadence = check_in_cadence(workspace, objective)
    return Rhythm(cadence, grace(workspace), found.history.starts)


def _baseline(
    workspace: Workspace, objective: ObjectiveState, found: KeyResultState, day: date
) -> Iterator[Due]:
    by = baseline_by(found.key_result, workspace)
    if by is None or found.left_out or found.state in SETTLED:
        return
    yield Due(
        "baseline",
        lateness(by, day),
        by,
        workspace.owner(found.key_result),
        workspace.team_name(objective.address.team),
        str(found.address),
        found.key_result,
    )


def _talks(workspace: Workspace, state: ObjectiveState, day: date) -> Iterator[Due]:
    """What only a conversation settles: a blocker that stays, silence, a goal that is given up."""
    team = workspace.team_name(state.address.team)
    for blocker in blockers_of(state, workspace, day):
        if blocker.too_long:
            goal = blocker.goal
            yield Due(
                "talk", lateness(blocker.too_long_from, day), blocker.too_long_from, blocker.owner,
                team, str(goal.address), goal, blocker.entry.day, topic="blocked",
                words=blocker.entry.text("blocked"), entry=blocker.first.id, days=blocker.days,
            )  # fmt: skip
    silent = silence(state, workspace, day)
    if silent:
        yield Due(
            "talk", lateness(silent.since, day), silent.since, state.owner, team,
            str(state.address), state.objective, topic="silent", days=silent.days,
        )  # fmt: skip
    for found in state.key_results:
        if doubts := given_up(found, workspace, day):
            last = doubts[-1]
            yield Due(
                "talk", lateness(last.day, day), last.day, workspace.owner(found.key_result), team,
                str(found.address), found.key_result, last.day, topic="given up", entry=last.id,
            )  # fmt: skip


def _readings(workspace: Workspace, since: date, day: date) -> Iterator[Due]:
    """The readings of KPIs; what was never read is waited for since `since`."""
    adopted = workspace.settings.adopted or date.min
    for kpi in workspace.kpis:
        if kpi.formula is not None:
            continue
        entries = workspace.journal.about(str(kpi.address), day)
        read = [entry for entry in entries if entry.has("value")]
        first, last = (read[0].day, read[-1].day) if read else (max(since, adopted), None)
        rhythm = Rhythm(kpi_cadence(workspace, kpi), grace(workspace), first)
        due, who = rhythm.due_after(last), workspace.owner(kpi)
        yield Due(
            "reading", lateness(due, day, due + rhythm.grace), due, who, home_team(workspace, who),
            str(kpi.address), kpi, last, rhythm.cadence,
        )  # fmt: skip


def _of_meetings(workspace: Workspace, day: date) -> Iterator[Due]:
    """The open actions of meetings that have a day."""
    for action in actions(workspace, day):
        if action.done is None and action.due is not None:
            yield Due(
                "action", lateness(action.due, day), action.due, action.who, action.meeting.team,
                action.meeting.entry.subject, last=action.meeting.day, words=action.what,
                entry=action.id,
            )  # fmt: skip


def _closings(workspace: Workspace, day: date) -> Iterator[Due]:
    """The objectives of cycles that are over, or end today, which are not closed yet."""
    for objective in workspace.objectives:
        cycle = workspace.cycle_of(objective.address)
        if objective.draft or day < cycle.last or workspace.is_closed(objective.address, day):
            continue
        missing = lacks(objective, workspace, day)
        if missing:
            yield Due(
                "closing", lateness(cycle.last, day), cycle.last, workspace.owner(objective),
                workspace.team_name(objective.address.team), str(objective.address), objective,
                missing=missing,
            )  # fmt: skip
