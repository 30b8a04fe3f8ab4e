"""What a page rests on: the commit, files that are not in it, errors that it cannot count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.model.calendar import Case
    from okrctl.pages.header import Basis

SHORT = 7


def basis(here: Context) -> Basis:
    """What the pages of this command rest on. Without git there is no commit to name."""
    from okrctl.pages.header import Basis
    from okrctl.store.git import NoHistory
    from okrctl.store.history import dirty, head

    counts = Counter(finding.weight for finding in here.loaded.findings)
    commit, uncommitted = (here.revision or "")[:SHORT], 0
    if here.revision is None and not isinstance(here.repository, NoHistory):
        commit = (head(here.repository).commit or "")[:SHORT]
        uncommitted = len(dirty(here.repository, here.noting.files(), here.noting.ids))
    return Basis(
        commit=commit,
        uncommitted=uncommitted,
        case=case_of(here),
        dated=here.as_of_text is not None or here.revision is not None,
        errors=counts["error"],
        warnings=counts["warning"],
    )


def case_of(here: Context) -> Case:
    """Why the cycle is the one that is shown."""
    workspace = here.loaded.workspace
    if here.cycle_text is not None:
        return "running"
    choice = workspace.calendars.choose(here.as_of, workspace.cycles)
    return choice.case if choice else "running"
