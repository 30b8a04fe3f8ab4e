"""Lineage: what is above a goal and below it, as far as the files say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from okrctl.model.address import ObjectiveAddress
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace


def team_of(address: ObjectiveAddress, workspace: Workspace) -> str:
    """The id of an objective's team, whatever name its folder has."""
    return workspace.directory.team_names.get(address.team, address.team)


def teams_above(objective: Objective, workspace: Workspace) -> list[str]:
    """The teams above an objective's, nearest first; a loop of teams ends where it began."""
    teams, found = workspace.settings.teams, [team_of(objective.address, workspace)]
    while (team := teams.get(found[-1])) and team.parent in teams and team.parent not in found:
        found.append(team.parent)
    return found[1:]


def goals_by_team(workspace: Workspace) -> Mapping[tuple[str, str], Sequence[str]]:
    """For each cycle and team its objectives, as `supports` names them."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for cycle, goals in workspace.directory.goals.items():
        for address in goals.values():
            found[cycle, team_of(address, workspace)][address.within_cycle] = None
    return {key: tuple(names) for key, names in found.items()}


def upwards(objective: Objective, workspace: Workspace) -> Iterator[Objective]:
    """An objective and all that it supports, directly or not, each once."""
    seen, waiting = {str(objective.address)}, [objective]
    while waiting:
        one = waiting.pop()
        yield one
        for parent in workspace.parents[str(one.address)]:
            address = parent if isinstance(parent, ObjectiveAddress) else parent.objective
            above = workspace.objective(address)
            if above is not None and str(address) not in seen:
                seen.add(str(address))
                waiting.append(above)


def downwards(objectives: Iterable[Objective], workspace: Workspace) -> frozenset[str]:
    """The addresses of objectives and of all that supports them, directly or not."""
    waiting = list(objectives)
    seen = {str(one.address) for one in waiting}
    while waiting:
        for below in supporters_of(waiting.pop(), workspace):
            address = str(below.address)
            if address not in seen:
                seen.add(address)
                waiting.append(below)
    return frozenset(seen)


def supporters_of(objective: Objective, workspace: Workspace) -> Iterator[Objective]:
    """What supports an objective as a whole, or one of its key results."""
    addresses = (objective.address, *(kr.address for kr in objective.key_results))
    for address in addresses:
        yield from workspace.supporters.get(str(address), ())


def is_unclear(objective: Objective, workspace: Workspace) -> bool:
    """Whether something it supports is unknown, lies elsewhere, or cannot be read."""
    parents = workspace.parents[str(objective.address)]
    known = (one if isinstance(one, ObjectiveAddress) else one.objective for one in parents)
    return len(parents) < len(objective.supports) or not all(map(workspace.objective, known))


def unclear_cycles(workspace: Workspace) -> frozenset[str]:
    """Cycles of whose goals nobody can say that nothing supports them.

    Something in them, or in a cycle inside, cannot be read, or names its parent wrongly.
    """
    unclear = {address.split("/")[0] for address in workspace.broken if address.count("/") == 2}
    unclear |= {
        objective.address.cycle
        for objective in workspace.objectives
        if is_unclear(objective, workspace)
    }
    return frozenset(around for cycle in unclear for around in workspace.cycles_around(cycle))
