"""The day on which what is said was true, and why nothing can be said of it any more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle


def true_day(said: date | None, today: date, cycle: Cycle | None) -> date | None:
    """The day to write into an entry; none where it is the day on which it is recorded.

    In a cycle that has ended it is its last day, unless another is said. UsageError for a day to
    come, and for a cycle that has not begun.
    """
    if said is not None and said > today:
        raise UsageError(f"--day {said} is still to come", f"today is {today}")
    if cycle is not None and said is None and today < cycle.first:
        raise UsageError(
            f"{cycle.name} begins on {cycle.first}, and nothing can be true in it before",
            "okrctl status --cycle names the running one",
        )
    if cycle is not None and said is not None and not cycle.contains(said):
        raise UsageError(
            f"--day {said} lies outside {cycle.name}, which is {cycle.first} to {cycle.last}",
            f"such as --day {min(max(said, cycle.first), cycle.last, today)}",
        )
    if said is None and cycle is not None and today > cycle.last:
        return cycle.last
    return None if said == today else said


def refuse_when_closed(state: str, cycle: str, team: str) -> None:
    """UsageError where a team has closed its cycle."""
    if state == "closed":
        raise UsageError(
            f"{team} has closed {cycle}, so its numbers stand",
            f"to reopen it: okrctl close {cycle} --team {team} --reopen --why …",
        )


def refuse_when_out(state: str, name: str, reason: str) -> None:
    """UsageError where a key result was dropped or deferred."""
    if state in ("dropped", "deferred"):
        why = f": {reason}" if reason else ""
        raise UsageError(
            f"{name} was {state}{why}",
            "to take it up again, withdraw the entry that says so: okrctl checkin --void ENTRY",
        )
