"""Offsets and places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from okrctl.findings import Span
from okrctl.text.ruler import Ruler

TEXTS = st.text(alphabet="a😀\n\r\t ", max_size=20)


@given(TEXTS, st.booleans())
def test_places_and_offsets_are_inverse(text: str, marked: bool) -> None:  # noqa: FBT001
    """Every offset has one place, and the place leads back to it."""
    whole = ("\ufeff" if marked else "") + text
    ruler = Ruler("f", whole)
    for offset in range(len(whole) - len(text), len(whole) + 1):
        assert ruler.offset(*ruler.place(offset)) == offset


def test_line_ends_are_lf_crlf_and_cr() -> None:
    """Nothing else ends a line, so that places agree with those of editors and parsers."""
    ruler = Ruler("f", "a\nb\r\nc\rd\x0b\u2028e")
    assert [ruler.line(number) for number in range(6)] == ["", "a", "b", "c", "d\x0b\u2028e", ""]


def test_a_byte_order_mark_has_no_column() -> None:
    """The first character behind it is in column 1."""
    ruler = Ruler("f", "\ufeffab")
    assert ruler.span(1, 3) == Span("f", 1, 1, 1, 3)
    assert ruler.bounds(Span("f", 1, 1, 1, 3)) == (1, 3)


def test_a_place_beyond_the_text_is_its_end() -> None:
    """A finding made elsewhere cannot make it raise."""
    assert Ruler("f", "ab\n").offset(9, 1) == 3
    assert Ruler("f", "ab\n").offset(2, 99) == 3
