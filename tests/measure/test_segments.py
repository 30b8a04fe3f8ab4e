"""Parts of a KPI: what they come to together, and whether that is the whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from measure.kpis import gauges, kpi, reading
from okrctl.measure.aggregates import name_of
from okrctl.measure.segments import Breakdown, Mismatch, across, breakdown, mismatches
from okrctl.model.formula import Missing

DAY = date(2026, 11, 22)
PARTS = {"emea": Decimal("0.1"), "amer": Decimal("0.2")}


def lines(**values: str) -> list[str]:
    """A reading of 20 November for each region, and one of the `whole`."""
    return [
        reading("k", "2026-11-20", value,
                "" if name == "whole" else f', "segment": {{"region": "{name}"}}')
        for name, value in values.items()
    ]  # fmt: skip


def files(aggregate: str) -> dict[str, str]:
    """A KPI of two regions."""
    return {"k": f"aggregate: {aggregate}\nsegments: {{region: [emea, amer]}}"}


def together(aggregate: str, weights: Mapping[str, Decimal] | None = None) -> Decimal | str:
    """What 0.1 and 0.2 come to, or why nothing."""
    found = gauges(files(aggregate), [], DAY)
    value = across(kpi(found, "k"), PARTS, weights)
    return value.reason if isinstance(value, Missing) else value


@pytest.mark.parametrize(
    ("aggregate", "value"),
    [("sum", "0.3"), ("count", "0.3"), ("min", "0.1"), ("max", "0.2")],
)
def test_parts_come_to_the_aggregate(aggregate: str, value: str) -> None:
    """Exactly."""
    assert together(aggregate) == Decimal(value)


def test_a_mean_needs_weights() -> None:
    """A quarter of 0.1 and three of 0.2 are 0.175; without every weight nothing is said."""
    weights = {"emea": Decimal(1), "amer": Decimal(3)}
    assert together("mean", weights) == Decimal("0.175")
    assert together("mean") == "a mean of parts needs the weight of each"
    assert together("mean", {"emea": Decimal(1)}) == "a mean of parts needs the weight of each"
    assert together("mean", dict.fromkeys(PARTS, Decimal(0))) == "the weights of the parts are 0"


def test_last_values_make_no_whole() -> None:
    """The last of the parts is one part."""
    assert together("last") == "the last values of parts do not make one of the whole"


def broken_down(aggregate: str, **values: str) -> Breakdown:
    """A KPI by region."""
    found = gauges(files(aggregate), lines(**values), DAY)
    return breakdown(found.values.workspace, kpi(found, "k"), "region", DAY)


def test_by_a_dimension() -> None:
    """In the order of the file, each with its value."""
    found = broken_down("sum", amer="5", emea="7")
    assert {name: of and of.value for name, of in found.parts.items()} == {"emea": 7, "amer": 5}
    assert list(found.parts) == ["emea", "amer"]
    assert found.period is not None
    assert (name_of(found.period), found.together) == ("2026-W47", 12)


def test_a_missing_part_is_named() -> None:
    """Never taken for 0."""
    found = broken_down("sum", emea="7")
    assert (found.together, found.reason) == (None, "amer has no reading for 2026-W47")
    assert found.parts["amer"] is None
    nothing = broken_down("sum")
    assert (nothing.period, nothing.reason) == (None, "no reading yet")


def unequal(aggregate: str, **values: str) -> tuple[Mismatch, ...]:
    """Where parts and whole differ."""
    found = gauges(files(aggregate), lines(**values), DAY)
    return mismatches(found.values.workspace, kpi(found, "k"), DAY)


def test_a_sum_that_does_not_add_up() -> None:
    """0.1 and 0.2 are 0.3, and not 0.31."""
    assert unequal("sum", emea="0.1", amer="0.2", whole="0.3") == ()
    (found,) = unequal("sum", emea="0.1", amer="0.2", whole="0.31")
    assert (found.kpi, found.dimension, name_of(found.period)) == ("k", "region", "2026-W47")
    assert (found.together, found.whole.value) == (Decimal("0.3"), Decimal("0.31"))
    assert [point.value for part in found.parts.values() for point in part.points] == [
        Decimal("0.1"), Decimal("0.2"),
    ]  # fmt: skip


def test_what_is_not_all_there_is_not_compared() -> None:
    """A part or the whole unread, a KPI that is no sum."""
    assert unequal("sum", emea="0.1", whole="0.31") == ()
    assert unequal("sum", emea="0.1", amer="0.2") == ()
    assert unequal("last", emea="0.1", amer="0.2", whole="0.31") == ()
