"""Whether a KPI gets better or worse, by what its file says is better."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measure.kpis import FRIDAY, gauges, kpi, weekly
from okrctl.measure.charts import Chart, counts
from okrctl.measure.gauges import Gauges

CALM = (10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11)
RISEN = (*CALM, 20)
BAND = "better: inside\nhealthy: {between: [9, 12]}"


def page(lines: str, values: Sequence[Decimal | float]) -> Gauges:
    """The gauges of one KPI."""
    return gauges({"k": lines}, weekly("k", values), FRIDAY + timedelta(7 * (len(values) - 1)))


def chart(lines: str, values: Sequence[Decimal | float]) -> Chart:
    """Its chart."""
    of = page(lines, values)
    return of.chart(kpi(of, "k"))


@pytest.mark.parametrize(
    ("lines", "values", "movement"),
    [
        ("better: higher", RISEN, "improving"),
        ("better: lower", RISEN, "drifting"),
        ("better: lower", (*CALM, 1), "improving"),
        (BAND, RISEN, "drifting"),
        (BAND, (*CALM, 1), "drifting"),
        (BAND, (20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 20, 11), "improving"),
        ("better: higher", CALM, "steady"),
        (BAND, CALM, "steady"),
        ("better: higher", (1, 2, 3, 400), "too few"),
        ("better: higher", (1, 2, 3, 24, 25), "steady"),
    ],
)
def test_movement(lines: str, values: tuple[int, ...], movement: str) -> None:
    """By signal, in the better direction or the worse; where inside is better, by distance."""
    assert chart(lines, values).movement == movement


def test_too_few_says_how_many() -> None:
    """Four of the five that limits need; none has no phase."""
    assert chart("", (1, 2, 3, 4)).reason == "4 of 5 readings"
    empty = chart("", ())
    assert (empty.movement, empty.phase, empty.reason) == ("too few", None, "0 of 5 readings")


def test_right_way_and_still_outside() -> None:
    """A failure rate that fell from 20 to 9 is critical above 7, and improving: it is not off."""
    lines = "better: lower\nhealthy: {at_most: 5}\nwarning: {at_most: 7}"
    of = page(lines, (20, 19, 20, 19, 20, 19, 20, 19, 20, 9))
    assert of.state(kpi(of, "k")).health == "critical"
    assert of.chart(kpi(of, "k")).movement == "improving"


def test_the_last_difference_is_not_a_movement() -> None:
    """98 after 99 of a number that goes up and down is noise."""
    assert chart("", (101, 98, 100, 99, 96, 100, 98, 99, 101, 96, 99, 98)).movement == "steady"


def test_distances_keep_their_points() -> None:
    """Points are as they were read, values the distance to 10.5, the middle of 9 and 12."""
    found = chart(BAND, RISEN)
    assert found.middle == Decimal("10.5")
    assert (found.points[-1].value, found.values[-1]) == (20, Decimal("9.5"))
    assert found.phase is not None
    assert found.phase.limits is not None
    assert found.phase.limits.lower >= 0


def test_inside_what() -> None:
    """The healthy band, else the wider one; without both the movement is not known."""
    wide = "better: inside\nwarning: {between: [8, 14]}"
    assert chart(wide, RISEN).middle == 11
    unknown = chart("better: inside", RISEN)
    assert (unknown.movement, unknown.reason) == ("unknown", "no band says where inside is")
    assert unknown.values == tuple(map(Decimal, RISEN))


def test_a_total_is_charted_by_period() -> None:
    """Two readings of five a week are weeks of ten; the running one is not over."""
    lines = [
        line for first in (FRIDAY, FRIDAY - timedelta(1)) for line in weekly("k", [5] * 7, first)
    ]
    of = gauges({"k": "aggregate: sum"}, lines, FRIDAY + timedelta(6 * 7))
    found = of.chart(kpi(of, "k"))
    assert [point.value for point in found.points] == [10] * 6
    last = gauges({"k": ""}, lines, FRIDAY + timedelta(6 * 7))
    assert len(last.chart(kpi(last, "k")).points) == 14


@pytest.mark.parametrize(
    ("unit", "values", "is_count"),
    [("bugs", (0, 3), True), ("bugs", (0.5, 3), False), ("bugs", (-1, 3), False),
     ("%", (1, 3), False), ("EUR", (1, 3), False), ("h", (1, 3), False),
     ("bugs/mo", (1, 3), False), (None, (1, 3), False), ("/", (1, 3), False)],
)  # fmt: skip
def test_counts(unit: str | None, values: tuple[float, ...], *, is_count: bool) -> None:
    """A noun, whole and never below 0."""
    assert counts(unit, [Decimal(str(value)) for value in values]) is is_count


def test_a_count_has_no_limit_below_nothing() -> None:
    """And a plain number has."""
    values = (1, 0, 2, 0, 1, 3, 0, 0)
    lower = [
        phase.limits.lower
        for lines in ("unit: bugs", "unit: EUR")
        if (phase := chart(lines, values).phase) and phase.limits
    ]
    assert lower[0] == 0 > lower[1]


def test_events_are_shown_and_break_no_rule() -> None:
    """An outside cause stands beside the series and changes nothing of it."""
    event = '{"at": "2026-01-16", "kpi": "k", "event": "A trade fair"}'
    of = gauges({"k": ""}, [*weekly("k", CALM), event], "2026-04-01")
    found = of.chart(kpi(of, "k"))
    assert [entry.text("event") for entry in found.events] == ["A trade fair"]
    assert (found.movement, len(found.points)) == ("steady", len(CALM))


def test_a_chart_is_made_once() -> None:
    """However often it is asked for."""
    of = page("", CALM)
    assert of.chart(kpi(of, "k")) is of.chart(kpi(of, "k"))


series = st.lists(st.integers(-50, 50), min_size=5, max_size=25)


@settings(deadline=None, max_examples=25)
@given(series)
def test_a_mirror_turns_better(values: list[int]) -> None:
    """What improves where higher is better, improves mirrored where lower is."""
    mirrored = chart("better: lower", [-value for value in values])
    assert mirrored.movement == chart("better: higher", values).movement


@settings(deadline=None, max_examples=25)
@given(series)
def test_inside_knows_no_side(values: list[int]) -> None:
    """Above the middle or below it is as far."""
    lines = "better: inside\nhealthy: {between: [-5, 5]}"
    assert chart(lines, values).movement == chart(lines, [-value for value in values]).movement


@settings(deadline=None, max_examples=25)
@given(series)
def test_the_order_of_lines_does_not_matter(values: list[int]) -> None:
    """Readings have days."""
    lines = weekly("k", values)
    day = FRIDAY + timedelta(7 * len(values))
    one, two = gauges({"k": ""}, lines, day), gauges({"k": ""}, lines[::-1], day)
    assert one.chart(kpi(one, "k")).values == two.chart(kpi(two, "k")).values
