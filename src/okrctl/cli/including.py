"""The included workspaces of a page: each measured by its own calendar and policy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.pages.included import Included


def included(here: Context) -> tuple[Included, ...]:
    """How each included workspace stands; none at a revision, where nobody knows theirs."""
    includes = here.loaded.workspace.settings.include
    if here.at_text is not None or not (includes or here.checkouts):
        return ()
    return tuple(_standing(here, here.into(member)) for member in here.organisation.shown)


def _standing(here: Context, there: Context) -> Included:
    from okrctl.cli.narrowing.cycle import of_cycle
    from okrctl.measure.measure import measure
    from okrctl.pages.included import Included

    there = of_cycle(there)
    workspace = there.loaded.workspace
    cycle = there.cycle
    return Included(
        there.within,
        os.path.relpath(there.root, here.root),
        workspace.settings.organization or "",
        measure(workspace, there.as_of, cycle) if cycle else None,
        sum(1 for one in there.loaded.findings if one.weight == "error"),
    )
