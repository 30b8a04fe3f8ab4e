"""Where the fields of an entry stand in its line, found only when a message needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from okrctl.findings import Span

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\],:]|[^\s"{}\[\],:]+')


class Field(NamedTuple):
    """A top-level field: offsets in the line of its key and of its value, the ends exclusive."""

    name: str
    key: tuple[int, int]
    value: tuple[int, int]


class EntryPlaces:
    """The lines of one entry file, cut once, for spans of lines and of fields."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")

    def text(self, line: int) -> str:
        """The text of a line, without its end; empty where there is no such line."""
        if not 1 <= line <= len(self._lines):
            return ""
        return self._lines[line - 1].decode(errors="replace").removesuffix("\r")

    def line(self, line: int) -> Span:
        """The span of the whole line."""
        return Span(self.file, line, 1, line, len(self.text(line)) + 1)

    def field(self, line: int, name: str) -> Span:
        """The span of a field's value; that of the line where there is no such field."""
        found = next((field for field in fields(self.text(line)) if field.name == name), None)
        return self._span(line, found.value) if found else self.line(line)

    def key(self, line: int, name: str) -> Span:
        """The span of a field's name; that of the line where there is no such field."""
        found = next((field for field in fields(self.text(line)) if field.name == name), None)
        return self._span(line, found.key) if found else self.line(line)

    def _span(self, line: int, bounds: tuple[int, int]) -> Span:
        return Span(self.file, line, bounds[0] + 1, line, bounds[1] + 1)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens of a line: strings, signs, numbers and words; no sense is made of them."""
    return _TOKEN.finditer(text)


def fields(text: str) -> Iterator[Field]:
    """The top-level fields of a line, as far as it can be read."""
    depth = 0
    key: re.Match[str] | None = None
    start = end = -1
    for token in tokens(text):
        sign = token[0]
        if depth == 1 and sign in {",", "}"}:
            if key and start >= 0:
                yield Field(_name(key[0]), key.span(), (start, end))
            key, start = None, -1
        elif depth == 1 and key is None:
            key = token
            continue
        elif depth and not (depth == 1 and sign == ":"):
            start = token.start() if start < 0 else start
        depth += (sign in {"{", "["}) - (sign in {"}", "]"})
        end = token.end()


def _name(written: str) -> str:
    try:
        return str(json.loads(written))
    except ValueError:
        return written
