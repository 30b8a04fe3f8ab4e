"""References into other workspaces: judged where those are there, silent where they are not.

Loading reads one tree alone, so this comes after it, when the workspaces of an organisation are
loaded each on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okrctl.findings import Finding
from okrctl.load.loading import Loaded
from okrctl.load.near import listing, nearest
from okrctl.load.reading.region import Region
from okrctl.load.references.views import instead
from okrctl.load.rules import ALIGNMENT_LOOP, UNKNOWN_PARENT
from okrctl.load.settings.loops import loops
from okrctl.model.address import ObjectiveAddress
from okrctl.model.elsewhere import ELSEWHERE, Others, goal_of, named, parents_of
from okrctl.model.workspace import Workspace
from okrctl.text.places import Path


@dataclass(frozen=True, slots=True)
class Outward:
    """A reference that names a workspace: who says it, in which field, and what."""

    entity: str
    path: Path
    text: str
    cycle: str
    """The cycle of the file that says it; empty for a KPI."""


def outward(workspace: Workspace) -> Iterator[Outward]:
    """Every reference that names a workspace, its own included."""
    for objective in workspace.objectives:
        entity, cycle = str(objective.address), objective.address.cycle
        for index, text in enumerate(objective.supports):
            yield Outward(entity, ("supports", index), text, cycle)
        if objective.continues is not None:
            yield Outward(entity, ("continues",), objective.continues, "")
        for index, need in enumerate(objective.needs):
            if need.objective is not None:
                yield Outward(entity, ("needs", index, "objective"), need.objective, cycle)
    for kpi in workspace.kpis:
        for index, text in enumerate(kpi.supports):
            yield Outward(str(kpi.address), ("supports", index), text, "")


def names_elsewhere(workspace: Workspace) -> tuple[str, ...]:
    """The names of the workspaces that goals and KPIs refer to, in the order of the files."""
    found = (named(one.text)[0] for one in outward(workspace) if ELSEWHERE in one.text)
    return tuple(dict.fromkeys(filter(None, found)))


def elsewhere_findings(loaded: Loaded, others: Others) -> Iterator[Finding]:
    """A finding for each reference to what a workspace at hand does not have, and for loops."""
    for one in outward(loaded.workspace):
        if ELSEWHERE in one.text:
            yield from _unknown(one, loaded, others)
    yield from _loops(loaded, others)


def _unknown(one: Outward, loaded: Loaded, others: Others) -> Iterator[Finding]:
    name, text = named(one.text)
    other = others.get(name)
    if not name or (other is not None and goal_of(other, text, one.cycle).malformed):
        help_ = "write it as workspace//team/objective, or workspace//cycle/team/objective"
        yield _finding(one, loaded, help_, "")
        return
    if other is None:
        return
    found = goal_of(other, text, one.cycle)
    if found.address is None and not found.broken:
        near = nearest(text, found.candidates)
        help_ = f"did you mean {name}//{near}?" if near else _there(name, found.candidates)
        yield _finding(one, loaded, help_, f"{name}//{near}" if near else "")


def _there(name: str, candidates: tuple[str, ...]) -> str:
    if not candidates:
        return f"{name} has no goal that could be meant"
    return f"{name} has {listing(candidates)}"


def _finding(one: Outward, loaded: Loaded, help_: str, near: str) -> Finding:
    region = region_of(loaded, one.entity)
    return region.finding(
        UNKNOWN_PARENT,
        one.path,
        "there is no {name}",
        help=help_,
        fixes=instead(region, one.path, near),
        name=one.text,
    )


def region_of(loaded: Loaded, entity: str) -> Region:
    """The part of a file that is a goal or a KPI."""
    root = loaded.sources[loaded.places.files[entity]].root
    assert root is not None  # noqa: S101 - what is in the workspace was read from it
    return Region(root, entity)


def _loops(loaded: Loaded, others: Others) -> Iterator[Finding]:
    """Loops of support that leave this workspace and come back, once, at a goal of its own."""
    mine = loaded.workspace.settings.name or ""
    spaces: Mapping[str, Workspace] = {**others, mine: loaded.workspace}
    above = {
        f"{name}{ELSEWHERE}{objective.address}": tuple(
            f"{home}{ELSEWHERE}{address}"
            for home, address in _parents(objective.address, name, spaces)
        )
        for name, space in spaces.items()
        for objective in space.objectives
    }
    lead = f"{mine}{ELSEWHERE}"
    for loop in loops(above):
        own = [at for at, node in enumerate(loop[:-1]) if node.startswith(lead)]
        if not own or len(own) == len(loop) - 1:
            continue
        leaving = next(at for at in own if not loop[at + 1].startswith(lead))
        turned = (*loop[leaving:-1], *loop[: leaving + 1])
        yield _loop(turned, lead, loaded, spaces)


def _loop(
    loop: tuple[str, ...], lead: str, loaded: Loaded, spaces: Mapping[str, Workspace]
) -> Finding:
    """The finding of a loop, at the reference by which it leaves this workspace."""
    entity = loop[0].removeprefix(lead)
    objective = loaded.workspace.objective(entity)
    assert objective is not None  # noqa: S101 - only goals that are there support anything
    index = next(
        index
        for index, text in enumerate(objective.supports)
        if loop[1]
        in {
            f"{home}{ELSEWHERE}{address}"
            for home, address in parents_of(text, entity.partition("/")[0], lead[:-2], spaces)
        }
    )
    words = " -> ".join(node.removeprefix(lead) for node in loop)
    return region_of(loaded, entity).finding(
        ALIGNMENT_LOOP,
        ("supports", index),
        "{path} is a loop",
        {"path": words},
        help="say which of them is above, and drop the other",
    )


def _parents(
    address: ObjectiveAddress, name: str, spaces: Mapping[str, Workspace]
) -> Iterator[tuple[str, str]]:
    """The workspace and address of each objective that one supports."""
    objective = spaces[name].objective(address)
    for text in objective.supports if objective else ():
        yield from parents_of(text, address.cycle, name, spaces)
