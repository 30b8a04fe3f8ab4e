"""Where a KPI stands."""

from __future__ import annotations

import pytest

from measure.goals import WEEKLY, measured
from measure.kpis import gauges, kpi, reading
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


def test_a_sum_is_exact_at_the_threshold() -> None:
    """0.1 + 0.2 at a threshold of 0.3 is healthy."""
    lines = [reading("a", "2026-11-20", "0.1"), reading("b", "2026-11-20", "0.2")]
    files = {"a": "", "b": "", "c": "formula: a + b\nhealthy: {at_least: 0.3}"}
    found = gauges(files, lines, "2026-11-20")
    assert found.state(kpi(found, "c")).health == "healthy"
    summed = {"a": "aggregate: sum\nhealthy: {at_most: 0.3}\nbetter: lower"}
    lines = [reading("a", "2026-11-19", "0.1"), reading("a", "2026-11-20", "0.2")]
    found = gauges(summed, lines, "2026-11-22")
    assert found.state(kpi(found, "a")).health == "healthy"


def test_a_total_is_judged_by_its_period() -> None:
    """12 in the week before, 3 so far in the running one: the limit is of a whole week."""
    lines = [reading("a", f"2026-11-{day}", value) for day, value in [(10, 5), (12, 7), (17, 3)]]
    found = gauges({"a": "aggregate: sum\nhealthy: {at_least: 10}"}, lines, "2026-11-18")
    state = found.state(kpi(found, "a"))
    assert (state.health, state.latest and state.latest.value, state.age_days) == ("healthy", 12, 1)


def test_before_the_first_period_is_over_there_is_no_total() -> None:
    """Two readings of a week that runs are no week."""
    lines = [reading("a", "2026-11-16", 5), reading("a", "2026-11-17", 7)]
    found = gauges({"a": "aggregate: sum"}, lines, "2026-11-18")
    state = found.state(kpi(found, "a"))
    assert (state.health, state.reason) == ("no value", "its first period is not over")


def test_segments_alone_are_no_whole() -> None:
    """And the reason says so."""
    lines = [reading("a", "2026-11-20", 5, ', "segment": {"region": "emea"}')]
    found = gauges({"a": "aggregate: sum\nsegments: {region: [emea, amer]}"}, lines, "2026-11-20")
    state = found.state(kpi(found, "a"))
    assert (state.health, state.reason) == (
        "no value", "no reading of the whole, only of segments",
    )  # fmt: skip
