"""Offsets and places: where line and column lie in a text, and back.

Lines end with LF, CRLF or CR, and with nothing else; columns are code points from 1. A byte order
mark at the start of a text has no column.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from okrctl.findings import Span

BOM = "\ufeff"

LINE_END = re.compile(r"\r\n?|\n")


class Ruler:
    """The lines of one text, measured once."""

    __slots__ = ("file", "starts", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.starts = [
            1 if text.startswith(BOM) else 0,
            *(match.end() for match in LINE_END.finditer(text)),
        ]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = max(bisect_right(self.starts, offset), 1)
        return line, max(offset - self.starts[line - 1], 0) + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; a place beyond the text is its end."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(self.file, *self.place(start), *self.place(end))

    def bounds(self, span: Span) -> tuple[int, int]:
        """The two offsets of a span."""
        return (
            self.offset(span.line, span.column),
            self.offset(span.end_line, span.end_column),
        )

    def line(self, number: int) -> str:
        """The text of a line without its end; empty where there is no such line."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        ending = LINE_END.search(self.text, start)
        return self.text[start : ending.start() if ending else len(self.text)]
