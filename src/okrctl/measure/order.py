"""Order: which objectives are measured before which, and the loops among them.

A key result that is measured by others waits for the objectives that support it, wherever their
cycle; nothing else waits. Members of a loop would wait for one another for ever, so they do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from okrctl.model.calendar import Cycle
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """Objectives, those that carry others first; and the loops, each from its first address."""

    objectives: tuple[Objective, ...]
    loops: tuple[tuple[str, ...], ...]

    def looped(self, key_result: KeyResult, carriers: tuple[Objective, ...]) -> bool:
        """Whether a key result waits for itself: its objective and a carrier are in one loop."""
        own = str(key_result.address.objective)
        return any(
            own in loop and any(str(carrier.address) in loop for carrier in carriers)
            for loop in self.loops
        )


def carriers_of(workspace: Workspace, key_result: KeyResult) -> tuple[Objective, ...]:
    """The objectives that make the progress of a key result; drafts count nowhere."""
    if not key_result.carried:
        return ()
    supporters = workspace.supporters.get(str(key_result.address), ())
    return tuple(objective for objective in supporters if not objective.draft)


def order_of(workspace: Workspace, cycle: Cycle) -> Order:
    """The objectives of a cycle, and those of any cycle that carry them, in a lawful order."""
    found = {
        str(objective.address): objective
        for objective in workspace.objectives
        if objective.address.cycle == cycle.name and not objective.draft
    }
    graph: dict[str, list[str]] = {}
    waiting = list(found.values())
    while waiting:
        objective = waiting.pop()
        carriers = [c for kr in objective.key_results for c in carriers_of(workspace, kr)]
        graph[str(objective.address)] = list(dict.fromkeys(str(c.address) for c in carriers))
        fresh = {str(c.address): c for c in carriers if str(c.address) not in found}
        found |= fresh
        waiting.extend(fresh.values())
    names, loops = _sorted(graph)
    return Order(tuple(found[name] for name in names), loops)


def _sorted(graph: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The names, what each waits for before it, once the loops are cut; and those loops."""
    loops: list[tuple[str, ...]] = []
    while True:
        try:
            return tuple(TopologicalSorter(graph).static_order()), tuple(sorted(loops))
        except CycleError as error:
            loop: list[str] = error.args[1][1:]
            start = loop.index(min(loop))
            loops.append((*loop[start:], *loop[:start]))
            for name in loop:
                graph[name] = [other for other in graph[name] if other not in loop]
