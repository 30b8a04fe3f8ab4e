"""Whether a new value made a step that asks for a reason."""

from __future__ import annotations

from decimal import Decimal

from okrctl.changes.kpis import users
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult, Move
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


def jump(entry: Entry, workspace: Workspace) -> str:
    """The value before a step that is too large; empty where the step is none, or small."""
    value = entry.value
    if value is None:
        return ""
    goal = workspace.by_address.get(entry.subject)
    before = _before(entry, workspace)
    if isinstance(goal, Kpi):
        moves = [kr for kr in users(goal.id, workspace) if kr.kpi == goal.id and not kr.segment]
        most = goal.expect.max_jump if goal.expect else None
        too_far = before is not None and most is not None and abs(value - before) > most
        whole = not entry.has("segment")
        leaps = too_far or (whole and any(_leaps(kr, before, value) for kr in moves))
    else:
        leaps = isinstance(goal, KeyResult) and _leaps(goal, before, value)
    return str(_start(goal) if before is None else before) if leaps else ""


def _start(goal: object) -> object:
    return goal.baseline if isinstance(goal, Move) else "the baseline"


def _leaps(key_result: KeyResult, before: Decimal | None, value: Decimal) -> bool:
    """More than half of the way at once, or past the target that was not reached before."""
    if not isinstance(key_result, Move):
        return False
    start, target = key_result.baseline, key_result.target
    if not isinstance(start, Decimal) or not isinstance(target, Decimal):
        return False
    before = start if before is None else before
    past = (value - target) * (target - start) > 0 >= (before - target) * (target - start)
    return past or abs(value - before) * 2 > abs(target - start)


def _before(entry: Entry, workspace: Workspace) -> Decimal | None:
    """The number said before an entry of the same segment; none where it is the first."""
    numbers = [
        one.value
        for one in workspace.journal.about(entry.subject)
        if one.order < entry.order
        and one.value is not None
        and one.fields.get("segment") == entry.fields.get("segment")
    ]
    return numbers[-1] if numbers else None
