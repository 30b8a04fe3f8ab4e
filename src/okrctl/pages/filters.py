"""Filters: which objectives of a state a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrctl.measure.state import ObjectiveState, State, StateName, TeamState
from okrctl.model.workspace import Workspace
from okrctl.pages.document import Fact


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a page; what is empty narrows nothing.

    `owner` owns the objective; `mine` owns it or one of its key results; `state` is that of the
    objective.
    """

    team: str = ""
    owner: str = ""
    mine: str = ""
    state: StateName | None = None

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.team or self.owner or self.mine or self.state)

    def shows(self, objective: ObjectiveState, workspace: Workspace) -> bool:
        """Whether an objective passes all of it."""
        owners = {
            objective.owner,
            *(workspace.owner(kr.key_result) for kr in objective.key_results),
        }
        return (
            self.team in ("", objective.address.team)
            and self.owner in ("", objective.owner)
            and (not self.mine or self.mine in owners)
            and self.state in (None, objective.state)
        )

    def facts(self) -> dict[str, Fact]:
        """The filters that are set."""
        named = {"team": self.team, "owner": self.owner, "mine": self.mine, "state": self.state}
        return {name: value for name, value in named.items() if value}


EVERYTHING = Filters()


def narrowed(state: State, workspace: Workspace, filters: Filters) -> Iterator[TeamState]:
    """The teams of which something passes, with what passes; their mean stays that of all."""
    for team in state.teams:
        objectives = tuple(o for o in team.objectives if filters.shows(o, workspace))
        if objectives:
            yield TeamState(team.team, team.title, objectives, team.progress)
