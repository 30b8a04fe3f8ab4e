"""Laws of the forecast that hold whatever the numbers are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measure.goals import key_result
from okrctl.measure.forecast import Forecast, forecast
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.entry import Entry
from okrctl.model.kinds import Move
from okrctl.model.kinds.history import History, Point

ADDRESS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "it")
FIRST, DUE = date(2026, 10, 1), date(2026, 12, 31)

numbers = st.decimals(-1000, 1000, places=2)
readings = st.lists(
    st.tuples(st.integers(1, 9), st.one_of(numbers, st.just(Decimal(5)))), min_size=4, max_size=9
)
"""Days since the one before, and a value; often one that stays."""
ways = st.tuples(numbers, numbers).filter(lambda ends: ends[0] != ends[1])
units = st.decimals("0.001", 1000, places=3)


def told(
    given_readings: list[tuple[int, Decimal]],
    ends: tuple[Decimal, Decimal],
    unit: Decimal = Decimal(1),
    shift: Decimal = Decimal(0),
) -> Forecast:
    """The forecast of readings, all numbers times a unit and shifted."""
    days = accumulate(gap for gap, _ in given_readings)
    points = tuple(
        _point(FIRST + timedelta(day - 1), value * unit + shift)
        for day, (_, value) in zip(days, given_readings, strict=True)
    )
    start, target = (end * unit + shift for end in ends)
    move = Move.model_validate({"address": ADDRESS, "title": "It", "from": start, "to": target})
    found = forecast(move, History(points[-1].day, FIRST, DUE, points=points))
    assert isinstance(found, Forecast)
    return found


def _point(day: date, value: Decimal) -> Point:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Point(day, value, Entry(str(day), at, "mira", day, "kr", str(ADDRESS)))


def numbers_of(found: Forecast) -> list[float]:
    """Its numbers in the key result's unit."""
    return [float(n) for n in (found.projected, found.low, found.high, found.per_week)]


def near(values: list[float], ends: tuple[Decimal, Decimal], unit: Decimal) -> object:
    """Those values, as near as rounding to nine digits keeps them."""
    return pytest.approx(values, rel=1e-6, abs=1e-6 * float(abs(ends[1] - ends[0]) * abs(unit)))


@given(readings, ways, units, numbers)
def test_the_unit_does_not_matter(
    series: list[tuple[int, Decimal]], ends: tuple[Decimal, Decimal], unit: Decimal, shift: Decimal
) -> None:
    """Hours or minutes, Celsius or Kelvin: the same chance, and the numbers in that unit."""
    one, other = told(series, ends), told(series, ends, unit, shift)
    assert float(other.chance) == pytest.approx(float(one.chance), abs=1e-4)
    projected, low, high, rate = (n * float(unit) for n in numbers_of(one))
    moved = [n + float(shift) for n in (projected, low, high)]
    assert numbers_of(other) == near([*moved, rate], ends, unit)


@given(readings, ways)
def test_falling_is_rising_in_a_mirror(
    series: list[tuple[int, Decimal]], ends: tuple[Decimal, Decimal]
) -> None:
    """Bugs that fall and features that rise have the same chance, and mirrored numbers."""
    one, other = told(series, ends), told(series, ends, Decimal(-1))
    assert float(other.chance) == pytest.approx(float(one.chance), abs=1e-4)
    projected, low, high, rate = (-n for n in numbers_of(one))
    assert numbers_of(other) == near([projected, high, low, rate], ends, Decimal(1))


@given(readings, numbers, st.tuples(numbers, numbers))
def test_a_harder_target_is_never_likelier(
    series: list[tuple[int, Decimal]], start: Decimal, targets: tuple[Decimal, Decimal]
) -> None:
    """Of two targets on one side of the baseline the further has at most the other's chance."""
    near_by, far = sorted(start + abs(target) for target in targets)
    if near_by > start:
        easier, harder = told(series, (start, near_by)), told(series, (start, far))
        assert harder.chance <= easier.chance + Decimal("0.0001")


@given(readings, ways)
def test_an_interval_is_one(
    series: list[tuple[int, Decimal]], ends: tuple[Decimal, Decimal]
) -> None:
    """Low, projected, high are in order, never all one; a chance lies in 0 to 1."""
    found = told(series, ends)
    assert found.low <= found.projected <= found.high
    assert found.low < found.high
    assert 0 <= found.chance <= 1
    assert 0 <= found.of_ten <= 10
    assert 0 <= found.line_weight <= 1


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_the_file_does_not_matter(order: list[int]) -> None:
    """Check-ins in any order of lines are the same forecast."""
    lines = [f"2026-10-{day:02} value={value}" for day, value in zip(
        (2, 9, 16, 23, 30), (9, 8, 8, 6, 7), strict=True)]  # fmt: skip
    sorted_, shuffled = (
        key_result("from: 10, to: 0", *those).forecast
        for those in (lines, [lines[n] for n in order])
    )
    assert isinstance(sorted_, Forecast)
    assert isinstance(shuffled, Forecast)
    assert [p.value for p in shuffled.points] == [9, 8, 8, 6, 7]
    assert (shuffled.projected, shuffled.chance) == (sorted_.projected, sorted_.chance)
