"""The part of a workspace that the page of one goal or KPI rests on."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrctl.cli.checkin.narrow import Files, Part, below, may_hold, narrowed, plain
from okrctl.cli.context import Context
from okrctl.cli.narrowing.cycle import cycle_in, of_cycle

if TYPE_CHECKING:
    from okrctl.load.tree import Blob
    from okrctl.model.kpi import Kpi
    from okrctl.model.objective import Objective
    from okrctl.model.workspace import Workspace


def of_address(here: Context, text: str) -> Context:
    """The same context with the part that a page about `text` needs; itself where that is all.

    What other goals say of a goal is on its page, so that files which may name it are read too.
    """
    from okrctl.model.address import parse_reference

    reference = parse_reference(text)
    asked_for = here.at_text is None and here.as_of_text is None and here.cycle_text is None
    if reference is None or reference.workspace or not asked_for:
        return here
    if reference.kpi:
        return of_gauge(here, text)
    narrow = narrowed(here, text)
    if narrow.part is None:
        return here
    goal = goal_meant(narrow, text)
    if goal is None:
        return here
    whole = with_names(narrow, narrow.part.files(), goal)
    return whole if is_told(whole, goal) else of_cycle(here)


def of_gauge(here: Context, text: str) -> Context:
    """The part with every KPI, the readings of those that one leans on, and goals that name it."""
    from okrctl.cli.checkin.gauging import sifted
    from okrctl.load.loading import load

    if not all(plain(here.root, folder, ()) for folder in ("goals", "kpis", "readings")):
        return here
    kpis = below(here.root, "kpis")
    workspace = load(Part(kpis)).workspace
    meant = workspace.kpi(text.removeprefix("kpi:"))
    if meant is None:
        return here
    goals = naming(below(here.root, "goals"), {meant.id, *meant.aliases})
    readings = sifted(below(here.root, "readings"), linked(workspace, meant))
    return dataclasses.replace(here, part=Part({**goals, **kpis, **readings}))


def naming(goals: Files, names: set[str]) -> Files:
    """The goals that may name one of these, and one of each cycle, so that the cycles are known."""
    one_each = {cycle_in(path): path for path in reversed(list(goals))}
    return {
        path: blob
        for path, blob in goals.items()
        if one_each.get(cycle_in(path)) == path or any(may_hold(path, blob, n) for n in names)
    }


def linked(workspace: Workspace, kpi: Kpi) -> list[Kpi]:
    """A KPI with all that it drives or is calculated from, or that do so with it, at any length."""
    links: dict[str, set[str]] = defaultdict(set)
    for one in workspace.kpis:
        formula = workspace.formulas.get(one.id)
        for name in (*one.drives, *(formula.ids if formula else ())):
            other = workspace.kpi(name)
            if other is not None:
                links[one.id].add(other.id)
                links[other.id].add(one.id)
    found, waiting = {kpi.id}, [kpi.id]
    while waiting:
        fresh = links[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return [one for one in workspace.kpis if one.id in found]


def goal_meant(here: Context, text: str) -> Objective | None:
    """The objective that an address means, or whose key result it is; none for anything else."""
    from okrctl.model.address import KeyResultAddress, KpiAddress

    held = here.tree.files()
    goals = Part({path: blob for path, blob in held.items() if path.endswith(".yaml")})
    here = dataclasses.replace(here, part=goals)
    cycle = here.cycle.name if here.cycle else None
    workspace = here.loaded.workspace
    address = workspace.directory.typed(text, cycle).address
    if address is None or isinstance(address, KpiAddress):
        return None
    of = address.objective if isinstance(address, KeyResultAddress) else address
    return workspace.objective(of)


def with_names(here: Context, held: Files, goal: Objective) -> Context:
    """The part with every file that may speak of a goal, or have a name that a page would use."""
    goals, kpis = below(here.root, "goals"), below(here.root, "kpis")
    found = {**held}
    words, above = words_of(goal), parents_of(goal)
    for path, blob in goals.items():
        spoken_of = any(may_hold(path, blob, word) for word in words)
        if spoken_of or any(may_be(path, blob, parent) for parent in above):
            found[path] = blob
    in_cycle = {path: blob for path, blob in goals.items() if cycle_in(path) == goal.address.cycle}
    for key_result in goal.key_results:
        found |= first_holder(in_cycle, held, key_result.id)
        found |= {path: kpi for path, kpi in kpis.items() if may_be(path, kpi, key_result.id)}
    return dataclasses.replace(here, part=Part({**found, **held}))


def may_be(path: str, blob: Blob, name: str) -> bool:
    """Whether an objective or a KPI may go by a name: that of its file, or an alias."""
    own = path.endswith(f"/{name}.yaml")
    return own or (may_hold(path, blob, "aliases") and may_hold(path, blob, name))


def words_of(goal: Objective) -> set[str]:
    """What a file has in it that names a goal: the last word of each of its addresses."""
    return {goal.id, *(alias.rpartition("/")[2] for alias in goal.aliases)}


def parents_of(goal: Objective) -> set[str]:
    """The ids of the objectives that a goal supports, as it writes them."""
    return {text.partition("#")[0].rpartition("/")[2] for text in goal.supports}


def first_holder(goals: Files, held: Files, key: str) -> Files:
    """One more goal with a key result of that id: where there is one, the id alone is no name."""
    from okrctl.load.loading import load

    for path, blob in candidates(goals, held, key):
        names = load(Part({path: blob})).workspace.directory.key_results
        if any(key in names_of for names_of in names.values()):
            return {path: blob}
    return {}


def candidates(goals: Files, held: Files, key: str) -> Iterator[tuple[str, Blob]]:
    """The goals outside of a part whose file may have a name in it."""
    for path, blob in goals.items():
        if path not in held and may_hold(path, blob, key):
            yield path, blob


def is_told(here: Context, goal: Objective) -> bool:
    """Whether no other goal stands on the page of this one."""
    workspace = here.loaded.workspace
    addresses = (goal.address, *(kr.address for kr in goal.key_results))
    backed = any(str(address) in workspace.supporters for address in addresses)
    return not backed and not any(need.objective for need in goal.needs)
