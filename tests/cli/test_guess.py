"""What a sentence means, against labels that were written by hand before the guess was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.cli.guess import Told, guess
from okrctl.model.calendar import Calendars

TODAY = date(2026, 11, 21)
SHAPES = {"to", "count", "change_by", "at_least", "at_most", "between", "done_when"}
LABELLED = Path(__file__).with_name("sentences.txt").read_text("utf-8")
SENTENCES = [line.split(" | ") for line in LABELLED.splitlines()]


def said(fields: dict[str, Told]) -> str:
    """Fields as the labels write them."""
    return "; ".join(f"{name}: {plain(told)}" for name, told in fields.items())


def plain(told: Told) -> str:
    """A value as the labels write it."""
    if isinstance(told, list):
        return f"[{', '.join(map(plain, told))}]"
    return format(told, "f") if isinstance(told, Decimal) else str(told)


@pytest.mark.parametrize(("sentence", "label"), SENTENCES, ids=[one for one, _ in SENTENCES])
def test_a_sentence_has_a_shape(sentence: str, label: str) -> None:
    """A way, a line to hold, a band, a change, a count, or a sentence that becomes true."""
    assert said(guess(sentence, TODAY, Calendars().cycle)) == label


def test_there_are_enough_sentences() -> None:
    """Sixty and more, and every shape at least twice but the band."""
    shapes = [shape for _, label in SENTENCES for shape in SHAPES if f"{shape}: " in label]
    assert len(SENTENCES) > 60
    assert {shape for shape in SHAPES if shapes.count(shape) > 1} >= SHAPES - {"between"}


@given(st.text(min_size=1))
def test_any_sentence_has_exactly_one_shape(sentence: str) -> None:
    """No text makes the guess fail, or hold two shapes."""
    assert len(SHAPES & set(guess(sentence, TODAY))) == 1


@given(
    st.lists(
        st.sampled_from(
            [
                "from",
                "to",
                "by",
                "at least",
                "5",
                "3,9",
                "1,2,3",
                "10%",
                "€2M",
                "two",
                "hours",
                "between",
                "and",
                "Reduce",
                "Hire",
                "a month",
                "->",
                "Q9 2026",
                "31 Feb",
                "Double",
            ]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_words_of_shapes_in_any_order(words: list[str]) -> None:
    """Whatever follows what, there is one shape."""
    assert len(SHAPES & set(guess(" ".join(words), TODAY, Calendars().cycle))) == 1
