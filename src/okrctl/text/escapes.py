"""Escapes in double quotes that make a character nobody may write as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.text.guard import MAX_UNSAFE, UNSAFE, name_of
from okrctl.text.ruler import Ruler
from okrctl.text.rules import UNSAFE_CHARACTER

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}
_LAST_CODE_POINT = 0x10FFFF


def impossible_escape(text: str) -> int | None:
    """The offset of the first escape for a character that does not exist, if there is one."""
    return next((start for start, _, code in _escapes(text) if code > _LAST_CODE_POINT), None)


def unsafe_escapes(ruler: Ruler, start: int, raw: str) -> Iterator[Finding]:
    """A finding for each escape in `raw`, which begins at offset `start`, that is refused."""
    listed = 0
    for begin, end, code in _escapes(raw):
        if listed < MAX_UNSAFE and UNSAFE.fullmatch(chr(code)):
            listed += 1
            yield Finding(
                UNSAFE_CHARACTER,
                ruler.span(start + begin, start + end),
                "the escape makes {char}, which is not seen by a reader",
                {"char": name_of(chr(code))},
                help="delete it, or double the backslash where the letters are meant",
            )


def _escapes(raw: str) -> Iterator[tuple[int, int, int]]:
    for match in _ESCAPE.finditer(raw):
        if match[4] is None:
            yield match.start(), match.end(), int(match[1] or match[2] or match[3], 16)
        elif match[4] in _NAMED:
            yield match.start(), match.end(), _NAMED[match[4]]
