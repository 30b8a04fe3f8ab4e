"""Units: what can be written, what it measures, and what can be added."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies, list_currencies
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.units import CURRENCIES, PLAIN, SECONDS, Dimension, Unit, UnitError, parse

nouns = st.sampled_from(["bugs", "people", "orders", "developers", "on-call shifts"])
atoms = nouns | st.sampled_from(["%", "EUR", "USD", *SECONDS])
units = st.builds(
    lambda first, rest: Unit((first,), tuple(rest)), atoms, st.lists(atoms, max_size=2)
)


@pytest.mark.parametrize(
    ("text", "over", "under"),
    [
        ("%", ("%",), ()),
        ("EUR", ("EUR",), ()),
        ("h", ("h",), ()),
        ("bugs", ("bugs",), ()),
        ("kWh", ("kWh",), ()),
        ("m²", ("m²",), ()),
        ("tCO2e", ("tCO2e",), ()),
        ("working days", ("working days",), ()),
        ("Gäste", ("Gäste",), ()),
        ("लोग", ("लोग",), ()),
        ("EUR/people", ("EUR",), ("people",)),
        ("bugs/mo", ("bugs",), ("mo",)),
        ("h/bug", ("h",), ("bug",)),
        ("EUR / people / mo", ("EUR",), ("people", "mo")),
    ],
)
def test_a_unit_is_read(text: str, over: tuple[str, ...], under: tuple[str, ...]) -> None:
    """Percent, money, time, nouns in any script, and what is divided."""
    unit = parse(text)
    assert (unit.over, unit.under) == (over, under)
    assert unit.text == str(unit) == text.replace(" / ", "/")


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "a unit is missing here"),
        ("/mo", 1, "a unit is missing here"),
        ("bugs/", 6, "a unit is missing here"),
        ("EUR//mo", 5, "a unit is missing here"),
        ("€", 1, "write EUR for €"),
        ("$/mo", 1, "write USD for $"),
        ("EUR / 5", 7, "“5” is no unit"),
        ("%%", 1, "“%%” is no unit"),
        ("3 stars", 1, "“3 stars” is no unit"),
        ("a  b", 1, "“a  b” is no unit"),
        ("-bugs", 1, "“-bugs” is no unit"),
        ("bugs\u202e", 1, "is no unit"),
        ("bugs\x1b[2J", 1, "is no unit"),
        ("bugs*h", 1, "is no unit"),
        ("b" * 61, 61, "at most 60 characters"),
    ],
)
def test_what_is_no_unit_says_where(text: str, column: int, message: str) -> None:
    """The column is that of the part which is wrong."""
    with pytest.raises(UnitError) as refused:
        parse(text)
    assert message in refused.value.message
    assert refused.value.column == column


def test_currencies_are_those_of_the_standard() -> None:
    """Every legal tender of today is known, and nothing that never was a currency."""
    today = date(2026, 11, 21)
    tender = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory, today, tender=True, non_tender=False)
    }
    assert tender <= CURRENCIES <= set(list_currencies())
    assert {"EUR", "USD", "GBP", "INR", "TRY", "JPY"} <= tender


@pytest.mark.parametrize(
    ("text", "is_percent", "is_currency", "is_duration"),
    [
        ("%", True, False, False),
        ("EUR", False, True, False),
        ("eur", False, False, False),
        ("min", False, False, True),
        ("days", False, False, False),
        ("EUR/mo", False, False, False),
        ("h/bug", False, False, False),
        ("%/mo", False, False, False),
    ],
)
def test_a_unit_knows_its_kind(
    text: str, *, is_percent: bool, is_currency: bool, is_duration: bool
) -> None:
    """A rate of money is no money, and `days` are counted where `d` is a length of time."""
    unit = parse(text)
    assert (unit.is_percent, unit.is_currency, unit.is_duration) == (
        is_percent,
        is_currency,
        is_duration,
    )


@pytest.mark.parametrize(
    ("one", "other", "same", "addable"),
    [
        ("EUR", "EUR", True, True),
        ("bug", "bugs", True, True),
        ("people", "person", True, True),
        ("queries", "query", True, True),
        ("classes", "class", True, True),
        ("boxes", "box", True, True),
        ("open bugs", "open bug", True, True),
        ("h/bug", "h/bugs", True, True),
        ("h", "d", True, False),
        ("bugs/mo", "bugs/wk", True, False),
        ("EUR", "USD", False, False),
        ("EUR", "h", False, False),
        ("EUR", "EUR/mo", False, False),
        ("%", "people", False, False),
    ],
)
def test_what_can_be_added(one: str, other: str, *, same: bool, addable: bool) -> None:
    """The same thing at the same scale: hours and days are both times, and 1 + 1 is not 2."""
    assert parse(one).same_dimension(parse(other)) is same
    assert parse(one).addable(parse(other)) is addable


@pytest.mark.parametrize(
    ("one", "sign", "other", "text"),
    [
        ("EUR", "/", "people", "EUR/people"),
        ("EUR/people", "*", "people", "EUR"),
        ("h/bug", "*", "bugs", "h"),
        ("EUR", "/", "EUR", ""),
        ("bugs/mo", "/", "mo", "bugs/mo/mo"),
        ("people", "/", "EUR/people", "people·people/EUR"),
        ("h", "/", "d", "h/d"),
        ("%", "*", "EUR", "%·EUR"),
        ("EUR/EUR", "/", "mo", "1/mo"),
    ],
)
def test_units_multiply_and_divide(one: str, sign: str, other: str, text: str) -> None:
    """What stands on both sides is gone; hours over days stay, because 24 of them are one."""
    left, right = parse(one), parse(other)
    assert (left.multiply(right) if sign == "*" else left.divide(right)).text == text


def test_a_dimension_says_what_is_measured() -> None:
    """In the singular, each time `s`, in the order of the alphabet, with nothing on both sides."""
    assert parse("orders/wk/people").dimension == Dimension(("order",), ("person", "s"))
    assert parse("h/d").dimension == PLAIN.dimension == Dimension()
    assert parse("h/d").scale == Fraction(1, 24)


def test_months_and_years_are_of_average_length() -> None:
    """Twelve months are a year of 365.2425 days."""
    assert SECONDS["mo"] * 12 == SECONDS["yr"] == SECONDS["d"] * 3_652_425 // 10_000


@given(unit=units)
def test_a_unit_reads_what_it_writes(unit: Unit) -> None:
    """Text and unit are one to one."""
    assert parse(unit.text) == unit


@given(one=units, other=units)
def test_dividing_undoes_multiplying(one: Unit, other: Unit) -> None:
    """Both in what is measured and at which scale."""
    assert one.multiply(other).divide(other).addable(one)
    assert one.divide(other).multiply(other).addable(one)


@given(one=units, other=units)
def test_the_order_of_factors_does_not_matter(one: Unit, other: Unit) -> None:
    """Neither for the dimension nor for the scale."""
    assert one.multiply(other).addable(other.multiply(one))


@given(unit=units)
def test_a_unit_over_itself_is_a_plain_number(unit: Unit) -> None:
    """Nothing over nothing."""
    assert unit.divide(unit).addable(PLAIN)


@given(text=st.text(max_size=20))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text is a unit, or refused with a column inside it or at its end."""
    try:
        column = len(parse(text).text) + 1
    except UnitError as refused:
        column = refused.column
    assert 1 <= column <= len(text) + 1
