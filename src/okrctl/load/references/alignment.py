"""Alignment: what goals support, carry on, and serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.findings import Finding
from okrctl.load.near import GUESSES, listing, nearest
from okrctl.load.reading.region import Region
from okrctl.load.references.views import View, instead
from okrctl.load.rules import ALIGNMENT_LOOP, PARENT_NOT_ABOVE, UNKNOWN_PARENT
from okrctl.load.settings.loops import loops
from okrctl.model.address import KeyResultAddress, ObjectiveAddress, parse_reference
from okrctl.model.directory import Found
from okrctl.model.elsewhere import ELSEWHERE
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.text.places import Path


def parent_findings(objective: Objective, view: View) -> Iterator[Finding]:
    """Parents that are not there, or not above."""
    region = view.region(objective)
    for index, text in enumerate(objective.supports):
        yield from _parent(text, objective, region, ("supports", index), view)
    if objective.continues is not None:
        yield from _continued(objective.continues, objective, region, view)
    yield from pillar_findings(objective, region, view)


def kpi_parent_findings(kpi: Kpi, view: View) -> Iterator[Finding]:
    """What a KPI supports and no cycle has."""
    region = view.region(kpi)
    cycles = tuple(view.workspace.directory.goals)
    for index, text in enumerate(kpi.supports):
        if ELSEWHERE not in text and not _is_known(view.workspace.directory.goal(text, cycles)):
            yield _unknown(text, region, ("supports", index), cycles, view)
    yield from pillar_findings(kpi, region, view)


def pillar_findings(of: Objective | Kpi, region: Region, view: View) -> Iterator[Finding]:
    """A pillar that the strategy does not have."""
    strategy = view.workspace.settings.strategy
    if of.pillar is None or of.pillar in strategy or not view.settled:
        return
    near = nearest(of.pillar, strategy)
    known = f"pillars are {listing(strategy)}" if strategy else "add it to strategy"
    yield region.finding(
        UNKNOWN_PARENT,
        ("pillar",),
        "there is no pillar {name}",
        help=f"did you mean {near}?" if near else known,
        fixes=instead(region, ("pillar",), near),
        name=of.pillar,
    )


def _parent(
    text: str, objective: Objective, region: Region, path: Path, view: View
) -> Iterator[Finding]:
    if ELSEWHERE in text:
        return
    workspace, cycle = view.workspace, objective.address.cycle
    found = workspace.directory.goal(text, workspace.cycles_around(cycle))
    if not _is_known(found):
        beyond = _beyond(text, view)
        if beyond is None:
            yield _unknown(text, region, path, workspace.cycles_around(cycle), view)
            return
        found = beyond
    parent = found.address
    if not isinstance(parent, ObjectiveAddress | KeyResultAddress):
        return
    above = parent if isinstance(parent, ObjectiveAddress) else parent.objective
    why = _not_above(above, objective.address, view)
    if why:
        yield region.finding(
            PARENT_NOT_ABOVE,
            path,
            "{parent} " + why,
            help="support a goal of this cycle, or of a longer one around it",
            parent=str(parent),
            cycle=above.cycle,
        )


def _is_known(found: Found) -> bool:
    return found.address is not None or found.broken


def _beyond(text: str, view: View) -> Found | None:
    """What a text means in a cycle that is not around its own; none where it is in none."""
    reference = parse_reference(text)
    if reference is None or reference.cycle:
        return None
    cycles = sorted(view.workspace.cycles.values(), key=lambda one: one.first, reverse=True)
    found = view.workspace.directory.goal(text, [one.name for one in cycles])
    return found if found.address is not None else None


def _not_above(parent: ObjectiveAddress, child: ObjectiveAddress, view: View) -> str:
    """Why a parent is not above its child, in words; empty where it is."""
    calendars = view.workspace.calendars
    above, below = calendars.cycle(parent.cycle), calendars.cycle(child.cycle)
    if above is None or below is None:
        return ""
    within = below.first <= above.first and above.last <= below.last
    if above.days < below.days and within:
        return "is in {cycle}, a shorter cycle"
    if above.first > below.first:
        return "is in {cycle}, a later cycle"
    if above.last < below.first:
        return "is in {cycle}, which ended before"
    is_closed = view.workspace.is_closed
    if parent.cycle != child.cycle and is_closed(parent) and not is_closed(child):
        return "is in {cycle}, which its team has closed"
    return ""


def _continued(text: str, objective: Objective, region: Region, view: View) -> Iterator[Finding]:
    cycles = [name for name in view.workspace.directory.goals if name != objective.address.cycle]
    if ELSEWHERE in text or _is_known(view.workspace.directory.goal(text, cycles)):
        return
    yield _unknown(text, region, ("continues",), cycles, view)


def _unknown(text: str, region: Region, path: Path, cycles: Sequence[str], view: View) -> Finding:
    guessed = all(not isinstance(step, int) or step < GUESSES for step in path)
    candidates = _candidates(text, cycles, view) if guessed else []
    near = nearest(text, candidates)
    return region.finding(
        UNKNOWN_PARENT,
        path,
        "there is no {name}",
        help=f"did you mean {near}?" if near else _where(text, candidates),
        fixes=instead(region, path, near),
        name=text,
    )


def _where(text: str, names: Sequence[str]) -> str:
    if parse_reference(text) is None or "/" not in text:
        return "write it as team/objective, or team/objective#key-result"
    return f"there is {listing(names)}" if names else "no goal that could be meant is there"


def _candidates(text: str, cycles: Sequence[str], view: View) -> list[str]:
    """Every goal that could have been meant, in the form in which the text is written."""
    directory = view.workspace.directory
    reference = parse_reference(text)
    wanted = [reference.cycle] if reference is not None and reference.cycle else cycles
    names: list[str] = []
    for cycle in wanted:
        lead = f"{cycle}/" if reference is not None and reference.cycle else ""
        for name, address in directory.goals.get(cycle, {}).items():
            if "#" in text:
                keys = directory.key_results.get(str(address), {})
                names += [f"{lead}{name}#{key}" for key in keys]
            else:
                names.append(f"{lead}{name}")
    return names


def loop_findings(view: View) -> Iterator[Finding]:
    """Each loop of support once, at a goal in it, printed as a path."""
    above = {
        address: tuple(dict.fromkeys(map(_objective_of, parents)))
        for address, parents in view.workspace.parents.items()
    }
    for loop in loops(above):
        objective = view.workspace.objective(loop[0])
        assert objective is not None  # noqa: S101 - what is broken supports nothing
        index = next(
            index
            for index, text in enumerate(objective.supports)
            if (parent := view.workspace.parent(text, objective.address.cycle))
            and _objective_of(parent) == loop[1]
        )
        yield view.region(objective).finding(
            ALIGNMENT_LOOP,
            ("supports", index),
            "{path} is a loop",
            {"path": " -> ".join(loop)},
            help="say which of them is above, and drop the other",
        )


def _objective_of(parent: ObjectiveAddress | KeyResultAddress) -> str:
    return str(parent if isinstance(parent, ObjectiveAddress) else parent.objective)
