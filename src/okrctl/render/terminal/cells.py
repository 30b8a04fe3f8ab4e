"""Text measured in terminal cells, where a CJK letter or an emoji takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from okrctl.pages.blocks import Role

Piece = tuple[str, Role]
"""A stretch of safe text and its role."""
Strip = tuple[Piece, ...]
"""Pieces beside each other: a cell of a table, or a line."""


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def width(strip: Iterable[Piece]) -> int:
    """How many cells a strip takes."""
    return sum(cells(text) for text, _ in strip)


def pad(strip: Strip, to: int, *, right: bool = False) -> Strip:
    """The strip with spaces up to a width, before it where it is aligned right."""
    missing = to - width(strip)
    if missing <= 0:
        return strip
    space: Piece = (" " * missing, "plain")
    return (space, *strip) if right else (*strip, space)


def cut(strip: Strip, to: int, ellipsis: str) -> Strip:
    """The strip cut to a width, the cut shown by an ellipsis; short ones are left alone."""
    if width(strip) <= to:
        return strip
    room = max(to - cells(ellipsis), 0)
    kept: list[Piece] = []
    for text, role in strip:
        head = start_of(text, room)
        kept.append((head, role))
        room -= cells(head)
        if head != text:
            break
    last = kept[-1]
    kept[-1] = (last[0].rstrip(" "), last[1])
    return (*kept, (ellipsis[: max(to, 0)], last[1]))


def start_of(text: str, room: int) -> str:
    """The longest beginning of a text that fits; a letter keeps the marks that belong to it."""
    if text.isascii():
        return text[: max(room, 0)]
    end = len(text)
    while end and (cells(text[:end]) > room or joined(text, end)):
        end -= 1
    return text[:end]


def joined(text: str, at: int) -> bool:
    """Whether the character at a place belongs to the letter before it."""
    return 0 < at < len(text) and cells(text[: at + 1]) == cells(text[:at])


def flowing(strip: Strip, first: int, rest: int) -> Iterator[Strip]:
    """The strip on lines of a width, broken at spaces; `first` is the room on the first line."""
    row: list[Piece] = []
    room = max(first, 1)
    for unit in units(strip):
        if row and width(trimmed(unit)) > room:
            yield trimmed(row)
            row, room = [], max(rest, 1)
        for text, role in unit:
            left = text
            while cells(left.rstrip(" ")) > room and (head := start_of(left, room)):
                yield (*row, (head, role))
                left, row, room = left[len(head) :], [], max(rest, 1)
            row.append((left, role))
            room -= cells(left)
    yield trimmed(row)


def units(strip: Strip) -> Iterator[Strip]:
    """What stays on one line: a word with the spaces and the dot behind it, a sign and its word."""
    unit: list[Piece] = []
    for text, role in strip:
        for word in re.findall(r" *[^ ]+(?: ·)? *| +", text):
            if unit and not is_open(unit):
                yield tuple(unit)
                unit = []
            unit.append((word, role))
    if unit:
        yield tuple(unit)


def is_open(unit: Sequence[Piece]) -> bool:
    """Whether a unit is still only a sign, or has come to no space yet."""
    text = "".join(part for part, _ in unit)
    bare = text.strip()
    return not text.endswith(" ") or (len(bare) == 1 and not bare.isalnum() and bare != "·")


def trimmed(strip: Sequence[Piece]) -> Strip:
    """The strip without spaces at its end."""
    rest = list(strip)
    while rest:
        text, role = rest.pop()
        text = text.rstrip(" ")
        if text:
            return (*rest, (text, role))
    return ()
