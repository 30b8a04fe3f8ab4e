"""The guard before the parser: size, encoding, and characters that nobody sees.

Everything here is decided on the bytes and on the text as such, so that it holds for every parser
and in every place of a file, comments included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from okrctl.findings import Finding
from okrctl.text.ruler import BOM, Ruler
from okrctl.text.rules import OVER_A_LIMIT, UNSAFE_CHARACTER

MAX_BYTES = 1 << 20
"""The largest YAML file that is read: 1 MiB."""

MAX_UNSAFE = 100
"""How many unsafe characters of one file are listed; the next finding counts the rest."""

MAX_TAG = 1_000
"""The longest word that begins with `!`: parsers take quadratic time over a tag."""

REPLACEMENT = "\ufffd"

_TAG = re.compile(r"!\S*+")

_NEVER = (
    # Control characters but tab and line ends, and what Unicode calls a line end.
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    # Direction of reading.
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    # Zero width, deprecated formatting, annotations and tags, half characters.
    "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    "\ud800-\udfff"
)
_SCRIPTS = "\u0600-\u0dff"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"

UNSAFE = re.compile(
    f"[{_NEVER}]"
    # Joiners are lawful between emoji and inside scripts that need them.
    f"|\u200d(?<![{_EMOJI}\ufe0f{_SCRIPTS}]\u200d)|\u200d(?![{_EMOJI}{_SCRIPTS}])"
    f"|\u200c(?<![{_SCRIPTS}]\u200c)|\u200c(?![{_SCRIPTS}])"
)
"""A character that a reviewer cannot see, or that changes what a reviewer sees."""

_SUSPECT = re.compile(f"[{_NEVER}\u200c\u200d]")
"""One set of characters, which is searched ten times as fast."""


def has_unsafe(text: str) -> bool:
    """Whether a text holds a character that nobody sees."""
    return _SUSPECT.search(text) is not None and UNSAFE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Guarded:
    """A text that a parser may see, of the same length as the file's own, less a BOM.

    `text` is the file's own; `body` is none where the file is not read at all.
    """

    text: str
    body: str | None
    findings: tuple[Finding, ...]


def name_of(char: str) -> str:
    """A character that cannot be shown, as Unicode numbers it: `U+202E`."""
    return f"U+{ord(char):04X}"


def guard(data: bytes, file: str) -> Guarded:
    """The text of a file, safe to parse, with a finding for each thing that is not."""
    if len(data) > MAX_BYTES:
        return Guarded("", None, (_too_large(len(data), file),))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        return Guarded(text, None, (_not_utf8(data, error.start, file),))
    body = text.removeprefix(BOM)
    if "!" in body and (tag := _long_tag(file, body)):
        return Guarded(text, None, (tag,))
    if not has_unsafe(body):
        return Guarded(text, body, ())
    findings = tuple(unsafe_characters(Ruler(file, body)))
    return Guarded(text, UNSAFE.sub(REPLACEMENT, body), findings)


def _too_large(size: int, file: str) -> Finding:
    return Finding(
        OVER_A_LIMIT,
        Ruler(file, "").span(0, 0),
        "the file has {size} bytes; at most {most} are read",
        {"size": size, "most": MAX_BYTES},
        help="split it",
    )


def _not_utf8(data: bytes, start: int, file: str) -> Finding:
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    before = data[:start].decode()
    ruler = Ruler(file, before)
    return Finding(
        UNSAFE_CHARACTER,
        ruler.span(len(before), len(before)),
        "not UTF-8 at byte {byte}",
        {"byte": start},
        help="save the file as UTF-8" + (", it looks like UTF-16" if wide else ""),
    )


def _long_tag(file: str, body: str) -> Finding | None:
    for match in _TAG.finditer(body):
        if match.end() - match.start() > MAX_TAG:
            return Finding(
                OVER_A_LIMIT,
                Ruler(file, body).span(match.start(), match.end()),
                "a word that begins with ! is longer than {most} characters",
                {"most": MAX_TAG},
                help="delete it",
            )
    return None


def unsafe_characters(ruler: Ruler) -> Iterator[Finding]:
    """A finding for each character that nobody sees; one at the end counts those over the cap."""
    matches = UNSAFE.finditer(ruler.text)
    for match in islice(matches, MAX_UNSAFE):
        yield Finding(
            UNSAFE_CHARACTER,
            ruler.span(match.start(), match.end()),
            "the character {char} is not seen by a reader",
            {"char": name_of(match[0])},
            help="delete it",
        )
    for match in matches:
        yield Finding(
            UNSAFE_CHARACTER,
            ruler.span(match.start(), match.end()),
            "{count} more characters that are not seen from here on",
            {"count": 1 + sum(1 for _ in matches)},
            help="delete them",
        )
