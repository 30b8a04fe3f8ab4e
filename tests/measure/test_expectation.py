"""What a KPI expects of a reading: bounds that count as inside, and the longest jump."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrctl.measure.expectation import surprises
from support import workspace

EXPECT = "expect: {min: 0, max: 100, max_jump: 15}"


@pytest.mark.parametrize(
    ("value", "before", "bounds"),
    [
        ("50", None, []),
        ("0", "15", []),
        ("100", "85", []),
        ("-0.1", None, ["min"]),
        ("100.1", "99", ["max"]),
        ("50", "34.9", ["max_jump"]),
        ("200", "50", ["max", "max_jump"]),
    ],
)
def test_a_value_is_held_against_each_bound(
    value: str, before: str | None, bounds: list[str]
) -> None:
    """A jump only where there is a value before it."""
    (kpi,) = workspace(f"# kpis/cover.yaml\ntitle: C\nbetter: higher\n{EXPECT}\n").workspace.kpis
    found = surprises(kpi, Decimal(value), Decimal(before) if before else None)
    assert [one.bound for one in found] == bounds


def test_without_expectations_nothing_surprises() -> None:
    """A KPI may say nothing about its readings."""
    (kpi,) = workspace("# kpis/cover.yaml\ntitle: C\nbetter: higher\n").workspace.kpis
    assert list(surprises(kpi, Decimal(10**9), Decimal(0))) == []
