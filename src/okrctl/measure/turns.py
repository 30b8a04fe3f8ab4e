"""Turns: what got worse with a check-in, so that a reader will ask why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from okrctl.measure.order import Order
from okrctl.measure.progress import Walk
from okrctl.measure.series import Series
from okrctl.measure.state import KeyResultState, ObjectiveState
from okrctl.measure.survey import Survey
from okrctl.model.entry import CHECK_IN, Entry
from okrctl.model.journal import Journal
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Turn = Literal["backwards", "off pace", "less sure"]

FELL_BY = 2
"""From so many points on, a confidence that fell is news."""


def turns(before: KeyResultState, after: KeyResultState) -> tuple[Turn, ...]:
    """What got worse from one state to the next: its value, its pace, or how sure its owner is."""
    return tuple(_turns(before, after))


def _turns(before: KeyResultState, after: KeyResultState) -> Iterator[Turn]:
    old, new = before.progress.share, after.progress.share
    if old is not None and new is not None and new < old:
        yield "backwards"
    if after.state == "off pace" and before.state != "off pace":
        yield "off pace"
    was, now = before.confidence, after.confidence
    if was is not None and now is not None and was - now >= FELL_BY:
        yield "less sure"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in, and where its key result stood on that day without it and with it."""

    entry: Entry
    before: KeyResultState
    after: KeyResultState

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What got worse with it."""
        return turns(self.before, self.after)


class LastCheckIns:
    """The last check-in of each key result of a running cycle as of a day, and what it changed."""

    def __init__(self, workspace: Workspace, as_of: date) -> None:
        self._workspace = workspace
        self._as_of = as_of
        self._series = Series(workspace)
        self._known: dict[tuple[str, date, bool], ObjectiveState] = {}

    def entry(self, key_result: KeyResult) -> Entry | None:
        """The last check-in in force of a key result, none before the first."""
        entries = self._workspace.journal.about(str(key_result.address), self._as_of)
        return next((e for e in reversed(entries) if not CHECK_IN.isdisjoint(e.fields)), None)

    def of(self, key_result: KeyResult) -> CheckIn | None:
        """The last check-in of a key result with what it changed, none before the first."""
        entry = self.entry(key_result)
        objective = self._workspace.objective(key_result.address.objective)
        if entry is None or objective is None:
            return None
        index = objective.key_results.index(key_result)
        before, after = (
            self._state(objective, entry.day, last=last).key_results[index]
            for last in (False, True)
        )
        return CheckIn(entry, before, after)

    def _state(self, objective: Objective, day: date, *, last: bool) -> ObjectiveState:
        """An objective on a day, with the last check-ins of its key results or without them."""
        key = (str(objective.address), day, last)
        if key not in self._known:
            workspace, series = (
                (self._workspace, self._series) if last else (self._earlier, self._earlier_series)
            )
            walk = Walk(workspace, Order((objective,), ()), series)
            now = walk.on(day)
            survey = Survey(walk, day, now, now)
            survey.visit(objective)
            self._known[key] = survey.found[str(objective.address)]
        return self._known[key]

    @cached_property
    def _earlier(self) -> Workspace:
        """The workspace before any of the last check-ins.

        A key result stands by its own words alone, so that all of them can be left out at once.
        What a check-in corrects goes with it, and so do the readings of the same run.
        """
        journal = self._workspace.journal
        last = {entry.subject: entry for kr in self._running() if (entry := self.entry(kr))}
        chains = {subject: journal.original(entry) for subject, entry in last.items()}
        runs = {(entry.at, entry.who) for entry in last.values()}
        kept = (
            entry
            for entry in journal.entries
            if not (entry.kind == "kpi" and (entry.at, entry.who) in runs)
            and not (entry.subject in chains and journal.original(entry) == chains[entry.subject])
        )
        return replace(self._workspace, journal=Journal(tuple(kept)))

    def _running(self) -> Iterator[KeyResult]:
        """The key results of cycles that run."""
        for objective in self._workspace.objectives:
            if self._workspace.cycle_of(objective.address).contains(self._as_of):
                yield from objective.key_results

    @cached_property
    def _earlier_series(self) -> Series:
        return Series(self._earlier)
