"""What is wrong with an entry line, in plain words, at its column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrctl.findings import Finding, Rule, Span
from okrctl.text.entry_places import fields, tokens
from okrctl.text.guard import has_unsafe, unsafe_characters
from okrctl.text.quoting import clipped
from okrctl.text.ruler import Ruler
from okrctl.text.rules import BAD_ENTRY_LINE, OVER_A_LIMIT, UNSAFE_CHARACTER
from okrctl.text.scalars import MAX_DIGITS

MAX_DEPTH = 32
"""The deepest nesting of lists and objects in an entry."""

_PLACED = re.compile(r"(.*) at line \d+ column (\d+)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")

_SAID: tuple[tuple[str, Rule, str, str], ...] = (
    ("out of range", OVER_A_LIMIT, f"a number of more than {MAX_DIGITS} digits", "round it"),
    ("hex escape", BAD_ENTRY_LINE, "half a character", "write both halves of the pair"),
    ("surrogate", BAD_ENTRY_LINE, "half a character", "write both halves of the pair"),
    (
        "control character",
        BAD_ENTRY_LINE,
        "a control character in a text",
        "write it as \\u escape",
    ),
    ("trailing comma", BAD_ENTRY_LINE, "a comma before the closing bracket", "delete the comma"),
    ("trailing characters", BAD_ENTRY_LINE, "text behind the object", "one object a line"),
    ("EOF", BAD_ENTRY_LINE, "the line ends before its object does", "close quotes and brackets"),
    ("invalid number", BAD_ENTRY_LINE, "no decimal number", "write it as 8 or 0.5"),
    ("invalid escape", BAD_ENTRY_LINE, "no escape of JSON", "double the backslash"),
    ("key must be", BAD_ENTRY_LINE, "a key is no text in double quotes", "quote the key"),
    ("expected `:`", BAD_ENTRY_LINE, "a colon is missing", "write it behind the key"),
    ("expected `,`", BAD_ENTRY_LINE, "a comma is missing", "write it before the next key"),
    (
        "expected value",
        BAD_ENTRY_LINE,
        "no value of JSON",
        "write a text in double quotes or a number",
    ),
)


def fault(said: str, line: bytes, file: str, number: int) -> Finding:
    """The finding for what the JSON parser said of a line."""
    placed = _PLACED.fullmatch(said)
    column = _column(line, int(placed[2]) if placed else 1)
    span = Span(file, number, column, number, column)
    if "duplicate key" in said:
        return _duplicate(line, span)
    if byte := _bad_byte(line):
        column = _column(line, byte)
        span = Span(file, number, column, number, column)
        says = "not UTF-8 at byte {byte} of the line"
        return Finding(UNSAFE_CHARACTER, span, says, {"byte": byte}, help="save it as UTF-8")
    if "recursion limit" in said and (finding := odd_token(line, file, number)):
        return finding
    for word, rule, says, help_ in _SAID:
        if word in said:
            return Finding(rule, span, says, help=help_)
    return Finding(BAD_ENTRY_LINE, span, "no strict JSON", help="write one object a line")


def no_object(line: bytes, file: str, number: int) -> Finding:
    """The finding for a line that is JSON, and no object."""
    column = len(line) - len(line.lstrip()) + 1
    span = Span(file, number, column, number, _column(line, len(line.rstrip()) + 1))
    says = "an entry is one object, with a name for each value"
    return Finding(BAD_ENTRY_LINE, span, says, help='write {"id": …, "at": …, …}')


def too_long(file: str, number: int, size: int, most: int) -> Finding:
    """The finding for a line over the limit."""
    return Finding(
        OVER_A_LIMIT,
        Span(file, number, 1, number, 1),
        "the line has {size} bytes; at most {most} are read",
        {"size": size, "most": most},
        help="shorten its note",
    )


def unseen(line: bytes, file: str, number: int) -> Iterator[Finding]:
    """A finding for each character of a line that nobody sees."""
    text = line.decode(errors="replace")
    if not has_unsafe(text):
        return
    for finding in unsafe_characters(Ruler(file, text)):
        span = finding.span
        yield Finding(
            UNSAFE_CHARACTER,
            Span(file, number, span.column, number, span.end_column),
            finding.template,
            finding.args,
            help="write it as an escape such as \\u200b, or delete it",
        )


def odd_token(line: bytes, file: str, number: int) -> Finding | None:
    """A finding for the first number that is no plain decimal, or for nesting beyond the limit."""
    depth = 0
    for token in tokens(line.decode(errors="replace")):
        span = Span(file, number, token.start() + 1, number, token.end() + 1)
        depth += (token[0] in {"{", "["}) - (token[0] in {"}", "]"})
        if depth > MAX_DEPTH:
            says = "nesting > {most} at {line}:{column}"
            args = {"most": MAX_DEPTH, "line": number, "column": span.column}
            return Finding(OVER_A_LIMIT, span, says, args, help="write it flatter")
        if _NUMBER.fullmatch(token[0]):
            if "e" in token[0].lower():
                says, shown = "{number} has an exponent", {"number": clipped(token[0])}
                return Finding(BAD_ENTRY_LINE, span, says, shown, help="write the decimal itself")
            digits = sum(map(str.isdigit, token[0]))
            if digits > MAX_DIGITS:
                says = "a number of {digits} digits; at most {most} are read"
                args = {"digits": digits, "most": MAX_DIGITS}
                return Finding(OVER_A_LIMIT, span, says, args, help="round it")
    return None


def _duplicate(line: bytes, span: Span) -> Finding:
    text = line.decode(errors="replace")
    first, second = _pair(text) or (None, _word(text, span.column))
    return Finding(
        BAD_ENTRY_LINE,
        _on(span, second),
        "{key} is given twice",
        {"key": clipped(text[slice(*second)])},
        help="keep one of the two",
        related=((_on(span, first), "the first one"),) if first else (),
    )


def _pair(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the first top-level key that is given twice stands."""
    seen: dict[str, tuple[int, int]] = {}
    for field in fields(text):
        if field.name in seen:
            return seen[field.name], field.key
        seen[field.name] = field.key
    return None


def _word(text: str, column: int) -> tuple[int, int]:
    """The last text in quotes before a column."""
    words = [token.span() for token in tokens(text) if token[0][0] == '"']
    return next((word for word in reversed(words) if word[1] < column), (column - 1, column - 1))


def _bad_byte(line: bytes) -> int:
    """The first byte of a line that is not UTF-8, from 1; 0 where all of it is."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return error.start + 1
    return 0


def _on(span: Span, bounds: tuple[int, int]) -> Span:
    return Span(span.file, span.line, bounds[0] + 1, span.line, bounds[1] + 1)


def _column(line: bytes, column: int) -> int:
    """A column in bytes as one in characters, both from 1."""
    return len(line[: max(column - 1, 0)].decode(errors="replace")) + 1
