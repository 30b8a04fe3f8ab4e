"""What a tree of goals holds: the goals of a cycle, all they serve, and what serves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.address import KeyResultAddress
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

States = Mapping[str, ObjectiveState | KeyResultState]


@dataclass(frozen=True)
class Lineage:
    """The goals of a cycle and what they support, also in the longer cycles around it.

    `states` are those of all of these cycles. `unaligned` are addresses of objectives that support
    nothing although somebody is above them, `unsupported` of key results that no team supports.
    """

    state: State
    workspace: Workspace
    states: States
    unaligned: frozenset[str] = field(default_factory=frozenset)
    unsupported: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def shown(self) -> Mapping[str, ObjectiveState]:
        """Every objective of the tree by address: those of the cycle, then what they serve."""
        found: dict[str, ObjectiveState] = {str(o.address): o for o in self.state.objectives}
        waiting = list(found.values())
        while waiting:
            for parent in self.parents(waiting.pop(0)):
                if str(parent.address) not in found:
                    found[str(parent.address)] = parent
                    waiting.append(parent)
        return found

    def parents(self, state: ObjectiveState) -> Iterator[ObjectiveState]:
        """The objectives that one supports, as far as they are measured."""
        for address in self.workspace.parents.get(str(state.address), ()):
            goal = address.objective if isinstance(address, KeyResultAddress) else address
            found = self.states.get(str(goal))
            if isinstance(found, ObjectiveState):
                yield found

    def below(self, address: str) -> tuple[ObjectiveState, ...]:
        """What supports an objective as a whole, or one key result, in the order of paths."""
        supporters: tuple[Objective, ...] = self.workspace.supporters.get(address, ())
        found = (self.shown.get(str(one.address)) for one in supporters)
        return tuple(one for one in found if one is not None)

    @property
    def tops(self) -> tuple[ObjectiveState, ...]:
        """The objectives that support nothing that is shown, and need not."""
        return tuple(
            one
            for address, one in self.shown.items()
            if address not in self.unaligned and not any(self.parents(one))
        )

    @property
    def loose(self) -> tuple[ObjectiveState, ...]:
        """The objectives that support nothing although they should."""
        return tuple(one for address, one in self.shown.items() if address in self.unaligned)
