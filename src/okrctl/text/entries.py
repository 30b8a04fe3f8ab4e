"""Entry lines: JSON Lines with exact decimals, one object a line, written once.

A line that is no strict JSON is a finding at its line and column, and the other lines count. What
is written is read back as the same entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from okrctl.errors import UsageError
from okrctl.findings import Finding, Span
from okrctl.text.entry_faults import fault, no_object, odd_token, too_long, unseen
from okrctl.text.guard import UNSAFE, has_unsafe
from okrctl.text.rules import OVER_A_LIMIT
from okrctl.text.scalars import MAX_DIGITS, without_sign_of_zero

MAX_LINE = 1 << 16
"""The longest line: 64 KiB."""

MAX_FILE = 1 << 20
"""The largest entry file: 1 MiB."""

MAX_PACK = 1 << 28
"""The largest pack: 256 MiB."""

MAX_FAULTS = 500
"""How many unreadable lines of a file are described; one more stands for all others."""

PACK = "packed.jsonl"
"""The name of a pack, in any folder."""

_BOM = b"\xef\xbb\xbf"
_HALF = re.compile("[\ud800-\udfff]")
_TOO_BIG = 10**MAX_DIGITS


class Row(NamedTuple):
    """One entry as plain data, and the line it stands in."""

    line: int
    data: dict[str, object]


class Lines(NamedTuple):
    """The entries of a file, in its order, and what is wrong with its other lines."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def read_lines(data: bytes, file: str) -> Lines:
    """The entries of a file. Blank lines, CRLF and a missing last line end are let pass."""
    if too_large := over_the_limit(data, file):
        return Lines((), (too_large,))
    rows: list[Row] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines_of(data), start=1):
        row = read_line(line, file, number, findings)
        if row is not None:
            rows.append(row)
    return Lines(tuple(rows), tuple(findings))


def over_the_limit(data: bytes, file: str) -> Finding | None:
    """The finding for a file that is too large to be read; none for any other."""
    most = MAX_PACK if file.rpartition("/")[2] == PACK else MAX_FILE
    return _too_large(file, len(data), most) if len(data) > most else None


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file, without their ends and the mark of UTF-8 before the first."""
    return data.removeprefix(_BOM).split(b"\n")


def read_line(line: bytes, file: str, number: int, findings: list[Finding]) -> Row | None:
    """The entry in one line, none where it is blank or broken; what is wrong joins `findings`."""
    if not line or line.isspace():
        return None
    if len(line) > MAX_LINE:
        findings.append(too_long(file, number, len(line), MAX_LINE))
        return None
    try:
        entry = _parser()(line)
    except ValueError as error:
        if len(findings) <= MAX_FAULTS:
            findings.append(fault(str(error), line, file, number))
        return None
    if type(entry) is not dict:
        if len(findings) <= MAX_FAULTS:
            findings.append(no_object(line, file, number))
        return None
    if not line.isascii() or b"\x7f" in line:
        findings.extend(unseen(line, file, number))
    if _calls_for_a_look(entry, line) and (odd := odd_token(line, file, number)):
        findings.append(odd)
        return None
    return Row(number, entry)


def plain_fields(part: str) -> dict[str, object] | None:
    """The fields of a part of a line, such as `"value": 4`; none where it calls for a look."""
    line = f"{{{part}}}".encode()
    try:
        fields = _parser()(line)
    except ValueError:
        return None
    if type(fields) is not dict or has_unsafe(part) or _calls_for_a_look(fields, line):
        return None
    return fields


@cache
def _parser() -> Callable[[bytes], object]:
    """Reads one line; ValueError where it is no strict JSON, or has a key twice."""
    from jiter import from_json

    return partial(from_json, allow_inf_nan=False, catch_duplicate_keys=True, float_mode="decimal")


def _calls_for_a_look(entry: dict[str, object], line: bytes) -> bool:
    """Whether a line may hold a number that is no plain decimal, or nest too deep.

    Nearly all lines are let pass by a look at their values, which is cheaper than one at the text.
    """
    for value in entry.values():
        kind = type(value)
        if kind is str or value is None or kind is bool:
            continue
        if kind is int:
            if -_TOO_BIG < value < _TOO_BIG:
                continue
        elif kind is Decimal:
            typed = str(value)
            if len(typed) <= MAX_DIGITS and typed.encode() in line and "E" not in typed:
                continue
        return True
    return False


def write_line(entry: Mapping[str, object]) -> str:
    """One line for an entry, without a line end: keys in the order given, decimals as typed.

    Raises:
        UsageError: a text holds half a character, a number is not finite, or the line is too long.
    """
    line = _json(entry)
    if len(line.encode()) > MAX_LINE:
        raise UsageError(f"the entry is over {MAX_LINE:,} bytes long", "shorten its note")
    return line


def _json(value: object) -> str:
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case int():
            return str(value)
        case Decimal():
            if not value.is_finite():
                raise UsageError(f"{value} is no finite number", "give a decimal such as 12.5")
            return f"{without_sign_of_zero(value):f}"
        case str():
            return _string(value)
        case Mapping():
            return "{" + ", ".join(f"{_string(k)}: {_json(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_json, value)) + "]"
    raise TypeError(f"an entry holds no {type(value).__name__}")


def _string(text: str) -> str:
    if _HALF.search(text):
        raise UsageError("a text holds half a character", "type it again as UTF-8")
    return UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _too_large(file: str, size: int, most: int) -> Finding:
    return Finding(
        OVER_A_LIMIT,
        Span(file),
        "the file has {size} bytes; at most {most} are read",
        {"size": size, "most": most},
        help="split it",
    )
