"""The agenda of a meeting: what to talk about, by the value of a decision, each thing once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrctl.measure.blockers import OpenBlocker, blockers_of
from okrctl.measure.forecast import Forecast
from okrctl.measure.meetings import Action, Meeting, actions, meetings
from okrctl.measure.outcomes import is_left_out
from okrctl.measure.state import KeyResultState, ObjectiveState, State, StateName
from okrctl.model.entry import Entry
from okrctl.model.workspace import Workspace

Section = Literal["decide", "why", "news", "changed", "gauges", "well", "actions"]
SECTIONS: tuple[Section, ...] = ("decide", "why", "news", "changed", "gauges", "well", "actions")
"""In the order of a meeting."""
WEIGHTS: Mapping[Section, int] = {
    "decide": 6, "why": 4, "news": 2, "changed": 2, "gauges": 1, "well": 1, "actions": 2,
}  # fmt: skip
"""What the time for one thing of each section is worth, beside that for others."""
AS_ONE = frozenset({"gauges", "well"})
"""Sections that are looked at as a whole, however much they hold."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A key result to talk about, and what became of it since the last meeting."""

    state: KeyResultState
    before: StateName | None = None
    """Its state then; none where it was the same, or did not count yet."""
    blockers: tuple[OpenBlocker, ...] = ()
    note: Entry | None = None
    """The last words on it since then."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting of a team talks about, as far as goals and entries tell."""

    since: date
    decide: tuple[Topic, ...]
    """Off pace, or blocked for longer than two cadences."""
    why: tuple[Topic, ...]
    """What the owner says and what the trend says lie 4 points or more apart."""
    news: tuple[Topic, ...]
    """Stale, or nothing said yet."""
    rest: tuple[Topic, ...]
    """What is not read out: it needs nobody."""
    well: tuple[Entry, ...]
    """What went well since then, the newest first, of what is not above."""
    done: tuple[Topic, ...]
    """What was reached since then."""
    open: tuple[Action, ...]
    """The actions of earlier meetings that are not done."""
    held: tuple[Meeting, ...] = ()
    """The meeting of this day, once it was recorded; its parts where it was in parts."""
    taken: tuple[Action, ...] = ()
    """The actions that were taken on in it."""


def agenda(
    workspace: Workspace, now: State, before: State, *, team: str = "", host: str = ""
) -> Agenda:
    """What has to be talked about of one team's goals, or of all of them.

    `before` is the state of the same cycle at the last meeting; `host` the team whose meetings
    these are.
    """
    objectives = [one for one in now.objectives if team in ("", _team(one, workspace))]
    topics = [topic for one in objectives for topic in _topics(one, workspace, before, now.as_of)]
    sorts = {str(topic.state.address): _sort(topic) for topic in topics}

    def of(*sort: Section | None) -> tuple[Topic, ...]:
        return tuple(t for t in topics if sorts[str(t.state.address)] in sort)

    rest, known = of(None), actions(workspace, now.as_of, host)
    return Agenda(
        before.as_of,
        of("decide"),
        of("why"),
        of("news"),
        rest,
        tuple(_well(objectives, rest, workspace, before.as_of, now.as_of)),
        tuple(t for t in rest if t.state.state == "done" and t.before is not None),
        tuple(a for a in known if a.done is None and a.meeting.day < now.as_of),
        tuple(m for m in meetings(workspace, now.as_of, host) if m.day == now.as_of),
        tuple(a for a in known if a.meeting.day == now.as_of),
    )


def last_meeting(workspace: Workspace, team: str, day: date) -> date | None:
    """The day of a team's last meeting before a day; none before the first."""
    held = (meeting.day for meeting in meetings(workspace, day, team) if meeting.day < day)
    return max(held, default=None)


def time_boxes(counts: Mapping[Section, int], minutes: int) -> dict[Section, int]:
    """So many whole minutes for each section that holds anything; together they are `minutes`.

    By the worth of each of its things; what is left by rounding goes to the largest remainders.
    """
    shares = {
        section: WEIGHTS[section] * (1 if section in AS_ONE else counts[section])
        for section in SECTIONS
        if counts.get(section)
    }
    total = sum(shares.values())
    if not total:
        return {}
    boxes = {section: minutes * share // total for section, share in shares.items()}
    by_remainder = sorted(shares, key=lambda section: -(minutes * shares[section] % total))
    for section in by_remainder[: minutes - sum(boxes.values())]:
        boxes[section] += 1
    return boxes


def _team(objective: ObjectiveState, workspace: Workspace) -> str:
    return workspace.team_name(objective.address.team)


def _topics(
    objective: ObjectiveState, workspace: Workspace, before: State, day: date
) -> Iterator[Topic]:
    """The key results that still count, each with what became of it."""
    if objective.state == "closed" or is_left_out(objective.objective, workspace, day):
        return
    blockers = tuple(blockers_of(objective, workspace, day))
    for state in objective.key_results:
        if state.left_out or state.history.starts > day:
            continue
        address = str(state.address)
        then = before.by_address.get(address)
        was = then.state if isinstance(then, KeyResultState) else None
        said = (e for e in reversed(state.history.entries) if e.note and e.day >= before.as_of)
        yield Topic(
            state,
            None if was == state.state else was,
            tuple(one for one in blockers if str(one.goal.address) == address),
            next(said, None),
        )


def _sort(topic: Topic) -> Section | None:
    """Where a key result first fits."""
    state = topic.state
    if state.state == "off pace" or any(one.too_long for one in topic.blockers):
        return "decide"
    trend = state.forecast
    gap = trend.gap(state.confidence) if isinstance(trend, Forecast) else None
    if gap is not None and state.state not in ("done", "stale"):
        return "why"
    return "news" if state.state in ("stale", "no data") else None


def _well(
    objectives: Sequence[ObjectiveState],
    rest: Sequence[Topic],
    workspace: Workspace,
    since: date,
    day: date,
) -> Iterator[Entry]:
    """What somebody says goes well, of objectives and of what is not on the agenda otherwise."""
    goals = [str(one.address) for one in objectives]
    goals += [str(topic.state.address) for topic in rest]
    said = [
        entry
        for address in goals
        for entry in workspace.journal.about(address, day)
        if entry.has("going_well") and entry.day >= since
    ]
    yield from sorted(said, key=lambda entry: entry.order, reverse=True)
