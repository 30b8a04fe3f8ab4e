"""The workspace: everything the files of one tree say, resolved and frozen.

Two workspaces compare with `==`. Positions are beside it, in `okrctl.load.places`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from okrctl.model.address import KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.calendar import Calendars, Cycle
from okrctl.model.directory import Directory
from okrctl.model.formula import Formula
from okrctl.model.journal import Journal
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.settings import Settings


@dataclass(frozen=True)
class Workspace:
    """Settings, goals, KPIs and entries. Goals are in the order of their paths."""

    settings: Settings
    calendars: Calendars
    objectives: tuple[Objective, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    """The parsed formula of each calculated KPI, by id."""
    journal: Journal = field(default_factory=Journal)
    broken: frozenset[str] = frozenset()
    """Addresses that have a file whose text is not valid: known, and measured nowhere."""

    @cached_property
    def by_address(self) -> Mapping[str, Objective | KeyResult | Kpi]:
        """Everything that has an address, by its full form."""
        found: dict[str, Objective | KeyResult | Kpi] = {}
        for objective in self.objectives:
            found[str(objective.address)] = objective
            found |= {str(kr.address): kr for kr in objective.key_results}
        return found | {str(kpi.address): kpi for kpi in self.kpis}

    def objective(self, address: ObjectiveAddress | str) -> Objective | None:
        """The objective at an address, none where there is no such."""
        found = self.by_address.get(str(address))
        return found if isinstance(found, Objective) else None

    def key_result(self, address: KeyResultAddress | str) -> KeyResult | None:
        """The key result at an address, none where there is no such."""
        found = self.by_address.get(str(address))
        return found if isinstance(found, KeyResult) else None

    def kpi(self, kpi_id: str) -> Kpi | None:
        """The KPI of that id or alias, none where there is no such."""
        return self._kpis_by_name.get(kpi_id)

    @cached_property
    def _kpis_by_name(self) -> Mapping[str, Kpi]:
        aliased = {alias: kpi for kpi in self.kpis for alias in kpi.aliases}
        return aliased | {kpi.id: kpi for kpi in self.kpis}

    @cached_property
    def cycles(self) -> Mapping[str, Cycle]:
        """Every cycle that has goals, by name; drafts count, broken files too."""
        names = {objective.address.cycle for objective in self.objectives}
        names |= {address.split("/")[0] for address in self.broken if "/" in address}
        known = {name: self.calendars.cycle(name) for name in sorted(names)}
        return {name: cycle for name, cycle in known.items() if cycle is not None}

    def current_cycle(self, day: date) -> Cycle | None:
        """The cycle that an address without one means on `day`; none where there are no goals."""
        return self.calendars.current(day, self.cycles)

    def cycle_of(self, address: ObjectiveAddress) -> Cycle:
        """The cycle of an objective. Every objective of a workspace has one: OKR110."""
        cycle = self.cycles.get(address.cycle)
        assert cycle is not None  # noqa: S101 - the loader refuses goals of unknown cycles
        return cycle

    def starts(self, of: Objective | KeyResult) -> date:
        """The first day of a goal: its own, its objective's, else the cycle's."""
        return self._bound(of, "starts") or self.cycle_of(objective_address(of)).first

    def due(self, of: Objective | KeyResult) -> date:
        """The last day of a goal: its own, its objective's, else the cycle's."""
        return self._bound(of, "due") or self.cycle_of(objective_address(of)).last

    def _bound(self, of: Objective | KeyResult, name: str) -> date | None:
        own: date | None = getattr(of, name)
        if own is None and isinstance(of, KeyResult):
            objective = self.objective(of.address.objective)
            return getattr(objective, name) if objective else None
        return own

    def team_name(self, name: str) -> str:
        """The id of the team that goes by a name, or went by it when a folder was named."""
        return self.directory.team_names.get(name, name)

    def owner(self, of: Objective | KeyResult | Kpi) -> str:
        """Who owns a goal: its own owner, its objective's, else the team's lead; may be empty."""
        if of.owner:
            return of.owner
        if isinstance(of, KeyResult):
            objective = self.objective(of.address.objective)
            return self.owner(objective) if objective else ""
        if isinstance(of, Objective):
            team = self.settings.teams.get(self.team_name(of.address.team))
            return (team.lead if team else None) or ""
        return ""

    def is_closed(self, address: ObjectiveAddress, day: date = date.max) -> bool:
        """Whether, on a day, the last word of a goal's team on its cycle is that it is closed."""
        names = {address.team, self.team_name(address.team)}
        words = [
            entry
            for name in names
            for entry in self.journal.about(f"{name}:{address.cycle}", day)
            if entry.has("closed") or entry.has("reopened")
        ]
        last = max(words, key=lambda entry: entry.order, default=None)
        return last is not None and last.fields.get("closed") is True

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Every team in the order of the tree: a parent before its children, each in file order."""
        children: dict[str | None, list[str]] = defaultdict(list)
        for name, team in self.settings.teams.items():
            children[team.parent if team.parent in self.settings.teams else None].append(name)
        ordered: list[str] = []
        waiting = list(reversed(children[None]))
        while waiting:
            name = waiting.pop()
            ordered.append(name)
            waiting.extend(reversed(children[name]))
        return (*ordered, *(name for name in self.settings.teams if name not in ordered))

    @cached_property
    def directory(self) -> Directory:
        """Which address a reference means."""
        return Directory(self.objectives, self.kpis, self.broken, self.settings.teams)

    @cached_property
    def parents(self) -> Mapping[str, tuple[ObjectiveAddress | KeyResultAddress, ...]]:
        """For each objective's address what it supports, as far as it is known."""
        found: dict[str, tuple[ObjectiveAddress | KeyResultAddress, ...]] = {}
        for objective in self.objectives:
            addresses = (self.parent(text, objective.address.cycle) for text in objective.supports)
            found[str(objective.address)] = tuple(filter(None, addresses))
        return found

    @cached_property
    def supporters(self) -> Mapping[str, tuple[Objective, ...]]:
        """For the address of each objective or key result the objectives that support it."""
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            for parent in self.parents[str(objective.address)]:
                found[str(parent)].append(objective)
        return {address: tuple(objectives) for address, objectives in found.items()}

    def parent(self, text: str, cycle: str) -> ObjectiveAddress | KeyResultAddress | None:
        """What `supports: text` in a file of `cycle` means; none where nothing fits.

        That of the file's cycle, else of the nearest longer cycle that contains it.
        """
        address = self.directory.goal(text, self.cycles_around(cycle)).address
        return None if isinstance(address, KpiAddress) else address

    def cycles_around(self, cycle: str) -> tuple[str, ...]:
        """The cycle itself, then the longer ones with goals that contain it, nearest first."""
        inner = self.calendars.cycle(cycle)
        if inner is None:
            return (cycle,)
        around = self.calendars.containing(inner, self.cycles)
        return (cycle, *(outer.name for outer in around))


def objective_address(of: Objective | KeyResult) -> ObjectiveAddress:
    """The address of the objective that a goal is, or belongs to."""
    return of.address if isinstance(of, Objective) else of.address.objective
