"""Forecasts in words: no finer than they are known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measure.goals import key_result
from okrctl.pages.rates import conf, outlook, per_week, readable, said_and_seen

FALLING = ["2026-10-09 value=9", "2026-10-16 value=8", "2026-10-23 value=8", "2026-10-30 value=6",
           "2026-11-06 value=6 confidence=8"]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "span", "told"),
    [
        ("82.080624", "6.6", "82.1"),
        ("5.3", "5.6", "5.3"),
        ("69.698", "11", "70"),
        ("450039.00949", "35655", "450000"),
        ("4.6003", "0.42", "4.600"),
        ("12", "0", "12"),
    ],
)
def test_a_number_is_as_fine_as_it_is_known(value: str, span: str, told: str) -> None:
    """Two digits of what it may be off by, none that nobody knows."""
    assert readable(Decimal(value), Decimal(span)) == Decimal(told)


@pytest.mark.parametrize(
    ("rate", "unit", "told"),
    [
        ("1.6666", None, "+1.67"),
        ("-0.25", "bugs", "-0.25"),
        ("0", "bugs", "0"),
        ("0.001", "bugs", "0"),
        ("6504.602", "EUR", "+€6.5K"),
        ("-12.345", "%", "-12.3"),
    ],
)
def test_a_rate_has_its_sign_and_three_digits(rate: str, unit: str | None, told: str) -> None:
    """At most two decimals; a rate of nothing has no sign."""
    assert per_week(Decimal(rate), unit) == told


def test_the_outlook_names_the_day_and_the_interval() -> None:
    """`31 Dec: …`, and both words beside each other."""
    kr = key_result("from: 10, to: 0", *FALLING)
    words = outlook(kr, "bugs")
    assert words.startswith("31 Dec: ")
    assert words.count("(") == 1
    assert " to " in words
    assert said_and_seen(kr).startswith("you say 8, the trend says ")
    assert conf(kr).startswith("8·")


def test_too_few_points_say_so_and_nothing_else() -> None:
    """Under four points there is no trend to speak; what nobody would forecast is silent."""
    few = key_result("from: 10, to: 0", *FALLING[:3])
    assert outlook(few, None) == "too few points"
    assert (said_and_seen(few), conf(few)) == ("", "")
    line = key_result("at_least: 5, every: week", *FALLING)
    assert outlook(line, None) == ""
    assert conf(line) == "8"
    assert conf(None) == ""
