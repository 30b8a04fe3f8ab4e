"""Since when a changelog tells: a revision, or a day."""

from __future__ import annotations

from datetime import date, datetime

from okrctl.cli.context import Context
from okrctl.cli.reviewing.revisions import Revisions, commit, exists, refuse_without_commits
from okrctl.errors import EnvironmentFault, UsageError


def since(here: Context, said: str) -> tuple[Revisions, date | None]:
    """The revision that is meant, and the day if it was one; UsageError where it is neither."""
    refuse_without_commits(here)
    if exists(here, said):
        return Revisions(commit(here, said), said), None
    try:
        day = here.day(said)
    except UsageError:
        raise UsageError(
            f"--since {said}: neither a revision nor a day", "--since v1.2, --since 2026-10-01"
        ) from None
    return Revisions(last_before(here, day), f"last commit before {day}"), day


def last_before(here: Context, day: date) -> str:
    """The newest commit of HEAD's first parents that was committed before a day began."""
    found = newest_before(here, day)
    if found is None and here.git.shallow:
        raise EnvironmentFault(
            f"this clone is shallow, and no commit before {day} is here", "git fetch --unshallow"
        )
    if found is None:
        raise UsageError(f"no commit is older than {day}", "git log shows since when there are any")
    return found


def newest_before(here: Context, day: date, tip: str = "HEAD") -> str | None:
    """The newest of a tip's first parents that was committed before a day began, if there is one.

    The tip is one of them.
    """
    calendars = here.loaded.workspace.calendars
    printed = here.git.read("log", "-z", "--first-parent", "--format=%H %cI", tip, "--")
    for record in printed.decode().split("\0"):
        sha, _, committed = record.strip().partition(" ")
        if sha and calendars.local_day(datetime.fromisoformat(committed)) < day:
            return sha
    return None
