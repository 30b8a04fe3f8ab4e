"""The guard before the parser."""

from __future__ import annotations

import pytest

from okrctl.text.guard import MAX_BYTES, MAX_UNSAFE, guard
from text.reading import FILE, data, only, place, places, source


@pytest.mark.parametrize(
    ("bytes_", "says", "where"),
    [
        (b"a: 1\nb: caf\xe9\n", "not UTF-8 at byte 11", "OKR006 2:7"),
        ("a: 1\n".encode("utf-16"), "not UTF-8 at byte 0", "OKR006 1:1"),
        (b"a: \xed\xa0\x80\n", "not UTF-8 at byte 3", "OKR006 1:4"),
        ("é: ".encode() + b"\xff", "not UTF-8 at byte 4", "OKR006 1:4"),
    ],
)
def test_y09_bytes_that_are_no_utf8(bytes_: bytes, says: str, where: str) -> None:
    """The message counts bytes, the place counts characters, and nothing is read."""
    finding = only(bytes_)
    assert (finding.message, place(finding)) == (says, where)
    assert source(bytes_).root is None


def test_utf16_is_recognised() -> None:
    """Its byte order mark says what to do."""
    assert "UTF-16" in only("a: 1".encode("utf-16")).help


def test_y03_a_file_over_the_limit_is_refused_at_once() -> None:
    """2 MiB are not parsed."""
    finding = only(b"a: 1\n" * (2 * MAX_BYTES // 5))
    assert place(finding) == "OKR007 1:1"
    assert str(MAX_BYTES) in finding.message


def test_y03_a_file_at_the_limit_is_read() -> None:
    """Exactly 1 MiB is lawful."""
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert places(text) == []


@pytest.mark.parametrize(
    "char",
    [
        *("\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x80", "\x85", "\x9b", "\u2028", "\u2029"),
        *("\u200b", "\u200e", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff"),
        *("\ufffe", "\uffff", "\u061c", "\U000e0041", "\u200c", "\u200d"),
    ],
)
def test_y11_characters_that_nobody_sees(char: str) -> None:
    """Each is a finding at its place wherever it stands, and the rest of the file is read."""
    text = f"# note {char}\ntitle: ca{char}lm\nb: 1\n"
    assert places(text) == ["OKR006 1:8", "OKR006 2:10"]
    assert f"U+{ord(char):04X}" in source(text).findings[0].message
    assert data(text) == {"title": "ca\ufffdlm", "b": 1}
    assert source(text).text == text


@pytest.mark.parametrize("text", ["👩\u200d💻", "❤\ufe0f\u200d🔥", "می\u200cخواهم", "क्\u200dष"])
def test_joiners_are_lawful_where_they_are_needed(text: str) -> None:
    """Emoji sequences and the scripts that need joiners are text like any other."""
    assert guard(f"title: {text}\n".encode(), FILE).findings == ()


def test_unsafe_characters_are_capped() -> None:
    """A hundred are listed, and one more finding counts the rest."""
    findings = source("a: 1 # " + "\u200b" * 1000).findings
    assert len(findings) == MAX_UNSAFE + 1
    assert findings[-1].message.startswith("900 more characters")
    assert findings[-1].span.column == 8 + MAX_UNSAFE
