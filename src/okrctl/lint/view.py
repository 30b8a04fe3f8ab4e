"""What a rule sees beside its subject: the whole workspace, its places, its policy, the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from okrctl.findings import Edit, Fix
from okrctl.lint.judged import Phases
from okrctl.lint.language import Language, language
from okrctl.lint.lineage import goals_by_team, unclear_cycles
from okrctl.load.places import Places
from okrctl.measure.outcomes import is_left_out
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.policy import LintPolicy
from okrctl.model.workspace import Workspace

if TYPE_CHECKING:
    from okrctl.lint.measured import Measured
    from okrctl.measure.series import Series
    from okrctl.measure.state import State


@dataclass(frozen=True)
class View:
    """A workspace on the day it is judged."""

    workspace: Workspace
    places: Places
    today: date

    @property
    def policy(self) -> LintPolicy:
        """What the workspace holds its people to."""
        return self.workspace.settings.lint

    @cached_property
    def state(self) -> State:
        """Where everything of the current cycle stands; measured when a rule first asks."""
        from okrctl.measure.measure import measure

        return measure(self.workspace, self.today)

    @cached_property
    def series(self) -> Series:
        """The numbers of key results in every cycle."""
        from okrctl.measure.series import Series

        return Series(self.workspace)

    @cached_property
    def measured(self) -> Measured:
        """Where goals of running cycles and KPIs stand."""
        from okrctl.lint.measured import Measured

        return Measured(self.workspace, self.today)

    @cached_property
    def phases(self) -> Phases:
        """Which goals are still judged by which rules."""
        return Phases(self.workspace, self.today)

    def left_out(self, of: Objective | KeyResult) -> bool:
        """Whether a goal was dropped or deferred, so that nothing counts it any more."""
        return is_left_out(of, self.workspace, self.today)

    def in_play(self, objective: Objective) -> list[KeyResult]:
        """The key results of an objective, without those that were dropped or deferred."""
        return [kr for kr in objective.key_results if not self.left_out(kr)]

    def is_whole(self, objective: Objective) -> bool:
        """Whether every key result of an objective could be read, so that they can be counted."""
        return str(objective.address) not in self._in_part

    @cached_property
    def _in_part(self) -> frozenset[str]:
        return frozenset(one.partition("#")[0] for one in self.workspace.broken if "#" in one)

    @cached_property
    def unclear_cycles(self) -> frozenset[str]:
        """Cycles of whose goals nobody can say that nothing supports them."""
        return unclear_cycles(self.workspace)

    def goals_of(self, teams: Iterable[str], cycle: str) -> list[str]:
        """The objectives of teams in a cycle and around it, as `supports` names them."""
        wanted, found = list(teams), self._goals_by_team
        cycles = self.workspace.cycles_around(cycle)
        names = (name for one in cycles for team in wanted for name in found.get((one, team), ()))
        return list(dict.fromkeys(names))

    @cached_property
    def _goals_by_team(self) -> Mapping[tuple[str, str], Sequence[str]]:
        return goals_by_team(self.workspace)

    @cached_property
    def language(self) -> Language:
        """The words of the language that the goals are written in."""
        return language(self.policy.words.language)

    def instead(self, of: Objective | KeyResult | Kpi, *path: str, text: str) -> tuple[Fix, ...]:
        """The fix that writes `text` in the place of a value; none for no text."""
        if not text:
            return ()
        edit = Edit(self.places.span(str(of.address), *path), text)
        return (Fix((edit,), f"writes {text} there"),)
