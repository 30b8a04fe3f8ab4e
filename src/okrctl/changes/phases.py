"""The phase of what a change is about: how much a goal may still be edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from okrctl.changes.kpis import users
from okrctl.changes.match import LET_GO
from okrctl.changes.table import PHASES, Phase
from okrctl.model.address import ObjectiveAddress
from okrctl.model.cadence_words import Duration, parse_duration
from okrctl.model.kinds import KeyResult
from okrctl.model.workspace import Workspace


@dataclass(frozen=True)
class Phases:
    """Phases on a day. What the base had closed stays closed for the change that reopens it.

    A goal is planned until the edit window after its cycle's first day is over, the last day of
    the window included; one that has ended is judged as active until its team closes it.
    """

    base: Workspace
    head: Workspace
    day: date

    def of(self, address: str) -> Phase:
        """The phase of a goal, a KPI, or a team's cycle; the workspace as a whole is active."""
        if address.startswith("kpi:"):
            return worst(map(self.of, self.uses(address.removeprefix("kpi:"))))
        cycle, _, rest = address.partition("#")[0].partition("/")
        team, _, goal = rest.partition("/")
        return self.of_team(cycle, team) if goal else "active"

    def of_team(self, cycle: str, team: str) -> Phase:
        """The phase of a team's cycle."""
        if (cycle, team) not in self._known:
            self._known[cycle, team] = self._of_team(cycle, team)
        return self._known[cycle, team]

    def _of_team(self, cycle: str, team: str) -> Phase:
        known = self.base.calendars.cycle(cycle) or self.head.calendars.cycle(cycle)
        if known is not None and self.day <= known.first + self.window:
            return "planned"
        address = ObjectiveAddress(cycle, team, "")
        return "closed" if self.base.is_closed(address, self.day) else "active"

    @cached_property
    def _known(self) -> dict[tuple[str, str], Phase]:
        """The phases that were looked up already."""
        return {}

    def uses(self, kpi_id: str) -> tuple[str, ...]:
        """The live key results that rest on a KPI, before or after, by their addresses."""
        both = (kr for side in (self.base, self.head) for kr in users(kpi_id, side))
        return tuple(dict.fromkeys(str(kr.address) for kr in both if self._lives(kr)))

    def _lives(self, key_result: KeyResult) -> bool:
        """Whether nobody has dropped it, nor its objective."""
        addresses = (str(key_result.address), str(key_result.address.objective))
        entries = (self.head.journal.about(address, self.day) for address in addresses)
        outcomes = (
            next((e.text("outcome") for e in reversed(some) if e.has("outcome")), "")
            for some in entries
        )
        return not LET_GO & {*outcomes}

    @cached_property
    def window(self) -> Duration:
        """How long after its first day a cycle's goals may still be edited."""
        return parse_duration(self.base.settings.review.edit_window)


def worst(phases: Iterable[Phase]) -> Phase:
    """The most severe of several phases; planned where there is none."""
    return max(phases, key=PHASES.index, default="planned")
