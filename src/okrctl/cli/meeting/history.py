"""What changed in goals since a day, by the history of the files and the engine of reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.changes.classify import Judged
    from okrctl.cli.reviewing.revisions import Revisions

GOALS = ("CHG1", "CHG2", "CHG3", "CHG4", "CHG6")
"""Beginnings of the codes of changes that a meeting talks about: not entries, moves or details."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes since a day, the worst first, or why they cannot be told."""

    found: tuple[Judged, ...] = ()
    unseen: str = ""


def changed(here: Context, since: date, team: str) -> Changed:
    """The changes of one team's goals, or of everything, since a day began."""
    from okrctl.changes.classify import Review
    from okrctl.cli.reviewing.compared import comparison
    from okrctl.store.git import NoHistory

    if isinstance(here.repository, NoHistory):
        return Changed(unseen=f"There is no history: {here.repository.reason}")
    try:
        between = revisions(here, since)
        if between is None:
            return Changed(unseen=f"No commit is older than {since}: nothing to compare with")
        judged = Review(comparison(here, between), here.as_of).judged
    except (UsageError, EnvironmentFault) as fault:
        return Changed(unseen=f"What changed cannot be said: {fault.message}")
    return Changed(tuple(one for one in judged if told(here, one, team)))


def revisions(here: Context, since: date) -> Revisions | None:
    """The last commit before a day, and the files as the command sees them; none without one."""
    from okrctl.cli.reviewing.revisions import Revisions
    from okrctl.cli.reviewing.since import newest_before

    head = here.revision
    if head is None and here.as_of < here.today:
        head = newest_before(here, here.as_of + timedelta(1))
    base = newest_before(here, since, head or "HEAD")
    return Revisions(base, f"last commit before {since}", head) if base else None


def told(here: Context, judged: Judged, team: str) -> bool:
    """Whether a meeting talks about a change; one team's talks only about that of its goals."""
    if not judged.row.code.startswith(GOALS) or judged.row.collapsed:
        return False
    address = judged.change.address
    if not team:
        return True
    named = address.split("/")[1] if address.count("/") == 2 else ""
    return here.loaded.workspace.team_name(named) == team
