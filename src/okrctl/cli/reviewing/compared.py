"""Both sides loaded and compared, with the commits that the first line of every page names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.reviewing.revisions import Revisions
from okrctl.cli.reviewing.sides import both

if TYPE_CHECKING:
    from okrctl.changes.compare import Comparison
    from okrctl.changes.entries import Recorded
    from okrctl.pages.changes import Between


def comparison(here: Context, between: Revisions) -> Comparison:
    """The changes from one revision to the other, or to the files on disk."""
    from okrctl.changes.compare import compare

    base, head = both(here, between)
    return compare(base, head, recorded(here, between))


def recorded(here: Context, between: Revisions) -> Recorded:
    """When the entries of the change were written: by their commits, and now on disk."""
    from okrctl.changes.entries import Recorded
    from okrctl.store.additions import first_authored
    from okrctl.store.history import head

    tip = between.head or head(here.git).commit
    if tip is None:
        return Recorded(here.now)
    by_file = first_authored(here.git, between.base, tip, "checkins", "readings")
    now: datetime | None = here.now if between.head is None else None
    return Recorded(now, by_file)


def said(here: Context, between: Revisions) -> Between:
    """The commits for the first line."""
    from okrctl.pages.changes import Between
    from okrctl.store.history import dirty, head

    if between.head is not None:
        return Between(between.base, between.base_is, between.head)
    tip = head(here.git).commit or "nothing"
    return Between(between.base, between.base_is, tip, len(dirty(here.git, on_disk(here, tip))))


def on_disk(here: Context, tip: str) -> tuple[str, ...]:
    """The files of the workspace on disk, and those that its commit has."""
    from okrctl.store.revision import revision_tree

    committed = revision_tree(here.git, tip).listed if tip != "nothing" else {}
    return tuple(dict.fromkeys((*here.tree.files(), *committed)))
