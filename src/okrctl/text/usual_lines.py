"""The usual line of an entry: how nearly every line begins, taken apart without a look at JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from okrctl.text.entries import lines_of

_USUAL = re.compile(
    r'\{"id": ?"([0-9a-hjkmnp-tv-z]{13})", ?"at": ?"([0-9T:.Z+-]{17,40})", ?"who": ?"([a-z0-9-]+)"'
    r', ?"(kr|objective|kpi)": ?"([A-Za-z0-9./:#-]+)"(?:, ?([^ ].{0,4000}))?\}\r?',
)
"""Four texts without an escape, in the order in which okrctl writes them, and whatever follows."""


class UsualLine(NamedTuple):
    """The texts at the start of a line, and the rest of its fields as they are written."""

    id: str
    at: str
    who: str
    kind: str
    subject: str
    rest: str | None


def usual_lines(data: bytes) -> Iterator[tuple[bytes, UsualLine | None]]:
    """Each line of a file, taken apart where it is a usual one and all of it is UTF-8."""
    matches, made = _USUAL.fullmatch, UsualLine._make
    for line in lines_of(data):
        try:
            found = matches(line.decode())
        except UnicodeDecodeError:
            found = None
        yield line, made(found.groups()) if found else None
