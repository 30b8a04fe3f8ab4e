"""Where the fields of an entry stand."""

from __future__ import annotations

from okrctl.findings import Span
from okrctl.text.entry_places import EntryPlaces, fields

LINE = '{"é": "ö, \\"x\\": 1", "x" : {"y": [1, 2], "z": 3}, "z":-1.5, "\\u006e": null}'
DATA = b'{"a": 1}\r\n' + LINE.encode() + b"\n"


def test_a_field_has_a_span() -> None:
    """Its value is found behind quotes and brackets, in characters."""
    places = EntryPlaces(DATA, "f.jsonl")
    for name, value in {
        "é": '"ö, \\"x\\": 1"',
        "x": '{"y": [1, 2], "z": 3}',
        "z": "-1.5",
        "n": "null",
    }.items():
        span = places.field(2, name)
        assert LINE[span.column - 1 : span.end_column - 1] == value
        assert span.line == span.end_line == 2


def test_a_key_has_a_span() -> None:
    """The name with its quotes."""
    span = EntryPlaces(DATA, "f.jsonl").key(2, "x")
    assert LINE[span.column - 1 : span.end_column - 1] == '"x"'


def test_a_field_that_is_not_there_is_the_whole_line() -> None:
    """A message about what is missing points at the line."""
    places = EntryPlaces(DATA, "f.jsonl")
    assert places.field(1, "b") == places.key(1, "b") == Span("f.jsonl", 1, 1, 1, 9)
    assert places.field(9, "b") == Span("f.jsonl", 9, 1, 9, 1)


def test_one_line_alone_will_do() -> None:
    """Where the text of the line is at hand."""
    assert EntryPlaces(b"\n" * 6 + b'{"a": 12}', "f.jsonl").field(7, "a") == Span(
        "f.jsonl", 7, 7, 7, 9
    )


def test_a_broken_line_is_read_as_far_as_it_goes() -> None:
    """No line makes it raise or wait."""
    assert [field.name for field in fields('{"a": 1, "b": "' + '\\"' * 30_000)] == ["a"]
    assert list(fields("]}]}")) == []
    assert list(fields("")) == []
