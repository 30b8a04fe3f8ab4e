"""What rules ask of the numbers: where goals and KPIs stand, each reckoned once when first asked.

Only goals of cycles that run are there: those of a planned one have nothing to tell yet, and what
ended is judged by its data. Drafts count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from okrctl.measure.gauges import Gauges
from okrctl.measure.measure import measure, quarter_of
from okrctl.measure.outcomes import is_left_out
from okrctl.measure.rhythm import check_in_cadence
from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.measure.turns import LastCheckIns
from okrctl.model.cadence import Cadence
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

NARRATIVE = frozenset({"note", "going_well", "holding_back", "blocked", "support"})
"""Fields in which somebody says why a goal stands where it does, or what it needs."""


class Measured:
    """The goals of every running cycle, and the KPIs, on the day that is judged."""

    def __init__(self, workspace: Workspace, day: date) -> None:
        self._workspace = workspace
        self._day = day

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Where everything of each cycle that runs stands."""
        running = (one for one in self._workspace.cycles.values() if one.contains(self._day))
        return tuple(measure(self._workspace, self._day, cycle) for cycle in running)

    def key_result(self, key_result: KeyResult) -> KeyResultState | None:
        """Where a key result stands; none where it counts nowhere, or its cycle does not run."""
        found = self._found(str(key_result.address))
        return found if isinstance(found, KeyResultState) and not found.left_out else None

    def objective(self, objective: Objective) -> ObjectiveState | None:
        """Where an objective stands; none where it counts nowhere, or its cycle does not run."""
        found = self._found(str(objective.address))
        return found if isinstance(found, ObjectiveState) else None

    def _found(self, address: str) -> ObjectiveState | KeyResultState | None:
        cycle = address.partition("/")[0]
        of_cycle = (state for state in self.states if state.cycle.name == cycle)
        return next((state.by_address.get(address) for state in of_cycle), None)

    @cached_property
    def gauges(self) -> Gauges:
        """Where each KPI stands."""
        return Gauges(self._workspace, self._day)

    @cached_property
    def under_goals(self) -> Mapping[str, tuple[KeyResult, ...]]:
        """For each KPI the key results of goals, planned or running, that are measured by it."""
        found: dict[str, list[KeyResult]] = defaultdict(list)
        for kr in self._to_come():
            kpi = self._workspace.kpi(kr.kpi) if kr.kpi else None
            if kpi is not None and not is_left_out(kr, self._workspace, self._day):
                found[kpi.id].append(kr)
        return {kpi: tuple(key_results) for kpi, key_results in found.items()}

    def _to_come(self) -> Iterator[KeyResult]:
        """The key results of goals whose cycle is not over; those of drafts count nowhere."""
        for objective in self._workspace.objectives:
            cycle = self._workspace.cycle_of(objective.address)
            if cycle.last >= self._day and not objective.draft:
                yield from objective.key_results

    @cached_property
    def drivers(self) -> Mapping[str, frozenset[str]]:
        """For each KPI those that drive it: as a file says, or because it is calculated of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for kpi in self._workspace.kpis:
            for driven in map(self._workspace.kpi, kpi.drives):
                if driven is not None:
                    found[driven.id].add(kpi.id)
            for used in self.gauges.values.inputs(kpi).values():
                found[kpi.id].add(used.id)
        return {kpi: frozenset(of) for kpi, of in found.items()}

    @cached_property
    def last_check_ins(self) -> LastCheckIns:
        """What was last said of each key result, and what that changed."""
        return LastCheckIns(self._workspace, self._day)

    @property
    def adopted(self) -> date:
        """From which day on the entries of this workspace are judged."""
        return self._workspace.settings.adopted or date.min

    @cached_property
    def recent(self) -> date:
        """The first day of the oldest cycle that runs; of the quarter, where none does."""
        quarter = quarter_of(self._workspace, self._day)
        return min((state.cycle.first for state in self.states), default=quarter.first)

    def cadence(self, objective: Objective) -> Cadence:
        """How often a check-in of an objective is due."""
        return check_in_cadence(self._workspace, objective)

    def about(self, of: Objective | KeyResult) -> tuple[Entry, ...]:
        """The entries about a goal that are in force and judged, in their order."""
        entries = self._workspace.journal.about(str(of.address), self._day)
        return tuple(entry for entry in entries if entry.day >= self.adopted)

    def is_explained(self, entry: Entry, told: Sequence[Entry] = ()) -> bool:
        """Whether somebody says why: in the entry, in a comment on it, or in one of `told`."""
        return any(map(says_why, (entry, *told, *self._workspace.journal.comments(entry.id))))

    def told_since(self, of: Objective | KeyResult, day: date) -> Iterator[Entry]:
        """The entries about a goal from a day on in which somebody says why."""
        return (entry for entry in self.about(of) if entry.day >= day and says_why(entry))


def says_why(entry: Entry) -> bool:
    """Whether an entry tells more than a number."""
    return not NARRATIVE.isdisjoint(entry.fields)
