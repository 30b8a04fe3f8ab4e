"""Numbers in titles: what is one, what it can mean, and what only looks like one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.lint.language import language
from okrctl.lint.numbers import ways

ENGLISH = language("en")


def first_way(title: str) -> tuple[set[Fraction], set[Fraction]]:
    """What the two ends of the first way of a title can mean."""
    start, end = next(ways(title, ENGLISH))
    return set(start.readings), set(end.readings)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Increase our code coverage from 63% to 80%", 63, 80),
        ("Reduce post release critical bugs from 10 to ZERO", 10, 0),
        ("Bugs fall from ten critical ones to none", 10, 0),
        ("From twenty-five down to five tickets", 25, 5),
        ("From two hundred and fifty to one thousand two hundred", 250, 1200),
        ("Trials that stay: 24 → 34 %", 24, 34),
        ("Trials that stay: 24 -> 34.", 24, 34),
        ("Reach 80% from 63%; grow to 80% from 63%", 63, 80),
        ("MRR from $360k up to $450k", 360_000, 450_000),
        ("Inflow from 1.5 million to 3.5 million", 1_500_000, 3_500_000),
        ("Visits from 1,000 to 2,500,000", 1_000, 2_500_000),
        ("Besuche von 1.000 → 2.500", 1_000, 2_500),
        ("Stars from 4,1 to 4,6", Fraction(41, 10), Fraction(46, 10)),
        ("Cost from 1,234.50 to 1.000,25", Fraction(123450, 100), Fraction(100025, 100)),
        ("Members from 1 000 to 12 000", 1_000, 12_000),
        ("Margin from -4 to −2.5", -4, Fraction(-5, 2)),
        ("Latency (p99) from 450 ms to 200 ms", 450, 200),
        ("Covered code from 63% to 80%", Fraction(63, 100), Fraction(80, 100)),
    ],
)
def test_a_way_in_words_or_digits(title: str, start: Fraction, end: Fraction) -> None:
    """Digits, thousands, decimal commas, money, scales and number words."""
    first, last = first_way(title)
    assert start in first
    assert end in last


@pytest.mark.parametrize(
    "title",
    [
        "Move customers from Tier 3 to Tier 1",
        "Cut p99 from p99.9 to p95",
        "Go from v1 to v2",
        "Somebody answers from 9:00 to 17:00",
        "Happiness on a scale from 1 to 10",
        "Grow as much from 2025 to 2026",
        "Move from one team to another",
        "Support 24/7 from 1/5 to 2/5",
        "A 2-to-1 split from 3 to 5-day weeks",
        "From zero2 to 1hero4",
        "10% better than before",
        "",
    ],
)
def test_what_only_looks_like_a_way(title: str) -> None:
    """Names, times, scales and years are no numbers of a goal."""
    assert list(ways(title, ENGLISH)) == []


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("Recovery from 2 hours to 30 minutes", (120, 30)),
        ("Recovery from 90 to 30 min", (90, 30)),
        ("Recovery from 2h to 1h", (120, 60)),
    ],
)
def test_units_of_time_are_converted(title: str, minutes: tuple[int, int]) -> None:
    """Two hours are 120 where the file counts minutes; a unit may be said once."""
    ends = next(ways(title, ENGLISH))
    for said, value in zip(ends, minutes, strict=True):
        assert said.means(Fraction(value), "min")
        assert not said.means(Fraction(value + 1), "min")


def test_another_language_has_arrows_and_no_words() -> None:
    """Without a data file `from` is no word, but digits and arrows are nobody's language."""
    silent = language("tlh")
    assert not silent.start
    assert list(ways("from 1 to 2", silent)) == []
    assert [(a.text, b.text) for a, b in ways("wa' 1 → 2", silent)] == [("1", "2")]


def test_a_language_is_no_path() -> None:
    """A settings file cannot make okrctl read another file."""
    assert not language("../words/en").numbers


@given(st.text(alphabet="from t0123456789.,%→-kmonehudr '", max_size=300))
def test_no_title_is_too_odd(title: str) -> None:
    """Any title has ways or none; each number that is found has a reading."""
    assert all(said.readings for way in ways(title, ENGLISH) for said in way)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_any_two_numbers_are_read_back(start: int, end: int) -> None:
    """Plain digits mean themselves; two years are a period."""
    years = range(1900, 2100)
    found = list(ways(f"It goes from {start} to {end} bugs", ENGLISH))
    if start in years and end in years:
        assert found == []
    else:
        assert [(int(a.text), int(b.text)) for a, b in found] == [(start, end)]
