"""The state: where every goal stands on a day, as plain values that screens and rules read.

`measure` is in this package too; it walks goals in dependency order and hands finished numbers up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from okrctl.measure.aggregates import PeriodValue
from okrctl.measure.forecast import Forecast, NoForecast
from okrctl.measure.score import Score
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.calendar import Cycle
from okrctl.model.entry import Entry
from okrctl.model.kinds.base import KeyResult
from okrctl.model.kinds.history import History, Point, Progress
from okrctl.model.kinds.pace import Judgement
from okrctl.model.objective import Objective
from okrctl.model.policy import Thresholds
from okrctl.model.values import Share

StateName = Literal[
    "off pace", "at risk", "stale", "no data", "too early", "on pace", "done", "closed",
    "dropped", "deferred",
]  # fmt: skip
RANK: tuple[StateName, ...] = (
    "off pace", "at risk", "stale", "no data", "too early", "on pace", "done", "closed",
)  # fmt: skip
"""Worst first. Dropped and deferred are left out for good and ranked nowhere."""

Flag = Literal["blocked", "overdue", "regressed"]

HealthName = Literal["healthy", "warning", "critical", "no threshold", "stale", "no value"]


@dataclass(frozen=True, slots=True)
class Blocker:
    """An open blocker: the entry that opened it."""

    entry: Entry
    key_result: KeyResultAddress


@dataclass(frozen=True, slots=True)
class KeyResultState:
    """Where a key result stands."""

    key_result: KeyResult
    history: History
    progress: Progress
    judgement: Judgement
    state: StateName
    flags: frozenset[Flag] = frozenset()
    thresholds: Thresholds | None = None
    week: Share | None = None
    """Points of raw progress gained in the last seven days; none where there is none to compare."""
    confidence: int | None = None
    grade: Decimal | None = None
    outcome_note: str = ""
    """The reason of what was dropped or deferred."""
    last_entry: Entry | None = None
    """The last entry in force that reports it: a check-in, or the KPI's reading."""
    last_day: date | None = None
    """The day of that entry; of what is measured by others, their oldest."""
    age_days: int | None = None
    """Days since its last number, read at the earlier of as-of and due."""
    next_due: date | None = None
    """The first day whose check-in is still to come: behind as-of where it is overdue."""
    blockers: tuple[Blocker, ...] = ()
    breached: bool = False
    forecast: Forecast | NoForecast = field(default_factory=NoForecast)
    score: Score | None = None
    """The final score, none where no grade was given."""

    @property
    def address(self) -> KeyResultAddress:
        """Its address."""
        return self.key_result.address

    @property
    def left_out(self) -> bool:
        """Whether it was dropped or deferred, so that nothing counts it any more."""
        return self.state in ("dropped", "deferred")


@dataclass(frozen=True, slots=True)
class ObjectiveState:
    """Where an objective stands: the mean of its key results, and the weakest of them."""

    objective: Objective
    key_results: tuple[KeyResultState, ...]
    progress: Share | None
    reason: str
    """Why there is no progress; empty when there is."""
    state: StateName
    flags: frozenset[Flag] = frozenset()
    weakest: KeyResultState | None = None
    expected: Share | None = None
    """The share of its time that is gone, for the mark on its bar."""
    week: Share | None = None
    oldest_days: int | None = None
    """Age in days of the oldest of its key results' last check-ins."""
    oldest_day: date | None = None
    capped_by: KeyResultAddress | None = None
    """The breached guardrail that keeps it from being better than at risk."""
    blockers: tuple[Entry, ...] = ()
    """Open blockers said of the objective as a whole."""
    grade: Decimal | None = None
    score: Score | None = None
    """The final score: the grade given to it, else the mean of its key results' scores."""
    owner: str = ""

    @property
    def address(self) -> ObjectiveAddress:
        """Its address."""
        return self.objective.address


@dataclass(frozen=True, slots=True)
class TeamState:
    """A team's objectives in one cycle, and their weighted mean."""

    team: str
    title: str
    objectives: tuple[ObjectiveState, ...]
    progress: Share | None


@dataclass(frozen=True, slots=True)
class GaugeState:
    """Where a KPI stands: its latest value, and whether that is a healthy one."""

    id: str
    latest: Point | None
    health: HealthName
    reason: str = ""
    age_days: int | None = None
    """Days since its newest reading."""
    period: PeriodValue | None = None
    """What it came to in its latest period, and the readings and inputs that rests on."""


@dataclass(frozen=True)
class State:
    """Where everything of one cycle stands on a day.

    `teams` are in the order of the tree, their objectives worst first; drafts are not in it.
    `by_address` holds the objectives of other cycles too that carry a key result of this one.
    `loops` are objectives that would be measured by one another.
    """

    as_of: date
    cycle: Cycle
    teams: tuple[TeamState, ...]
    gauges: tuple[GaugeState, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    by_address: Mapping[str, ObjectiveState | KeyResultState] = field(default_factory=dict)

    @property
    def objectives(self) -> tuple[ObjectiveState, ...]:
        """All objectives, in the order of the screen."""
        return tuple(objective for team in self.teams for objective in team.objectives)

    @property
    def key_results(self) -> tuple[KeyResultState, ...]:
        """All key results, in the order of the screen."""
        return tuple(kr for objective in self.objectives for kr in objective.key_results)
