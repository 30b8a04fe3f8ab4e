"""Other workspaces: what `platform//2026-Q4/search/fast` means where that workspace is at hand.

Each workspace keeps its own cycles. A reference without a cycle means the one of the file's own
cycle's name, the longer ones around it, then every cycle that has a day in common with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okrctl.model.address import (
    KeyResultAddress,
    KpiAddress,
    ObjectiveAddress,
    parse_reference,
)
from okrctl.model.workspace import Workspace

ELSEWHERE = "//"
"""What stands between the name of a workspace and an address in it."""

Others = Mapping[str, Workspace]
"""The workspaces at hand, by name."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference means in another workspace, with the names that it could have meant."""

    address: ObjectiveAddress | KeyResultAddress | None = None
    candidates: tuple[str, ...] = ()
    broken: bool = False
    malformed: bool = False


def named(text: str) -> tuple[str, str]:
    """The workspace that a reference names, empty where it names none, and the address in it."""
    name, between, rest = text.partition(ELSEWHERE)
    return (name, rest) if between else ("", text)


def goal_of(workspace: Workspace, text: str, cycle: str) -> Meant:
    """The goal that a reference of a file of `cycle` means; without a cycle any that has it."""
    reference = parse_reference(text)
    if reference is None or reference.kpi or not reference.team:
        return Meant(malformed=True)
    cycles = [reference.cycle] if reference.cycle else cycles_for(workspace, cycle)
    found = workspace.directory.goal(text, cycles)
    if isinstance(found.address, ObjectiveAddress | KeyResultAddress) or found.broken:
        address = None if isinstance(found.address, KpiAddress) else found.address
        return Meant(address, broken=found.broken)
    lead = f"{reference.cycle}/" if reference.cycle else ""
    names = (
        f"{lead}{name}{key}"
        for one in cycles
        for name, goal in workspace.directory.goals.get(one, {}).items()
        for key in _keys(workspace, goal, whole=not reference.key_result)
    )
    return Meant(candidates=tuple(dict.fromkeys(names)))


def _keys(workspace: Workspace, goal: ObjectiveAddress, *, whole: bool) -> tuple[str, ...]:
    """What follows an objective's name: nothing, or each of its key results."""
    if whole:
        return ("",)
    return tuple(f"#{key}" for key in workspace.directory.key_results.get(str(goal), {}))


def cycles_for(workspace: Workspace, cycle: str) -> tuple[str, ...]:
    """The cycles of a workspace in which a reference from a file of another's `cycle` is sought."""
    if not cycle:
        return tuple(workspace.directory.goals)
    around = workspace.cycles_around(cycle)
    asked = workspace.calendars.cycle(cycle)
    if asked is None:
        return (*around, *workspace.directory.goals)
    overlapping = (
        one.name
        for one in workspace.cycles.values()
        if one.first <= asked.last and asked.first <= one.last
    )
    return tuple(dict.fromkeys((*around, *overlapping)))


def parents_of(text: str, cycle: str, home: str, spaces: Others) -> Iterator[tuple[str, str]]:
    """The workspace and the objective's address that `supports: text` of a file means, if any."""
    name, rest = named(text)
    name = name or home
    space = spaces.get(name)
    if space is None:
        return
    meant = space.parent(rest, cycle) if name == home else goal_of(space, rest, cycle).address
    if meant is not None:
        yield name, str(meant.objective if isinstance(meant, KeyResultAddress) else meant)
