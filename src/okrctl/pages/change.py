"""What a check-in changes: the consequence of a new entry, before and after it is saved."""

from __future__ import annotations

from decimal import Decimal

from okrctl.measure.state import KeyResultState, StateName
from okrctl.model.kinds.hold import Hold
from okrctl.pages.blocks import Line, Run, line
from okrctl.pages.numbers import number, percent, ratio
from okrctl.pages.words import STATES


def consequence(before: KeyResultState, after: KeyResultState) -> Line:
    """`7 → 8, the wrong way: 0.53 → 0.35 of expected, at risk → off pace`."""
    report, pace = reported(before, after), paced(before, after)
    separator = ": " if report and pace else ""
    return line(f"{report}{separator}{pace}, ", *state_change(before.state, after.state))


def reported(before: KeyResultState, after: KeyResultState) -> str:
    """The value before and now, and which way that is; the share where there is no value."""
    old, new = latest(before), latest(after)
    if new is None:
        return arrow(percent(before.progress.share), percent(after.progress.share))
    if old is None:
        return number(new)
    if old == new:
        return f"{number(new)}, unchanged"
    return f"{number(old)} → {number(new)}{direction(before, after)}"


def latest(state: KeyResultState) -> Decimal | None:
    """The latest value, none before the first."""
    point = state.history.latest
    return point.value if point else None


def direction(before: KeyResultState, after: KeyResultState) -> str:
    """`, the wrong way` where progress went back, `, outside the line` where a line broke."""
    if isinstance(after.key_result, Hold):
        return ", outside the line" if after.breached else ""
    old, new = before.progress.share, after.progress.share
    return ", the wrong way" if old is not None and new is not None and new < old else ""


def paced(before: KeyResultState, after: KeyResultState) -> str:
    """The ratio before and now, or the progress where pace is not judged by a ratio."""
    if after.judgement.ratio is not None:
        old = before.judgement.ratio
        new = ratio(after.judgement.ratio)
        return f"{new if old is None else arrow(ratio(old), new)} of expected"
    if latest(after) is None:
        return after.judgement.words
    return arrow(percent(before.progress.share), percent(after.progress.share))


def arrow(old: str, new: str) -> str:
    """`0.53 → 0.35`, or one of them where both are the same."""
    return new if old == new else f"{old} → {new}"


def state_change(before: StateName, after: StateName) -> tuple[Run, ...]:
    """`at risk → off pace`, or the state where it stays."""
    now = Run(after, STATES[after][1])
    return (now,) if before == after else (Run(before, STATES[before][1]), Run(" → "), now)
