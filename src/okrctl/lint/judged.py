"""What is judged: a goal by all rules while its cycle runs, and by those of its data for ever."""

from __future__ import annotations

from datetime import date
from typing import Literal

from okrctl.model.address import ObjectiveAddress
from okrctl.model.workspace import Workspace

Phase = Literal["planned", "active", "ended", "closed"]

OF_HISTORY = ("OKR0", "OKR1")
"""Rules that hold for ever."""
OF_THE_END = "OKR506"
"""The rule that waits for an ended cycle to be closed."""


def is_judged(code: str, phase: Phase) -> bool:
    """Whether a rule speaks about a goal of a cycle in that phase."""
    if code.startswith(OF_HISTORY) or phase in ("planned", "active"):
        return True
    return phase == "ended" and code == OF_THE_END


class Phases:
    """The phase of every goal's cycle on a day; each is looked up once."""

    def __init__(self, workspace: Workspace, day: date) -> None:
        self._workspace = workspace
        self._day = day
        self._known: dict[tuple[str, str], Phase] = {}

    def judges(self, code: str, entity: str) -> bool:
        """Whether a rule speaks about an entity; what lies in no cycle is always judged."""
        cycle, _, rest = entity.partition("/")
        team, _, goal = rest.partition("/")
        if not goal:
            return True
        if (cycle, team) not in self._known:
            self._known[cycle, team] = phase(
                ObjectiveAddress(cycle, team, goal), self._workspace, self._day
            )
        return is_judged(code, self._known[cycle, team])


def phase(address: ObjectiveAddress, workspace: Workspace, day: date) -> Phase:
    """The phase of an objective's cycle: closed is what its team has closed, and not reopened."""
    cycle = workspace.calendars.cycle(address.cycle)
    if cycle is None or day < cycle.first:
        return "planned"
    if workspace.is_closed(address, day):
        return "closed"
    return "active" if day <= cycle.last else "ended"
