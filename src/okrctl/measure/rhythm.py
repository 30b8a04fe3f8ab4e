"""Rhythm: when the next word on a goal is due, and from when its silence is no longer excused.

A due day is answered by any entry since the due day before. So one question decides: which is the
first due day that no entry has answered?
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from okrctl.measure.readings import Points
from okrctl.model.cadence import (
    Cadence,
    Duration,
    next_due,
    parse,
    parse_duration,
)
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is due, from a first day on, and how long silence is excused."""

    cadence: Cadence
    grace: Duration
    first: date

    def due_after(self, news: date | None) -> date:
        """The first due day that news of that day does not answer; it may lie behind."""
        since = self.first if news is None else news
        answered = next_due(self.cadence, self.first, _day_before(since))
        return answered if news is None else next_due(self.cadence, self.first, answered)

    def overdue(self, due: date, day: date) -> bool:
        """Whether a due day has passed."""
        return day > due

    def stale(self, due: date, day: date) -> bool:
        """Whether the grace after a due day has passed too."""
        return day > due + self.grace


def rhythm_of(
    workspace: Workspace, objective: Objective, key_result: KeyResult, points: Points
) -> Rhythm:
    """The rhythm of a key result: its KPI's, where it has one, else that of its objective."""
    kpi = workspace.kpi(key_result.kpi) if key_result.kpi else None
    first = workspace.starts(key_result)
    if kpi is None:
        return Rhythm(check_in_cadence(workspace, objective), grace(workspace), first)
    cadence = kpi_cadence(workspace, kpi, objective)
    return Rhythm(cadence, grace(workspace), points[0].day if points else first)


def check_in_cadence(workspace: Workspace, objective: Objective | None = None) -> Cadence:
    """How often a check-in is due: as the objective says, else its team, else the workspace."""
    words = workspace.settings.cadence.checkin
    if objective is not None:
        team = workspace.settings.teams.get(workspace.team_name(objective.address.team))
        words = objective.cadence or (team.cadence if team else None) or words
    return _cadence(words)


def kpi_cadence(workspace: Workspace, kpi: Kpi, objective: Objective | None = None) -> Cadence:
    """How often a reading is due: as the KPI says, else as often as a check-in."""
    return _cadence(kpi.cadence) if kpi.cadence else check_in_cadence(workspace, objective)


def grace(workspace: Workspace) -> Duration:
    """How long silence is excused after a due day."""
    return _duration(workspace.settings.cadence.grace)


_cadence = cache(parse)
_duration = cache(parse_duration)
"""The loader keeps no words that these cannot read."""


def _day_before(day: date) -> date:
    return day if day == date.min else day - ONE_DAY
