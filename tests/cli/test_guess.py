from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.cli.guess import Told, guess

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "Hire 2 designers by June 30",
            {"title": "Hire 2 designers", "count": Decimal(2), "due": date(2027, 6, 30)},
        ),
        (
            "Critical bugs from 10 to ZERO",
            {"title": "Critical bugs", "from": Decimal(10), "to": Decimal(0)},
        ),
        (
            "Critical bugs after release: 10 -> 0 bugs",
            {
                "title": "Critical bugs after release",
                "unit": "bugs",
                "from": Decimal(10),
                "to": Decimal(0),
            },
        ),
        (
            "Coverage 63% -> 80%",
            {"title": "Coverage", "unit": "%", "from": Decimal(63), "to": Decimal(80)},
        ),
        (
            "Grow revenue from €1.2M to €2M",
            {
                "title": "Grow revenue",
                "unit": "EUR",
                "from": Decimal(1200000),
                "to": Decimal(2000000),
            },
        ),
        (
            "Uptime of at least 99.5%",
            {"title": "Uptime of at least 99.5%", "unit": "%", "at_least": Decimal("99.5")},
        ),
        (
            "Wait less than 30 minutes",
            {"title": "Wait less than 30 minutes", "at_most": Decimal(30)},
        ),
        (
            "Cut waiting by 30%",
            {"title": "Cut waiting by 30%", "from": "unknown", "change_by": "-30%"},
        ),
        (
            "Publish three case studies",
            {"title": "Publish three case studies", "count": Decimal(3)},
        ),
        (
            "The report is out by 15 Dec",
            {"done_when": "The report is out", "due": date(2026, 12, 15)},
        ),
        ("Tier 1 answers at once", {"done_when": "Tier 1 answers at once"}),
        ("From 5 to 5", {"done_when": "From 5 to 5"}),
        ("Close by 31 February", {"done_when": "Close by 31 February"}),
    ],
)
def test_a_sentence_has_a_shape(sentence: str, fields: dict[str, Told]) -> None:
    """A way, a line to hold, a change, a count, or a sentence that becomes true."""
    assert guess(sentence, TODAY) == fields


@given(st.text(min_size=1))
def test_any_sentence_has_exactly_one_shape(sentence: str) -> None:
    """No text makes the guess fail, or hold two shapes."""
    shapes = {"to", "count", "change_by", "at_least", "at_most", "done_when"}
    assert len(shapes & set(guess(sentence, TODAY))) == 1
