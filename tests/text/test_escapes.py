"""Escapes in double quotes."""

from __future__ import annotations

from text.reading import data, places


def test_y11_escapes_that_make_what_nobody_sees() -> None:
    r"""`\e` and its like are findings at the escape, and do not get into the data."""
    text = r'title: "a\e b\0 \x9b \u202e \U000e0041 \L"' + "\n"
    assert places(text) == [f"OKR006 1:{column}" for column in (10, 14, 17, 22, 29, 40)]
    assert data(text) == {"title": "a\ufffd b\ufffd \ufffd \ufffd \ufffd \ufffd"}


def test_half_characters_are_refused() -> None:
    """Two halves in two escapes are not joined: YAML has longer escapes for that."""
    assert places(r'a: "\ud83d\ude00"') == ["OKR006 1:5", "OKR006 1:11"]
    assert data(r'a: "\U0001f600"') == {"a": "😀"}


def test_harmless_escapes_are_text() -> None:
    """Tabs, line ends, quotes and letters may be escaped."""
    text = r'a: "\t\n\"\\\x41\u00e9"'
    assert places(text) == []
    assert data(text) == {"a": '\t\n"\\Aé'}


def test_a_backslash_in_single_quotes_is_itself() -> None:
    r"""'\e' is two letters."""
    assert places(r"a: '\e'") == []
    assert data(r"a: '\e'") == {"a": r"\e"}
