"""Process behaviour charts: published examples, figures by hand, and laws."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.measure.signals import Limits, limits_of, phases, runs, signals, speaking

FLOW_RATE = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, Individuals Control Charts."""
DEFICIT_1987 = "10.7 13.0 11.4 11.5 12.5 14.1 14.8 14.1 12.6 16.0 11.7 10.6"
DEFICIT_1988 = "10.0 11.4 7.9 9.5 8.0 11.8 10.5 11.2 9.2 10.1 10.4 10.5"
"""Monthly U.S. trade deficits in billions: Wheeler, Understanding Variation, chapter 6."""


def exact(text: str) -> tuple[Decimal, ...]:
    """The numbers of a text."""
    return tuple(map(Decimal, text.split()))


def judged(text: str) -> list[str]:
    """The signals of a series as `outside above 0-0`."""
    return said(exact(text))


def said(values: Sequence[Decimal]) -> list[str]:
    """The signals of values in short."""
    return [f"{s.rule} {s.side} {s.first}-{s.last}" for s in signals(values, phases(values))]


def limits(text: str, *, clip: bool = False) -> Limits:
    """The limits of a series that has some."""
    found = limits_of(exact(text), clip=clip)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "centre", "lower", "upper", "range_limit"),
    [
        ("10 12 11 13 12 11 14 12", 11.875, 7.315, 16.435, 5.601),
        (FLOW_RATE, 50.81, 45.815, 55.805, 6.135),
        (DEFICIT_1987, 12.75, 8.325, 17.175, 5.435),
        ("10.5 11.2 9.2 10.1 10.4 10.5", 10.317, 8.189, 12.445, 2.614),
        ("5 5 5 5 5", 5, 5, 5, 0),
    ],
)
def test_limits(text: str, centre: float, lower: float, upper: float, range_limit: float) -> None:
    """The method's own example, NIST's flow rates, Wheeler's deficits, and no variation at all."""
    found = limits(text)
    numbers = (found.centre, found.lower, found.upper, found.range_limit)
    assert [float(n) for n in numbers] == pytest.approx(
        [centre, lower, upper, range_limit], abs=5e-4
    )


def test_the_limits_of_nist_to_its_own_digits() -> None:
    """45.8159 and 55.8041 with 3 / 1.128 for 2.66: the same to the thousandth."""
    found = limits(FLOW_RATE)
    assert float(found.mean_range) == pytest.approx(1.8778, abs=5e-5)
    assert float(found.lower) == pytest.approx(45.8159, abs=1e-3)
    assert float(found.upper) == pytest.approx(55.8041, abs=1e-3)


@pytest.mark.parametrize("text", ["10 12 11 13 12 11 14 12", FLOW_RATE, DEFICIT_1987, "5 5 5 5 5"])
def test_noise_is_called_noise(text: str) -> None:
    """None of these has a signal, and their authors name none."""
    assert judged(text) == []


def test_under_five_values_say_nothing() -> None:
    """Four have no limits, whatever they are."""
    assert limits_of(exact("1 100 1 100")) is None
    assert judged("1 2 3 400") == []


def test_a_point_outside() -> None:
    """Nine of 10 or 11 and one of 20; on the limit is inside."""
    values = "10 11 10 11 10 11 10 11 10 11 10 11 10 11 10 11 10 11 20"
    assert judged(values) == ["outside above 18-18"]
    mirrored = " ".join(str(-n) for n in exact(values))
    assert judged(mirrored) == ["outside below 18-18"]


def test_on_the_limit_is_inside() -> None:
    """All on both limits at once, where nothing varies."""
    assert judged("7 7 7 7 7 7 7 7 7 7") == []


def test_three_of_four_near_a_limit() -> None:
    """Centre 10.6, limits 7.59 and 13.61: nearer than 12.1 is near, and one of four may lack."""
    values = exact("10 9 11 10 9 10 13 12.5 10 12.5 10 10 9.5 11 9.5")
    found = limits_of(values)
    assert found is not None
    half = (found.centre + found.upper) / 2
    assert [n for n, value in enumerate(values) if value > half] == [6, 7, 9]
    assert said(values) == ["near above 6-9"]


def test_two_of_four_are_not_three() -> None:
    """Nor are three on two sides."""
    assert judged("10 9 11 10 9 10 13 12.5 10 10 10 10 9.5 11 9.5") == []
    assert judged("10 9 11 10 9 10 13 7 12.8 10 10 9 9.5 11 9.5 10") == []


def test_eight_in_a_row() -> None:
    """Seven do not speak; the eighth does, and the limits begin anew at the first."""
    before, after = "11 9 10 11 9 10 11 9 10 11 9 10", "11.5 11 12 11 11.5 12 11 12"
    assert judged(f"{before} {after[: after.rindex(' ')]}") == []
    values = exact(f"{before} {after}")
    assert said(values) == ["run above 12-19"]
    parts = phases(values)
    assert [part.first for part in parts] == [0, 12]
    centres = [part.limits.centre for part in parts if part.limits]
    assert centres == [10, Decimal("11.5")]


def test_the_deficit_of_1988_is_another() -> None:
    """Twenty months at 11.7, then a run below: Wheeler finds the shift, and so does the chart."""
    half = "8.7 8.7 7.0 6.8 9.6 9.0"
    values = exact(f"{DEFICIT_1987} {DEFICIT_1988} {half}")
    found = runs(values)
    assert [(run.side, run.first, run.last) for run in found] == [("below", 20, 27)]


def test_what_was_told_before_a_run_has_limits_of_its_own() -> None:
    """Three values before a run are too few for any."""
    parts = phases(exact("10 10 10 20 20 20 20 20 20 20 20 20"))
    assert [(part.first, part.limits is None) for part in parts] == [(0, True), (3, False)]


def test_a_run_is_not_made_by_later_values() -> None:
    """Eight low values, then four high ones: nothing fell."""
    found = signals(values := exact("1 2 1 2 1 2 1 2 5 6 5 6"), phases(values))
    assert not [signal for signal in found if signal.rule == "run"]
    newest = speaking(found, values)
    assert newest is None or newest.side == "above"


def test_a_value_on_the_centre_ends_a_run() -> None:
    """It is on no side: seven above, one on it and seven above are no eight in a row."""
    seven = " ".join(["11"] * 7)
    assert runs(exact(f"9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 {seven}")) == ()
    assert runs(exact("10 10 10 10 10 10 10 10 10 10 10")) == ()


@pytest.mark.parametrize(
    ("after", "speaks"),
    [
        ("20", "outside above 18"),
        ("20 10 11 10 11 10 11 10", "outside above 18"),
        ("20 10 11 10 11 10 11 10 11", ""),
        ("20 10 1", "outside below 20"),
        ("1 10 20", "outside above 20"),
        ("10 11 10", ""),
    ],
)
def test_the_newest_within_eight_speaks(after: str, speaks: str) -> None:
    """A signal seven readings old still does, one of eight has had its say, and the later wins."""
    values = exact("10 11 10 11 10 11 10 11 10 11 10 11 10 11 10 11 10 11 " + after)
    found = speaking(signals(values, phases(values)), values)
    assert (f"{found.rule} {found.side} {found.last}" if found else "") == speaks


def test_what_lies_low_only_because_the_rest_rose_does_not_speak() -> None:
    """The chart marks the first three, and the movement is not theirs."""
    values = exact("1 2 3 24 25")
    found = signals(values, phases(values))
    assert [signal.side for signal in found] == ["below"]
    assert speaking(found, values) is None


def test_a_count_is_never_below_nothing() -> None:
    """The lower limit is 0; and zeros are not near it because it was cut off there."""
    values = "1 0 2 0 1 3 0 0 0 1 0 2"
    assert limits(values).lower < 0
    clipped = limits(values, clip=True)
    assert (clipped.lower, clipped.clipped) == (0, True)
    assert signals(exact(values), phases(exact(values), clip=True)) == ()
    assert limits("50 52 51 50 52", clip=True).clipped is False


numbers = st.lists(st.decimals(-1000, 1000, places=2), max_size=40)
factors = st.decimals("0.001", 1000, places=3)


@settings(deadline=None)
@given(numbers, factors, st.decimals(-1000, 1000, places=2))
def test_the_unit_does_not_matter(values: list[Decimal], factor: Decimal, shift: Decimal) -> None:
    """Hours or minutes, above zero or not: the same signals at the same places."""
    assert said([value * factor + shift for value in values]) == said(values)


@settings(deadline=None)
@given(numbers)
def test_a_mirror_turns_sides(values: list[Decimal]) -> None:
    """What is above is below in the mirror, and all else is the same."""
    turned = {"above": "below", "below": "above"}
    mirrored = [-value for value in values]
    assert [line.split()[1] for line in said(mirrored)] == [
        turned[line.split()[1]] for line in said(values)
    ]
    assert [line.split()[::2] for line in said(mirrored)] == [
        line.split()[::2] for line in said(values)
    ]


@settings(deadline=None)
@given(numbers, numbers)
def test_a_run_once_seen_stays(past: list[Decimal], future: list[Decimal]) -> None:
    """What comes later adds runs and takes none."""
    assert runs([*past, *future])[: len(runs(past))] == runs(past)


@settings(deadline=None)
@given(st.lists(st.decimals("0.01", 100, places=2), min_size=5, max_size=60))
def test_what_only_rises_never_falls(steps: list[Decimal]) -> None:
    """No signal that speaks of a rising series is below."""
    values = list(accumulate(steps))
    newest = speaking(signals(values, phases(values)), values)
    assert newest is None or newest.side == "above"
