"""Which cycle is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.cycles import quarter
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle


def cycle_to_plan(here: Context, name: str | None) -> Cycle:
    """The cycle that is said, else the one after the current one; this quarter before any goal."""
    from okrctl.model.succession import following

    workspace = here.loaded.workspace
    if name is not None:
        cycle = workspace.calendars.cycle(name)
        if cycle is None:
            raise UsageError(f"{name!r} is no cycle", "write it as 2027-Q1, 2027-H1 or 2027")
        return cycle
    current = workspace.current_cycle(here.as_of)
    after = following(workspace.calendars, current) if current else None
    return after or quarter(workspace.calendars, here.as_of)
