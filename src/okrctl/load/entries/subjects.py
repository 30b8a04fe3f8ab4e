"""Subjects: what an entry is about, looked up once for each way to write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from okrctl.load.near import did_you_mean, listing
from okrctl.load.settings.names import Names
from okrctl.model.address import parse_reference
from okrctl.model.calendar import Cycle
from okrctl.model.entry import SubjectKind
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: its full address, and the thing itself where it is valid.

    `unknown` says in words that there is no such thing; `help` what was probably meant.
    """

    address: str
    target: Objective | KeyResult | Kpi | None = None
    cycle: Cycle | None = None
    unknown: str = ""
    help: str | Callable[[], str] = ""
    named: str = ""
    """How a message names it, where that is not the address."""


@dataclass(slots=True)
class Subjects:
    """Every subject of a workspace, by the way it is written in a folder."""

    workspace: Workspace
    names: Names
    settled: bool
    """Whether okrctl.yaml is whole, so that a name it does not have does not exist."""
    known: dict[tuple[str, SubjectKind, str], Subject] = field(default_factory=dict)

    def find(self, folder_cycle: str, kind: SubjectKind, text: str) -> Subject:
        """The subject that a text means in the entries of a cycle."""
        key = (folder_cycle, kind, text)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._find(folder_cycle, kind, text)
        return found

    def team(self, folder_cycle: str, text: str, cycle: str) -> Subject:
        """The subject of a retrospective: a team in a cycle."""
        name = self.names.teams.get(text)
        if name is None and self.settled:
            known = self.names.teams
            help_ = partial(did_you_mean, text, known, f"teams are {listing(known)}")
            unknown = "there is no team {subject}"
            return Subject(f"{text}:{cycle}", unknown=unknown, help=help_, named=text)
        if folder_cycle and cycle != folder_cycle:
            return _misplaced(f"{name or text}:{cycle}", cycle)
        return Subject(f"{name or text}:{cycle}", None, self.workspace.calendars.cycle(cycle))

    def _find(self, folder_cycle: str, kind: SubjectKind, text: str) -> Subject:
        if kind == "kpi":
            return self._kpi(folder_cycle, text)
        if not folder_cycle:
            return Subject(text, unknown="entries about goals lie in checkins/", help="move it")
        return self._goal(folder_cycle, kind, text)

    def _kpi(self, folder_cycle: str, text: str) -> Subject:
        names = self.workspace.directory.kpi_names
        name = text.removeprefix("kpi:")
        address = names.get(name)
        if address is None:
            unknown, help_ = "there is no KPI {subject}", partial(did_you_mean, name, names)
            return Subject(f"kpi:{name}", unknown=unknown, help=help_, named=name)
        if folder_cycle:
            return Subject(str(address), unknown="readings lie in readings/", help="move it")
        return Subject(str(address), self.workspace.by_address.get(str(address)))

    def _goal(self, folder_cycle: str, kind: SubjectKind, text: str) -> Subject:
        reference = parse_reference(text)
        sort = "key result" if kind == "kr" else "objective"
        if reference is None or not reference.team or bool(reference.key_result) != (kind == "kr"):
            form = "team/objective#key-result" if kind == "kr" else "team/objective"
            unknown = f"{{subject}} is no {sort}"
            return Subject(text, unknown=unknown, help=f"write it as {form}")
        if reference.cycle and reference.cycle != folder_cycle:
            return _misplaced(text, reference.cycle)
        found = self.workspace.directory.goal(text, (folder_cycle,))
        full = text if reference.cycle else f"{folder_cycle}/{text}"
        if found.address is None and found.broken:
            return Subject(full)
        if found.address is None:
            help_ = partial(self._near, folder_cycle, kind, text)
            return Subject(full, unknown=f"there is no {sort} {{subject}}", help=help_)
        address = str(found.address)
        cycle = self.workspace.calendars.cycle(address.partition("/")[0])
        return Subject(address, self.workspace.by_address.get(address), cycle)

    def _near(self, cycle: str, kind: SubjectKind, text: str) -> str:
        directory = self.workspace.directory
        goals = directory.goals.get(cycle, {})
        if kind == "objective":
            return did_you_mean(text, goals)
        within: Mapping[str, object] = {
            f"{name}#{key}": None
            for name, address in goals.items()
            for key in directory.key_results.get(str(address), {})
        }
        otherwise = "a key result that was dropped keeps its entries: write its outcome"
        return did_you_mean(text, within, otherwise)


def _misplaced(address: str, cycle: str) -> Subject:
    unknown = "{subject} is of another cycle than this folder"
    return Subject(address, unknown=unknown, help=f"its entries lie in checkins/{cycle}/")
