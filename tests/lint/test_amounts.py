"""Amounts in titles: what is a target, and what only has digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.lint.amounts import amounts, targets
from okrctl.lint.language import language

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("title", "amount"),
    [
        ("Hit 50k followers", "50k"),
        ("HIT 50K FOLLOWERS", "50K"),
        ("Grow ARR by 40 %", "40 %"),
        ("Save 12 per cent of the budget", "12 per cent"),
        ("Achieve $10M", "$10M"),
        ("Earn 3 million euros", "3 million euros"),
        ("Reach EUR 500", "500"),
        ("Save 1.000 € a day", "1.000 €"),
        ("Ten thousand downloads", "Ten thousand"),
        ("Sell 2x as much", "2x"),
        ("NPS of 60", "60"),
        ("Churn falls from 5 to 3", "5 … 3"),
        ("Double Monthly Recurring Revenue", "Double"),
        ("Cut p95 latency to 200 ms", "200"),
    ],
)
def test_a_target(title: str, amount: str) -> None:
    """Number words, currencies and percent in several styles, in any case."""
    assert next(targets(title, ENGLISH)) == amount


@pytest.mark.parametrize(
    "title",
    [
        "Turn this product from 'nice to have' into 'cannot switch it off' for 100 teams",
        "Our first 100 customers love us",
        "Nobody waits longer than 24 hours for an answer",
        "Be ready for ISO 27001",
        "Make 2027 the year of calm",
        "A 3-person team can run the whole platform",
        "Support is there 24/7, at 9:30 and on 1/5",
        "Be the #1 choice",
        "Move everybody to Tier 1 and v2",
        "The 1st hour decides",
        "One team, one audience",
        "Two continents carry us, not one",
        "Zero accidents",
        "A form takes five minutes and no second visit",
        "Triple the joy",
    ],
)
def test_digits_that_are_no_target(title: str) -> None:
    """Names, years, ordinals, times, and for how many people something is."""
    assert list(targets(title, ENGLISH)) == []


@given(st.text(alphabet="5k %€.,-/:#x ten double revenue for", max_size=200))
def test_no_title_is_too_odd(title: str) -> None:
    """Any title has amounts or none, and each lies inside it."""
    assert all(0 <= start < end <= len(title) for start, end in amounts(title, ENGLISH))
    assert all(targets(title, ENGLISH))


def test_another_language_has_no_words_but_money_and_percent() -> None:
    """Signs are nobody's language."""
    silent = language("tlh")
    assert list(targets("wa' 50% $3 followers 50", silent)) == ["50%", "$3"]
