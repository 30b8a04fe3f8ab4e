"""The signs and roles of states, flags and health: one grammar for every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from okrctl.measure.charts import Chart, Movement
from okrctl.measure.signals import Rule
from okrctl.measure.state import Flag, GaugeState, StateName
from okrctl.pages.blocks import Inline, Mark, Role, Run, Sign
from okrctl.pages.numbers import number, points, short_day

STATES: Mapping[StateName, tuple[Sign, Role]] = {
    "off pace": ("bad", "bad"),
    "at risk": ("warn", "warn"),
    "stale": ("stale", "quiet"),
    "no data": ("nothing", "quiet"),
    "too early": ("early", "quiet"),
    "on pace": ("good", "good"),
    "done": ("done", "good"),
    "closed": ("closed", "plain"),
    "dropped": ("out", "quiet"),
    "deferred": ("out", "quiet"),
}
"""Each state's sign, and the role of its word."""

HEALTH: Mapping[str, tuple[Sign, Role]] = {
    "critical": ("bad", "bad"),
    "warning": ("warn", "warn"),
    "stale": ("stale", "quiet"),
    "no value": ("nothing", "quiet"),
    "no threshold": ("unknown", "quiet"),
    "healthy": ("good", "good"),
}
"""Each health's sign, and the role of its word; worst first."""

MOVEMENTS: Mapping[Movement, Role] = {
    "improving": "good",
    "drifting": "bad",
    "steady": "plain",
    "too few": "quiet",
    "unknown": "quiet",
}
"""The role of each movement's word."""

SIGNALS: Mapping[Rule, str] = {
    "outside": "{value} lies outside the limits",
    "near": "3 of 4 lie near the {side} limit",
    "run": "{count} in a row lie {side} the centre",
}
"""What each signal says."""

FLAGS: Mapping[Flag, Sign] = {"blocked": "blocked", "regressed": "regressed"}
"""The flags that have a sign. What is overdue shows in its age."""


def state_words(state: StateName, flags: Iterable[Flag] = ()) -> tuple[Inline, ...]:
    """`✗ off pace⚑`: the sign, the word, and the signs of the flags."""
    sign, role = STATES[state]
    up = frozenset(flags)
    marks = (Mark(sign) for flag, sign in FLAGS.items() if flag in up)
    return (Mark(sign), Run(" "), Run(state, role), *marks)


def health_words(gauge: GaugeState) -> tuple[Inline, ...]:
    """`▲ warning`."""
    sign, role = HEALTH[gauge.health]
    return (Mark(sign), Run(" "), Run(gauge.health, role))


def signal_words(chart: Chart) -> str:
    """`8 in a row lie above the centre, last 20 Nov`; empty where no signal speaks."""
    signal = chart.signal
    if signal is None:
        return ""
    side = (
        signal.side if signal.rule == "run" else {"above": "upper", "below": "lower"}[signal.side]
    )
    last = chart.points[signal.last]
    count = signal.last - signal.first + 1
    words = SIGNALS[signal.rule].format(value=number(last.value), side=side, count=count)
    of = "" if chart.middle is None else f" of the distance to {number(chart.middle)}"
    return f"{words}{of}, {short_day(last.day)}"


def sorted_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Flags in the order of the alphabet, so that output is the same each time."""
    return tuple(sorted(flags))


def delta(share: Decimal | None) -> Run:
    """A gain in points, in the role of its direction."""
    text = points(share)
    role: Role = "good" if text.startswith("+") else "bad" if text.startswith("-") else "plain"
    return Run(text, role)
