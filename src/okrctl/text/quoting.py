"""Text as YAML writes it: the shortest form that every reader takes for that text."""

from __future__ import annotations

import re

from okrctl.text.guard import UNSAFE
from okrctl.text.scalars import meaning

_PLAIN = re.compile(
    # Begins with a letter, a digit, or a sign before one ...
    r"[-+/_($€£]?[^\W_]"
    # ... and holds no separator of either style, no comment and no line end.
    r"(?:[^\s:#,\[\]{}]|(?<=\S)\#|[ ](?=[^\s\#]))*",
    re.VERBOSE,
)
_LONG = 40
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quote(text: str) -> str:
    """A YAML scalar that means this text, in block and in flow style alike.

    Plain where no reader could take it for anything else, in double quotes otherwise.
    """
    return text if _safe_as_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, with what cannot be seen as escapes."""
    return '"' + "".join(map(_escape, text)) + '"'


def _safe_as_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or not text.isprintable():
        return False
    means = meaning(text)
    return isinstance(means.value, str) and not means.elsewhere and not UNSAFE.search(text)


def _escape(char: str) -> str:
    if char in _ESCAPED:
        return _ESCAPED[char]
    if char.isprintable() and not UNSAFE.match(char):
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def clipped(text: str) -> str:
    """The text on one line, and not longer than a message bears."""
    line = " ".join(text[: _LONG * 2].split())
    return line if len(line) <= _LONG else line[:_LONG].rstrip() + "…"
