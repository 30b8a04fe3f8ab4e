"""Progress: how far every goal has come by a day, those that carry others first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrctl.measure.order import Order, carriers_of
from okrctl.measure.periods import aggregate_of, length_of, windows
from okrctl.measure.readings import Points
from okrctl.measure.rhythm import rhythm_of
from okrctl.measure.rollup import Mean, counted_mean
from okrctl.measure.series import Series
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import History, Progress, Support, Window
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Outcome = Literal["", "dropped", "deferred"]
LEFT_OUT: Mapping[str, Outcome] = {"dropped": "dropped", "deferred": "deferred"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What was said of a key result by a day, and how far it has come.

    Its history is read at the earlier of that day and the day it is due. `entries` are all up to
    that day: what was due in December is closed in January.
    """

    history: History
    progress: Progress
    entries: tuple[Entry, ...]
    outcome: Outcome = ""
    note: str = ""

    @property
    def reported(self) -> bool:
        """Whether somebody reported it, so that it stands for more than where it starts."""
        return self.progress.share is not None and self.progress.label != "baseline"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The standing of every key result, and the mean of every objective, by address."""

    standings: Mapping[str, Standing]
    means: Mapping[str, Mean]


@dataclass(frozen=True, slots=True)
class Walk:
    """The way through the goals: what to measure, and in which order."""

    workspace: Workspace
    order: Order
    series: Series

    def on(self, day: date) -> Snapshot:
        """How far everything has come by a day, from what was known then."""
        standings: dict[str, Standing] = {}
        means: dict[str, Mean] = {}
        so_far = Snapshot(standings, means)
        for objective in self.order.objectives:
            counted = []
            for key_result in objective.key_results:
                standing = self._standing(objective, key_result, day, so_far)
                standings[str(key_result.address)] = standing
                counted.append((key_result.counted_weight, standing.progress))
            means[str(objective.address)] = counted_mean(counted)
        return so_far

    def _standing(
        self, objective: Objective, key_result: KeyResult, day: date, so_far: Snapshot
    ) -> Standing:
        history = self._history(objective, key_result, day, self._supports(key_result, so_far))
        entries = self.series.check_ins(key_result, day)
        closing = next((e for e in reversed(entries) if "outcome" in e.fields), None)
        outcome = LEFT_OUT.get(closing.text("outcome")) if closing else None
        if closing and outcome:
            progress = Progress(None, None, reason=outcome, inputs=(closing,))
            return Standing(history, progress, entries, outcome, closing.note)
        if self.order.looped(key_result, carriers_of(self.workspace, key_result)):
            return Standing(history, Progress(None, None, reason="loop"), entries)
        return Standing(history, key_result.progress(history), entries)

    def _history(
        self, objective: Objective, key_result: KeyResult, day: date, supports: tuple[Support, ...]
    ) -> History:
        starts, due = self.workspace.starts(key_result), self.workspace.due(key_result)
        until = min(day, due)
        points = self.series.of(key_result, until)
        return History(
            as_of=day,
            starts=starts,
            due=due,
            entries=self.series.check_ins(key_result, until),
            points=points,
            windows=self._windows(objective, key_result, until, points),
            supports=supports,
        )

    def _windows(
        self, objective: Objective, key_result: KeyResult, until: date, points: Points
    ) -> tuple[Window, ...]:
        if not key_result.windowed:
            return ()
        kpi = self.workspace.kpi(key_result.kpi) if key_result.kpi else None
        cadence = rhythm_of(self.workspace, objective, key_result, points).cadence
        return windows(
            length_of(key_result, otherwise=cadence),
            self.workspace.starts(key_result),
            until,
            points,
            aggregate_of(key_result, kpi),
        )

    def _supports(self, key_result: KeyResult, so_far: Snapshot) -> tuple[Support, ...]:
        """What carries a key result; in a loop what was not measured yet has no progress."""
        found = []
        for carrier in carriers_of(self.workspace, key_result):
            mean = so_far.means.get(str(carrier.address), Mean(None, "loop"))
            counted = (
                so_far.standings.get(str(kr.address))
                for kr in carrier.key_results
                if kr.counted_weight
            )
            reported = any(standing is not None and standing.reported for standing in counted)
            found.append(Support(str(carrier.address), carrier.weight, mean.share, reported))
        return tuple(found)
