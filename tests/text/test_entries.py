"""Entry lines, read and written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.errors import UsageError
from okrctl.text.entries import MAX_FILE, MAX_LINE, Row, read_lines, write_line

FILE = "checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl"
PACK = "checkins/2026-Q3/packed.jsonl"
LINE = (
    '{"id": "7f3kq2ab9mwx4", "at": "2026-11-21T14:03:22Z", "who": "mira",'
    ' "kr": "ops/calm#bugs", "value": 8, "note": "Zwei Fehler 😀",'
    ' "support": [{"team": "ops", "need": "A copy"}]}'
)


def rows(text: str) -> tuple[Row, ...]:
    """The rows of a text that draws no finding."""
    found = read_lines(text.encode(), FILE)
    assert found.findings == ()
    return found.rows


def test_a_line_is_an_entry() -> None:
    """It is plain data with the number of its line."""
    (row,) = rows(LINE + "\n")
    assert row.line == 1
    assert row.data["value"] == 8
    assert row.data["support"] == [{"team": "ops", "need": "A copy"}]


def test_what_was_read_is_written_as_it_was() -> None:
    """Keys keep their order, and the separators are those that people read easily."""
    assert write_line(rows(LINE)[0].data) == LINE


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("0.10", Decimal("0.10")),
        ("12345678901234567890.12", Decimal("12345678901234567890.12")),
        ("-7", -7),
        ("99999999999999999999999999", 99999999999999999999999999),
        ("-0.0", Decimal(0)),
    ],
)
def test_numbers_are_exact(number: str, value: object) -> None:
    """Neither a float nor rounding comes between the file and the figure."""
    (row,) = rows(f'{{"value": {number}}}')
    assert row.data["value"] == value
    assert type(row.data["value"]) is type(value)


def test_y05_minus_zero_is_written_as_zero() -> None:
    """-0.0 has no sign."""
    assert write_line({"value": Decimal("-0.0")}) == '{"value": 0.0}'


@pytest.mark.parametrize("text", [LINE + "\r\n", f"\n{LINE}\n \n", "\ufeff" + LINE, LINE])
def test_y10_line_ends_and_blank_lines_are_let_pass(text: str) -> None:
    """CRLF, blank lines, a byte order mark and a missing last line end change nothing."""
    assert [row.data for row in rows(text)] == [rows(LINE)[0].data]


def test_a_broken_line_costs_only_itself() -> None:
    """The other lines count, and know their numbers."""
    found = read_lines(b'{"a": 1}\n{"a": 2\n{"a": 3}\n', FILE)
    assert [(row.line, row.data["a"]) for row in found.rows] == [(1, 1), (3, 3)]
    (finding,) = found.findings
    assert (finding.rule.code, finding.span.line) == ("OKR015", 2)


def test_y03_files_and_lines_have_limits() -> None:
    """An entry file is at most 1 MiB, a pack more, and a line 64 KiB."""
    many = b'{"a": 1}\n' * (MAX_FILE // 9 + 1)
    refused = read_lines(many, FILE)
    assert (refused.rows, refused.findings[0].rule.code) == ((), "OKR007")
    assert len(read_lines(many, PACK).rows) == MAX_FILE // 9 + 1
    long = b'{"a": "' + b"x" * MAX_LINE + b'"}\n{"a": 1}\n'
    found = read_lines(long, FILE)
    assert [(f.rule.code, f.span.line) for f in found.findings] == [("OKR007", 1)]
    assert [row.line for row in found.rows] == [2]


def test_control_characters_are_written_as_escapes() -> None:
    """So is everything that nobody sees; what is read back is what was meant."""
    text = 'a"\\\n\t\x00\x1b\x7f\x9b\u2028\u202e\u200b é 😀'
    line = write_line({"note": text})
    assert line.isprintable()
    assert rows(line)[0].data == {"note": text}


@pytest.mark.parametrize("value", ["\ud800", "a\udfff", {"\udc00": 1}, ["\ud83d\ude00"]])
def test_half_characters_are_refused(value: object) -> None:
    """They cannot be written as UTF-8, and come from a wrong terminal."""
    with pytest.raises(UsageError):
        write_line({"note": value})


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), "x" * MAX_LINE])
def test_what_could_not_be_read_again_is_not_written(value: object) -> None:
    """Numbers are finite, and a line has its limit."""
    with pytest.raises(UsageError) as refused:
        write_line({"value": value})
    assert refused.value.next_step


def test_a_float_is_a_mistake_of_the_program() -> None:
    """Numbers of entries are exact, so that a float never gets into a file."""
    with pytest.raises(TypeError):
        write_line({"value": 0.5})


decimals = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), decimals, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(texts, values, max_size=5))
def test_what_is_written_is_read_back(entry: dict[str, object]) -> None:
    """Any entry comes back the same, in one line and without any finding."""
    line = write_line(entry)
    assert "\n" not in line
    assert "\r" not in line
    (row,) = rows(line)
    assert row.data == entry
    assert list(row.data) == list(entry)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_it_raise(some: bytes) -> None:
    """Every line that is not blank is a row or a finding."""
    found = read_lines(some, FILE)
    for number, line in enumerate(some.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        told = [row.line for row in found.rows] + [finding.span.line for finding in found.findings]
        assert (number in told) == bool(line.strip())
