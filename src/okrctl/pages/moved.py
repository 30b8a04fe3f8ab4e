"""Whether a KPI moved over a cycle, in words, for every page that tells of one."""

from __future__ import annotations

from decimal import Decimal

from okrctl.measure.moves import Moved
from okrctl.pages.blocks import Inline, Mark, Run, Sign, line
from okrctl.pages.document import Fact
from okrctl.pages.facts import day
from okrctl.pages.numbers import NONE, amount, short
from okrctl.pages.words import HEALTH, MOVEMENTS

ANSWERS = {
    "improving": "it moved",
    "drifting": "it moved the wrong way",
    "steady": "it did not move: noise",
    "too few": "too few readings to tell",
    "unknown": "nothing says what is better",
}
"""What each movement says of a KPI that a goal was to move."""


def moved_words(one: Moved) -> tuple[Inline, ...]:
    """`✗ failed-deploys 6 → 9 %  it moved the wrong way`."""
    sign: Sign = HEALTH[one.ended.health][0]
    words = Run(ANSWERS[one.movement], MOVEMENTS[one.movement])
    if ended(one) is None:
        words = Run(one.ended.reason or "no value", "quiet")
    return line(Mark(sign), f" {one.kpi.id}  {way(one)}  ", words).runs


def way(one: Moved) -> str:
    """`6 → 9 %`: where it stood before the cycle and where it ended."""
    unit = one.kpi.unit
    before = NONE if one.before is None else short(one.before.value, unit)
    now = ended(one)
    return f"{before} → {NONE if now is None else amount(now, unit)}"


def ended(one: Moved) -> Decimal | None:
    """The value with which it ended."""
    return one.ended.latest.value if one.ended.latest else None


def moved_facts(one: Moved) -> dict[str, Fact]:
    """A KPI over a cycle as facts."""
    return {
        "address": str(one.kpi.address),
        "title": one.kpi.title,
        "unit": one.kpi.unit,
        "better": one.kpi.better,
        "before": one.before.value if one.before else None,
        "before_day": day(one.before.day) if one.before else None,
        "ended": ended(one),
        "ended_day": day(one.ended.latest.day) if one.ended.latest else None,
        "health": one.ended.health,
        "movement": one.movement,
    }
