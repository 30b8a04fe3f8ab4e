"""What is a person's, and what of it is due: stale first, then by the day on which it was due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState, State
    from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Owed:
    """The key results that a person reports, and those of them that are due."""

    mine: tuple[KeyResultState, ...]
    due: tuple[KeyResultState, ...]


def owed(workspace: Workspace, states: Iterable[State], who: str) -> Owed:
    """What `who` owns in these states and can report, and what of it waits for a check-in."""
    from okrctl.measure.due import can_be_reported, check_in_day

    mine = [
        found
        for state in states
        for found in state.key_results
        if workspace.owner(found.key_result) == who and can_be_reported(found)
    ]
    days = {str(found.address): check_in_day(workspace, found) for found in mine}
    waiting = [
        (found.state != "stale", day, str(found.address), found)
        for found in mine
        if (day := days[str(found.address)]) is not None and day <= found.history.as_of
    ]
    return Owed(tuple(mine), tuple(entry[-1] for entry in sorted(waiting, key=lambda w: w[:3])))


def running(workspace: Workspace, day: date) -> tuple[str, ...]:
    """The cycles with goals that contain a day, the shortest first."""
    found = [cycle for cycle in workspace.cycles.values() if cycle.contains(day)]
    return tuple(cycle.name for cycle in sorted(found, key=lambda cycle: (cycle.days, cycle.name)))
