"""Numbers as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.pages.numbers import (
    age,
    ago,
    amount,
    bare,
    days,
    long_day,
    number,
    percent,
    plural,
    points,
    ratio,
    short,
    short_day,
)


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.4235", "42%"), ("0.425", "43%"), ("0.996", "99%"), ("1", "100%"), ("1.104", "110%"),
     ("-0.05", "-5%"), ("-0.001", "0%"), (None, "–")],
)  # fmt: skip
def test_a_share_in_percent(share: str | None, text: str) -> None:
    """Whole and rounded half up, but never 100% before it is all."""
    assert percent(None if share is None else Decimal(share)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.0088", "+1"), ("0.12", "+12"), ("0.004", "0"), ("-0.004", "0"), ("-0.1", "-10"),
     (None, "–")],
)  # fmt: skip
def test_a_gain_in_points(share: str | None, text: str) -> None:
    """With its sign, and 0 without one."""
    assert points(None if share is None else Decimal(share)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("0.3538", "0.35"), ("0.6999", "0.69"), ("1.1448", "1.14"), ("0", "0.00")]
)
def test_a_ratio_is_cut(value: str, text: str) -> None:
    """0.6999 is not the 0.70 from which a goal is on pace."""
    assert ratio(Decimal(value)) == text


@given(st.decimals("0", "3", places=5), st.decimals("0.01", "2", places=2))
def test_a_ratio_never_contradicts_a_threshold(value: Decimal, threshold: Decimal) -> None:
    """What reads as at the threshold is at or past it."""
    assert (Decimal(ratio(value)) >= threshold) == (value >= threshold)


@pytest.mark.parametrize(
    ("value", "text"),
    [("74", "74"), ("99.62", "99.62"), ("4.40", "4.4"), ("1E+3", "1000"),
     ("12345.678", "12,345.68"), ("10000", "10,000"), ("9999", "9999"),
     ("0.0012345", "0.00123"), ("3.14159", "3.14"),
     ("-0.5", "-0.5"), ("0.000", "0"), ("100", "100")],
)  # fmt: skip
def test_a_number(value: str, text: str) -> None:
    """As written, without an exponent or needless zeros; thousands are grouped from 10,000."""
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("80", "%", "80 %"),
        ("0", "bugs", "0 bugs"),
        ("1", "bugs", "1 bug"),
        ("1", "people", "1 person"),
        ("1", "incidents/mo", "1 a month"),
        ("5", "h/wk", "5 h a week"),
        ("2.9", "h", "2.9 h"),
        ("9", "mo", "9 months"),
        ("412000", "EUR", "€412K"),
        ("1250000", "USD", "$1.25M"),
        ("1200000", "USD", "$1.2M"),
        ("1254321", "USD", "$1,254,321"),
        ("412345", "EUR", "€412,345"),
        ("412345.5", "EUR", "€412,345.50"),
        ("-1500", "EUR", "-€1.5K"),
        ("80000", "EUR/people", "€80K/people"),
        ("5", "EUR/mo", "€5 a month"),
        ("3", "CHF", "CHF 3"),
        ("3", None, "3"),
        ("0.2", "tickets/orders", "0.2 tickets/orders"),
        ("3", "no/such//unit", "3 no/such//unit"),
    ],
)
def test_an_amount_with_its_unit(value: str, unit: str | None, text: str) -> None:
    """Money is short only where that is exact; a period is said in words."""
    assert amount(Decimal(value), unit) == text.replace(" ", " ")


def test_a_unit_that_is_said_nearby() -> None:
    """The two ends of a journey share one unit, but for percent and money."""
    assert bare(Decimal(10), "bugs") == "10"
    assert bare(Decimal(63), "%") == "63 %"
    assert short(Decimal(74), "%") == "74"
    assert short(Decimal(412_000), "EUR") == "€412K"


def test_days_and_ages() -> None:
    """Short, and never a negative age."""
    assert (short_day(date(2026, 11, 1)), long_day(date(2026, 11, 1))) == ("1 Nov", "1 Nov 2026")
    assert (ago(0), ago(16), age(16), age(None), age(-1)) == ("today", "16 d ago", "16d", "–", "0d")
    assert (days(1), days(12), plural(1, "file"), plural(2, "box", "boxes")) == (
        "1 day", "12 days", "1 file", "2 boxes",
    )  # fmt: skip
