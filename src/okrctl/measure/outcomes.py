"""Outcomes: what was let go before its end, so that nobody owes anything for it any more."""

from __future__ import annotations

from datetime import date

from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

LEFT_OUT = frozenset({"dropped", "drop", "deferred"})
"""Outcomes after which a goal is nobody's any more."""


def is_left_out(of: Objective | KeyResult, workspace: Workspace, day: date) -> bool:
    """Whether a goal was dropped or deferred by a day, so that nothing counts it any more."""
    address = str(of.address)
    if address not in workspace.journal.closed:
        return False
    entries = workspace.journal.about(address, day)
    outcomes = (entry.text("outcome") for entry in reversed(entries) if entry.has("outcome"))
    return next(outcomes, "") in LEFT_OUT
