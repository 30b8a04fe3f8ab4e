"""How everything stood on an earlier day, by the files of then: `okrctl status --since`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from okrctl.cli.basis import SHORT, basis
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import State
    from okrctl.pages.document import Document
    from okrctl.pages.filters import Filters
    from okrctl.pages.since.moves import Side


def since_then(here: Context, said: str, now: State, filters: Filters) -> Document:
    """The page of what everything did since a day or a revision; UsageError where it is neither."""
    from okrctl.pages.since.moves import Side, Since
    from okrctl.pages.since.page import since_page

    then = side_of(here, said, now)
    return since_page(Since(then, Side(now, here.loaded.workspace), filters), basis(here))


def side_of(here: Context, said: str, now: State) -> Side:
    """The cycle as it stood at the end of a day, or on the day of a revision, by its files."""
    from okrctl.load.loading import load
    from okrctl.measure.measure import measure
    from okrctl.pages.since.moves import Side
    from okrctl.store.revision import revision_tree
    from okrctl.store.worktree import WORKSPACE_FILE

    day, commit = meant(here, said)
    if day > now.as_of:
        raise UsageError(f"--since {said}: {day} lies after {now.as_of}, the day that is looked at")
    instead = "" if commit else why_not(here)
    tree = revision_tree(here.git, commit) if commit else here.tree
    if commit and WORKSPACE_FILE not in tree.files():
        tree, commit, instead = here.tree, "", f"{WORKSPACE_FILE} was not there yet"
    workspace = load(tree).workspace if commit else here.loaded.workspace
    return Side(measure(workspace, day, now.cycle), workspace, commit[:SHORT], instead)


def meant(here: Context, said: str) -> tuple[date, str]:
    """The day that is meant and the commit whose files tell of it, empty where there is none."""
    from okrctl.cli.reviewing.revisions import exists
    from okrctl.cli.reviewing.since import newest_before
    from okrctl.store.git import NoHistory
    from okrctl.store.history import resolve

    has_history = not isinstance(here.repository, NoHistory)
    if has_history and exists(here, said):
        commit = resolve(here.git, said)
        return committed_on(here, commit), commit
    try:
        day = here.day(said)
    except UsageError as error:
        raise UsageError(f"--since {error.message}, and no revision", error.next_step) from None
    tip = here.revision or (head_commit(here) if has_history else "")
    return day, (newest_before(here, day + timedelta(1), tip) or "") if tip else ""


def committed_on(here: Context, commit: str) -> date:
    """The day of a commit, where the workspace is."""
    printed = here.git.read("log", "-1", "--format=%cI", commit, "--").decode().strip()
    return here.loaded.workspace.calendars.local_day(datetime.fromisoformat(printed))


def head_commit(here: Context) -> str:
    """The commit of HEAD; empty before the first."""
    from okrctl.store.history import head

    return head(here.git).commit or ""


def why_not(here: Context) -> str:
    """Why no commit says how it was on a day."""
    from okrctl.store.git import NoHistory

    if isinstance(here.repository, NoHistory):
        return here.repository.reason
    return "the clone is shallow" if here.git.shallow else "no commit is that old"
