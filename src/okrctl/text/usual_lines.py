"""The usual line of an entry: how nearly every line begins, taken apart without a look at JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrctl.text.entries import lines_of

_USUAL = re.compile(
    r'\{"id": ?"([0-9a-hjkmnp-tv-z]{13})", ?"at": ?"([0-9T:.Z+-]{17,40})", ?"who": ?"([a-z0-9-]+)"'
    r', ?"(kr|objective|kpi)": ?"([A-Za-z0-9./:#-]+)"(?:, ?([^ ].{0,4000}))?\}\r?',
)
"""Four texts without an escape, in the order in which okrctl writes them, and whatever follows."""


Usual = tuple[str, str, str, str, str, str | None]
"""Of a usual line its id, at, who, the kind of its subject, the subject, and what follows."""


def usual_lines(data: bytes) -> Iterator[tuple[bytes | str, re.Match[str] | None]]:
    """Each line of a file, and its match where it is a usual one, whose groups are a `Usual`.

    Lines are bytes, and none is usual, where something in the file is not UTF-8.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return ((line, None) for line in lines_of(data))
    return zip(lines, map(_USUAL.fullmatch, lines), strict=True)
