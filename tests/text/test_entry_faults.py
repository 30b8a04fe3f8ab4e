"""What is wrong with an entry line."""

from __future__ import annotations

import pytest

from okrctl.text.entries import read_lines
from text.reading import place

FILE = "checkins/2026-Q4/ops/one.jsonl"


@pytest.mark.parametrize(
    ("line", "where", "says"),
    [
        ('{"é": 1e3}', "OKR015 1:7", "1e3 has an exponent"),
        ('{"a": 1E-3}', "OKR015 1:7", "1E-3 has an exponent"),
        ('{"a": [1.5e1]}', "OKR015 1:8", "1.5e1 has an exponent"),
        ('{"é": 1, "é": 2}', "OKR015 1:10", '"é" is given twice'),
        ('{"a": {"x": 1, "x": 2}}', "OKR015 1:16", '"x" is given twice'),
        ('{"é": NaN}', "OKR015 1:7", "no value of JSON"),
        ('{"a": Infinity}', "OKR015 1:7", "no value of JSON"),
        ('{"a": 1,}', "OKR015 1:9", "a comma before the closing bracket"),
        ('{"a": 1} {"b": 2}', "OKR015 1:10", "text behind the object"),
        ('{"é" 1}', "OKR015 1:6", "a colon is missing"),
        ('{"a": 1 "b": 2}', "OKR015 1:9", "a comma is missing"),
        ("{a: 1}", "OKR015 1:2", "a key is no text in double quotes"),
        ('{"a": "x', "OKR015 1:8", "the line ends before"),
        ('{"a": "\\q"}', "OKR015 1:9", "no escape of JSON"),
        ('{"a": "\\ud800"}', "OKR015 1:14", "half a character"),
        ('{"a": "x\ty"}', "OKR015 1:9", "a control character in a text"),
        ('{"a": 012}', "OKR015 1:8", "no decimal number"),
        ("[1]", "OKR015 1:1", "an entry is one object"),
        ('  "x"', "OKR015 1:3", "an entry is one object"),
        ("# comment", "OKR015 1:1", "no value of JSON"),
        ('{"a": ' + "1" * 41 + "}", "OKR007 1:7", "a number of 41 digits"),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}", "OKR007 1:38", "nesting > 32"),
        ('{"a": ' + "[" * 500 + "]" * 500 + "}", "OKR007 1:38", "nesting > 32"),
    ],
)
def test_a_line_that_is_no_entry(line: str, where: str, says: str) -> None:
    """It is told at its column, counted in characters, with what to write instead."""
    found = read_lines(line.encode(), FILE)
    assert found.rows == ()
    (finding,) = found.findings
    assert place(finding) == where
    assert says in finding.message
    assert finding.help


def test_a_key_given_twice_shows_the_first() -> None:
    """Both places are in the same line."""
    (finding,) = read_lines(b'\n{"a": 1, "b": "a", "a": 2}', FILE).findings
    assert finding.span.column == 20
    assert [(span.line, span.column) for span, _ in finding.related] == [(2, 2)]


def test_y09_a_line_that_is_no_utf8() -> None:
    """The byte is counted in its line."""
    found = read_lines(b'{"a": 1}\n{"n": "caf\xe9"}\n', FILE)
    assert [row.line for row in found.rows] == [1]
    (finding,) = found.findings
    assert place(finding) == "OKR006 2:11"
    assert finding.message == "not UTF-8 at byte 11 of the line"


def test_y11_characters_that_nobody_sees() -> None:
    """The entry counts, since nothing is lost, and each character is a finding."""
    found = read_lines('{"n": "é\u202ex\x7f"}'.encode(), FILE)
    assert [row.data for row in found.rows] == [{"n": "é\u202ex\x7f"}]
    assert [place(finding) for finding in found.findings] == ["OKR006 1:9", "OKR006 1:11"]


def test_words_that_look_like_exponents_are_text() -> None:
    """Only numbers are looked at, not what stands in quotes."""
    line = '{"id": "1e3", "note": "from 1e3: 2e5", "value": 0.5, "x": [1, "9e9"]}'
    assert read_lines(line.encode(), FILE).findings == ()
