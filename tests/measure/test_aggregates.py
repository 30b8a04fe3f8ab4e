"""What readings come to, period by period."""

from __future__ import annotations

from datetime import date

import pytest

from measure.kpis import gauges, kpi, kpi_file, reading
from okrctl.measure.aggregates import name_of, periods_back
from okrctl.model.cadence import Period, parse, period_of

DAYS = [reading("k", f"2026-11-{day:02}", value) for day, value in
        [(2, 4), (3, 9), (6, 2), (9, 5), (10, 1), (20, 7)]]  # fmt: skip
"""Three readings in week 45, two in week 46, none in week 47's beginning but on its Friday."""


def values(aggregate: str, as_of: str, count: int = 3) -> list[int | None]:
    """What the latest periods came to."""
    found = gauges({"k": f"aggregate: {aggregate}"}, DAYS, as_of)
    periods = found.periods(kpi(found, "k"), count)
    return [None if one.value is None else int(one.value) for one in periods]


@pytest.mark.parametrize(
    ("aggregate", "weeks"),
    [("last", [2, 1, 7]), ("sum", [15, 6, 7]), ("mean", [5, 3, 7]), ("min", [2, 1, 7]),
     ("max", [9, 5, 7]), ("count", [3, 2, 1])],
)  # fmt: skip
def test_finer_readings_come_to_the_aggregate(aggregate: str, weeks: list[int]) -> None:
    """On Sunday all three weeks are over."""
    assert values(aggregate, "2026-11-22") == weeks


@pytest.mark.parametrize(
    ("aggregate", "weeks"),
    [("last", [2, 1, 7]), ("sum", [None, 15, 6]), ("count", [None, 3, 2])],
)
def test_a_total_waits_for_its_end(aggregate: str, weeks: list[int | None]) -> None:
    """On Saturday the week runs: its last value is known, its sum is not."""
    assert values(aggregate, "2026-11-21") == weeks


def test_a_total_of_one_reading_counts_at_once() -> None:
    """Where a week never had two readings, the one of this week is all of it."""
    lines = [reading("k", "2026-11-13", 4), reading("k", "2026-11-18", 6)]
    found = gauges({"k": "aggregate: sum"}, lines, "2026-11-18")
    assert [one.value for one in found.periods(kpi(found, "k"), 2)] == [4, 6]


def test_thirteen_periods_with_their_gaps() -> None:
    """The running one is the last once it has a value, and before that the one before."""
    lines = [reading("k", "2026-11-06", 4), reading("k", "2026-11-20", 6)]
    found = gauges({"k": ""}, lines, "2026-11-20")
    periods = found.periods(kpi(found, "k"))
    assert [one.value for one in periods] == [*[None] * 10, 4, None, 6]
    assert (periods[-2].reason, name_of(periods[-2].period)) == ("no reading", "2026-W46")
    later = gauges({"k": ""}, lines, "2026-11-23")
    assert [one.value for one in later.periods(kpi(later, "k"), 3)] == [4, None, 6]


def test_each_value_names_its_readings() -> None:
    """So that it can be explained."""
    found = gauges({"k": "aggregate: sum"}, DAYS, "2026-11-22")
    first = found.periods(kpi(found, "k"), 3)[0]
    assert [point.value for point in first.points] == [4, 9, 2]
    assert first.point is not None
    assert (first.point.value, first.point.day) == (15, date(2026, 11, 6))


@pytest.mark.parametrize(
    ("cadence", "name"),
    [("daily", "2026-11-20"), ("weekly", "2026-W47"), ("monthly", "2026-11"),
     ("quarterly", "2026-10 to 2026-12"), ("every 2 weeks", "2026-11-09 to 2026-11-22"),
     ("every 2 months", "2026-11 to 2026-12"), ("every 3 days", "2026-11-19 to 2026-11-21")],
)  # fmt: skip
def test_the_name_of_a_period(cadence: str, name: str) -> None:
    """As a reader calls it."""
    assert name_of(period_of(parse(cadence), date(2026, 11, 20))) == name


def test_the_ends_of_time_have_names_and_nothing_before() -> None:
    """The first period has none before it; the last month ends with the calendar."""
    first = period_of(parse("monthly"), date.min)
    assert len(periods_back(parse("monthly"), first, 5)) == 1
    assert name_of(Period(date(9999, 12, 1), date.max)) == "9999-12-01 to 9999-12-31"


def test_the_order_of_readings_in_files_does_not_matter() -> None:
    """By day, whatever line they are on."""
    one = gauges(kpi_file("k"), DAYS, "2026-11-22")
    two = gauges(kpi_file("k"), reversed(DAYS), "2026-11-22")
    assert [v.value for v in one.periods(kpi(one, "k"))] == [
        v.value for v in two.periods(kpi(two, "k"))
    ]
