"""Discipline: how many check-ins were due in a cycle, and how many of them were made in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okrctl.measure.rhythm import rhythm_of
from okrctl.measure.state import KeyResultState
from okrctl.model.cadence import next_due
from okrctl.model.workspace import Workspace

SAID_AT_THE_END = frozenset({"grade", "outcome", "field"})
"""Fields of entries that are no check-in."""


@dataclass(frozen=True, slots=True)
class Discipline:
    """How many check-ins were due, and how many were made since the due day before."""

    due: int = 0
    made: int = 0

    def __add__(self, other: Discipline) -> Discipline:
        """Both together."""
        return Discipline(self.due + other.due, self.made + other.made)


def discipline(states: Sequence[KeyResultState], workspace: Workspace) -> Discipline:
    """The due days of key results that a person or a KPI reports, and those that were answered."""
    found = Discipline()
    for state in states:
        if not state.key_result.carried:
            found += _of(state, workspace)
    return found


def _of(state: KeyResultState, workspace: Workspace) -> Discipline:
    news = sorted(_news(state))
    days = list(due_days(state, workspace, news))
    first = workspace.starts(state.key_result)
    since = [first - timedelta(1) if first > date.min else first, *days]
    made = sum(
        any(before < day <= due for day in news) for before, due in zip(since, days, strict=False)
    )
    return Discipline(len(days), made)


def due_days(state: KeyResultState, workspace: Workspace, news: Sequence[date]) -> Iterator[date]:
    """The days on which news of a key result were due: to its end, or until it was done or let go.

    Of a KPI they follow the rhythm of its readings.
    """
    objective = workspace.objective(state.address.objective)
    if objective is None:
        return
    history = state.history
    rhythm = rhythm_of(workspace, objective, state.key_result, history.points)
    last = min(history.as_of, history.due)
    if state.progress.done and news:
        last = min(last, news[-1])
    gone = [entry.day for entry in history.entries if entry.has("outcome")]
    if state.left_out and gone:
        last = min(last, gone[-1])
    begins = max(rhythm.first, history.starts)
    day = next_due(rhythm.cadence, begins, begins - timedelta(1) if begins > date.min else begins)
    while day <= last:
        yield day
        day = next_due(rhythm.cadence, begins, day)


def _news(state: KeyResultState) -> Iterator[date]:
    yield from (point.day for point in state.history.points)
    for entry in state.history.entries:
        if state.key_result.kpi is None and SAID_AT_THE_END.isdisjoint(entry.fields):
            yield entry.day
