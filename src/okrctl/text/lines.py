"""A look at the lines of a text that could not be parsed, where only guesses are left."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"[\r\n]|\Z")
_KEY = re.compile(r"[ ]*(?:-[ ]+)*(?:[^\s:#'\"\[{,][^:#\r\n]*:[ \t]+)?")
_FLOW_KEY = re.compile(r"[\[{,:]\s+|[\[{]")
_BLOCK_END = re.compile(r"[ \t]+#|[\r\n]|\Z")
_FLOW_END = re.compile(r"[ \t]+#|[,\]}\r\n]|\Z")


def line_start(text: str, offset: int) -> int:
    """The offset where the line of `offset` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """The offset where the line of `offset` ends, before its line end."""
    match = _LINE_END.search(text, offset)
    return match.start() if match else len(text)


def line_before(text: str, start: int) -> int:
    """The offset where the last line with any text before the one that begins at `start` begins."""
    return line_start(text, len(text[:start].rstrip()))


def in_brackets(text: str, offset: int) -> bool:
    """Whether a bracket is open before `offset` on its line."""
    before = text[line_start(text, offset) : offset]
    return sum(before.count(sign) for sign in "[{") > sum(before.count(sign) for sign in "]}")


def after_key(text: str, offset: int) -> int | None:
    """Where the value on the line of `offset` begins, behind dash and key; none without these."""
    start = line_start(text, offset)
    if in_brackets(text, offset):
        places = [match.end() for match in _FLOW_KEY.finditer(text, start, offset)]
        return places[-1] if places else None
    match = _KEY.match(text, start)
    return match.end() if match and match.end() > start else None


def text_end(text: str, start: int) -> int:
    """Where a text that begins at `start` ends: before a comment, or before the next comma."""
    pattern = _FLOW_END if in_brackets(text, start) else _BLOCK_END
    match = pattern.search(text, start + 1)
    end = match.start() if match else len(text)
    return start + len(text[start:end].rstrip())
