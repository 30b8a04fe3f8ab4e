"""Where a KPI stands."""

from __future__ import annotations

import pytest

from measure.goals import WEEKLY, measured
from okrctl.measure.state import GaugeState

BOTH = "healthy: {at_least: 75}\nwarning: {at_least: 70}"


def gauge(value: float | None, thresholds: str = BOTH, as_of: str = "2026-11-21") -> GaugeState:
    """A weekly KPI that was read on Friday 20 November."""
    text = WEEKLY + (
        '# kpis/cover.yaml\ntitle: Coverage\nowner: mira\nunit: "%"\nbetter: higher\n'
        f"cadence: weekly on friday\n{thresholds}\n"
    )
    if value is not None:
        text += (
            f'# readings/2026/one.jsonl\n{{"at": "2026-11-20", "kpi": "cover", "value": {value}}}\n'
        )
    return measured(text, as_of).state.gauges[0]


@pytest.mark.parametrize(
    ("value", "health"),
    [(75, "healthy"), (74.9, "warning"), (70, "warning"), (69.9, "critical")],
)
def test_health_is_by_the_thresholds(value: float, health: str) -> None:
    """A bound is inside; outside warning is critical."""
    assert gauge(value).health == health


def test_never_healthy_by_default() -> None:
    """Without a threshold nothing is known, with a warning alone the best is a warning."""
    assert gauge(80, "").health == "no threshold"
    assert gauge(80, "warning: {at_least: 70}").health == "warning"
    assert gauge(60, "healthy: {at_least: 70}").health == "critical"


def test_no_reading_is_no_value() -> None:
    """And no 0."""
    found = gauge(None)
    assert (found.health, found.latest, found.reason) == ("no value", None, "no reading yet")


@pytest.mark.parametrize(
    ("as_of", "health"),
    [("2026-11-20", "healthy"), ("2026-11-30", "healthy"), ("2026-12-01", "stale"),
     ("2028-01-01", "stale")],
)  # fmt: skip
def test_silence_is_stale(as_of: str, health: str) -> None:
    """Due on 27 November with three days of grace, whatever cycle runs."""
    assert gauge(80, as_of=as_of).health == health
