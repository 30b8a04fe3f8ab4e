"""The directory: which address a reference means, aliases followed.

A reference in a file names team and id and looks through cycles in an order that the place gives.
A reference that a person types may be any unambiguous tail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from okrctl.model.address import (
    Address,
    KeyResultAddress,
    KpiAddress,
    ObjectiveAddress,
    Reference,
    parse_reference,
)
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.people import Team

Sort = Literal["objective", "key result", "kpi"]
ANY: frozenset[Sort] = frozenset({"objective", "key result", "kpi"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference means: one address, or none, or several that it could mean.

    `broken` says that it leads into a file that is not valid: it may well exist, nobody can tell.
    """

    address: Address | None = None
    candidates: tuple[Address, ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class Directory:
    """Every address of a workspace under every name it goes by."""

    objectives: tuple[Objective, ...]
    kpis: tuple[Kpi, ...]
    broken: frozenset[str]
    teams: Mapping[str, Team] = field(default_factory=dict)

    @cached_property
    def team_names(self) -> Mapping[str, str]:
        """Each name a team goes by, its aliases included, and its id."""
        aliased = {alias: name for name, team in self.teams.items() for alias in team.aliases}
        return aliased | {name: name for name in self.teams}

    @cached_property
    def goals(self) -> Mapping[str, Mapping[str, ObjectiveAddress]]:
        """For each cycle the objectives by `team/id`, under every name."""
        found: dict[str, dict[str, ObjectiveAddress]] = defaultdict(dict)
        for address, cycle, name in self._aliases():
            found[cycle][name] = address
        for address in self._addresses():
            found[address.cycle][address.within_cycle] = address
        return found

    @cached_property
    def key_results(self) -> Mapping[str, Mapping[str, KeyResultAddress]]:
        """For each objective's address its key results by id, under every name."""
        return {
            str(objective.address): {
                **{alias: kr.address for kr in objective.key_results for alias in kr.aliases},
                **{kr.id: kr.address for kr in objective.key_results},
            }
            for objective in self.objectives
        }

    @cached_property
    def kpi_names(self) -> Mapping[str, KpiAddress]:
        """Every KPI under every name it goes by, those in broken files included."""
        found = {alias: kpi.address for kpi in self.kpis for alias in kpi.aliases}
        found |= {
            name.removeprefix("kpi:"): KpiAddress(name.removeprefix("kpi:"))
            for name in self.broken
            if name.startswith("kpi:")
        }
        return found | {kpi.id: kpi.address for kpi in self.kpis}

    def goal(self, text: str, cycles: Sequence[str]) -> Found:
        """What `team/id` or `team/id#kr` in a file means, in the first cycle with it.

        Nothing for an address in another workspace, which `okrctl.model.elsewhere` follows.
        """
        reference = parse_reference(text)
        if reference is None or reference.workspace or reference.kpi or not reference.team:
            return Found()
        team = self.team_names.get(reference.team, reference.team)
        for cycle in [reference.cycle] if reference.cycle else cycles:
            names = self.goals.get(cycle, {})
            address = names.get(f"{team}/{reference.id}") or names.get(
                f"{reference.team}/{reference.id}"
            )
            if address is not None:
                return self._within(address, reference.key_result)
        return Found()

    def typed(self, text: str, cycle: str | None, sorts: frozenset[Sort] = ANY) -> Found:
        """What a person means by `text`; without a cycle of its own it means `cycle`."""
        reference = parse_reference(text)
        if reference is None or reference.workspace:
            return Found()
        fits = list(dict.fromkeys(self._fitting(reference, cycle, sorts)))
        if len(fits) == 1:
            return Found(fits[0], broken=str(fits[0]) in self.broken)
        return Found(candidates=tuple(fits))

    def names(self, cycle: str | None, sorts: frozenset[Sort] = ANY) -> tuple[str, ...]:
        """Every name that `typed` would take in `cycle`, for did-you-mean and completion."""
        found: set[str] = set()
        for within, address in self.goals.get(cycle or "", {}).items():
            if "objective" in sorts:
                found |= {within, address.id}
            if "key result" in sorts:
                for key in self.key_results.get(str(address), {}):
                    found |= {key, f"{address.id}#{key}", f"{within}#{key}"}
        if "kpi" in sorts:
            found |= {*self.kpi_names, *(f"kpi:{name}" for name in self.kpi_names)}
        return tuple(sorted(found))

    def _within(self, address: ObjectiveAddress, key: str) -> Found:
        if not key:
            return Found(address, broken=str(address) in self.broken)
        if str(address) in self.broken:
            return Found(broken=True)
        return Found(self.key_results.get(str(address), {}).get(key))

    def _fitting(
        self, reference: Reference, cycle: str | None, sorts: frozenset[Sort]
    ) -> Iterator[Address]:
        if "kpi" in sorts and (name := reference.kpi or (reference.is_word and reference.id)):
            yield from filter(None, [self.kpi_names.get(name)])
        if reference.kpi:
            return
        for within, address in self.goals.get(reference.cycle or cycle or "", {}).items():
            team, _, name = within.partition("/")
            named = name == reference.id and self._same_team(reference.team, team)
            keys = self.key_results.get(str(address), {})
            if named and reference.key_result and "key result" in sorts:
                yield from filter(None, [keys.get(reference.key_result)])
            elif named and not reference.key_result and "objective" in sorts:
                yield address
            if reference.is_word and "key result" in sorts:
                yield from filter(None, [keys.get(reference.id)])

    def _same_team(self, typed: str, team: str) -> bool:
        return not typed or self.team_names.get(typed, typed) == self.team_names.get(team, team)

    def _addresses(self) -> Iterator[ObjectiveAddress]:
        yield from (objective.address for objective in self.objectives)
        for address in sorted(self.broken):
            if address.count("/") == 2:
                yield ObjectiveAddress(*address.split("/"))

    def _aliases(self) -> Iterator[tuple[ObjectiveAddress, str, str]]:
        for objective in self.objectives:
            for alias in objective.aliases:
                reference = parse_reference(alias)
                if reference is not None and reference.id:
                    cycle = reference.cycle or objective.address.cycle
                    team = reference.team or objective.address.team
                    yield objective.address, cycle, f"{team}/{reference.id}"
