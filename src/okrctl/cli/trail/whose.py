"""Whose trail is asked for: that of the workspace, a goal, a KPI, a team or a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from okrctl.cli.addresses import meant
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.workspace import Workspace
    from okrctl.pages.log_event import Event

Sort = Literal["workspace", "objective", "key result", "kpi", "team", "person"]
SETTINGS = "workspace"
"""The address of okrctl.yaml."""


@dataclass(frozen=True, slots=True)
class Whose:
    """What a trail is about: a full address, or the id of a team or a person."""

    sort: Sort
    name: str
    workspace: Workspace

    @property
    def is_wide(self) -> bool:
        """Whether its events are about several things, so that each must say what it is about."""
        return self.sort not in ("key result", "kpi")

    def has_file(self, address: str) -> bool:
        """Whether the file of an objective, a KPI or the workspace may hold something of it."""
        match self.sort:
            case "key result" | "objective" | "kpi":
                return address == self.name.partition("#")[0]
            case "team":
                return address == SETTINGS or self._is_of_team(address)
        return True

    def has_subject(self, address: str) -> bool:
        """Whether entries about an address may belong to it."""
        match self.sort:
            case "key result" | "kpi":
                return address == self.name
            case "objective":
                return address.partition("#")[0] == self.name
            case "team":
                return self._is_of_team(address)
        return True

    def has(self, event: Event) -> bool:
        """Whether an event belongs to it."""
        match self.sort:
            case "key result":
                around = event.address == self.name.partition("#")[0]
                return event.address == self.name or (around and event.kind in ("moved", "removed"))
            case "team":
                listed = f"{event.field}.".startswith(f"teams.{self.name}.")
                return listed if event.address == SETTINGS else self._is_of_team(event.address)
            case "person":
                listed = f"{event.field}.".startswith(f"people.{self.name}.")
                owns = event.field.endswith("owner") and self.name in (event.old, event.new)
                return event.who == self.name or owns or listed
        return self.has_subject(event.address)

    def _is_of_team(self, address: str) -> bool:
        """Whether a goal lies in the team's folder, under any of its names, or looks back on it."""
        team = address.split("/")[1] if "/" in address else address.partition(":")[0]
        return address[:4] != "kpi:" and self.workspace.team_name(team) == self.name


def whose(here: Context, text: str | None) -> Whose:
    """What a person means by `text`; UsageError where it is nothing, or several things."""
    from okrctl.model.address import KeyResultAddress, KpiAddress

    workspace = here.loaded.workspace
    if text is None:
        return Whose("workspace", "", workspace)
    named = list(named_so(workspace, text))
    cycle = here.cycle.name if here.cycle else None
    found = workspace.directory.typed(text, cycle)
    others = [found.address] if found.address else list(found.candidates)
    if len(named) == 1 and not others:
        return named[0]
    if named:
        may = [*(f"{one.sort}:{one.name}" for one in named), *map(str, others)]
        raise UsageError(f"{text!r} may mean {' or '.join(may)}", "write more of it")
    gone = None if others else gone_so(workspace, text)
    if gone is not None:
        return gone
    address = meant(here, text, valid=False)
    if isinstance(address, KpiAddress):
        return Whose("kpi", str(address), workspace)
    is_result = isinstance(address, KeyResultAddress)
    return Whose("key result" if is_result else "objective", str(address), workspace)


def gone_so(workspace: Workspace, text: str) -> Whose | None:
    """What a full address named that is not there any more; its events tell whether it ever was."""
    from okrctl.model.address import parse_reference

    reference = parse_reference(text)
    if reference is None or reference.workspace:
        return None
    if reference.kpi:
        return Whose("kpi", text, workspace)
    if not reference.cycle:
        return None
    return Whose("key result" if reference.key_result else "objective", text, workspace)


def refuse_what_never_was(here: Context, whose: Whose, events: Sequence[Event]) -> None:
    """UsageError where a goal or KPI is not there, and no event tells that it ever was."""
    is_goal = whose.sort in ("objective", "key result", "kpi")
    if is_goal and not any(whose.has_subject(event.address) for event in events):
        meant(here, whose.name, valid=False)


def named_so(workspace: Workspace, text: str) -> list[Whose]:
    """The team and the person that go by a name; `team:x` and `person:x` say which is meant."""
    sort, colon, name = text.rpartition(":")
    people = workspace.settings.people
    known = {alias: one for one, person in people.items() for alias in person.aliases}
    known |= {one: one for one in (*people, *workspace.settings.bots)}
    teams = workspace.directory.team_names
    found = []
    if name in teams and sort in ("", "team"):
        found.append(Whose("team", teams[name], workspace))
    if name in known and sort in ("", "person"):
        found.append(Whose("person", known[name], workspace))
    return found if colon == "" or sort in ("team", "person") else []
