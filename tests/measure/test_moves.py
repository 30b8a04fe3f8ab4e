"""Whether KPIs moved over a cycle: from the day before it to its end, and by signal."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from okrctl.measure.moves import kpis_of, moved
from support import Space, workspace

FIRST = date(2026, 10, 1)
TEXT = """\
# kpis/coverage.yaml
title: Coverage
better: higher
cadence: weekly
healthy: {at_least: 70}
# kpis/said.yaml
title: Said
better: higher
supports: [ops/calm]
# kpis/other.yaml
title: Other
better: higher
# goals/2026-Q4/ops/calm.yaml
title: Calm
key_results: {up: {title: Up, kpi: coverage, from: 50, to: 80}}
# readings/2026/one.jsonl
"""


def space(values: list[int]) -> Space:
    """Weekly readings of coverage, the first two of them before the quarter."""
    days = [FIRST + timedelta(7 * number - 9) for number in range(len(values))]
    readings = "".join(
        json.dumps({"id": f"{number:013}", "at": f"{day}T09:00:00Z", "who": "ci",
                    "kpi": "coverage", "value": value}) + "\n"
        for number, (day, value) in enumerate(zip(days, values, strict=True))
    )  # fmt: skip
    return workspace(TEXT + readings)


@pytest.mark.parametrize(
    ("values", "movement"),
    [
        ([50, 51, 50, 51, 50, 51, 50, 60, 70, 80, 85, 90], "improving"),
        ([50, 51, 50, 51, 50, 51, 50, 40, 30, 20, 15, 10], "drifting"),
        ([50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 50, 51], "steady"),
        ([50, 51, 60], "too few"),
    ],
)
def test_it_moved_where_a_signal_says_so(values: list[int], movement: str) -> None:
    """From the last reading before the cycle to the last within it."""
    found = space(values).workspace
    cycle = found.calendars.cycle("2026-Q4")
    assert cycle is not None
    (one,) = moved(kpis_of(found.objectives, found)[:1], found, cycle, date(2027, 1, 8))
    assert one.movement == movement
    assert one.before is not None
    assert (one.before.value, one.ended.latest.value) == (values[1], values[-1])  # type: ignore[union-attr]


def test_the_kpis_of_a_goal_are_those_it_is_measured_by_and_those_that_say_so() -> None:
    """Of its key results first, then those that it is the reason to track."""
    found = space([50, 51]).workspace
    assert [kpi.id for kpi in kpis_of(found.objectives, found)] == ["coverage", "said"]
