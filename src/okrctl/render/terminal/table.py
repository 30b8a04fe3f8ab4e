"""Tables: which columns fit, how wide each is, and the lines that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from okrctl.pages.blocks import Column, Line, Run, Table
from okrctl.render.terminal.cells import Strip, cells, cut, pad, trimmed, width

FLOOR, LAST_FLOOR, YIELDED = 13, 4, 8
"""An elastic column is cut down to the first before a column leaves, to the second after that; one
that yields to the others, to the third before they are cut at all."""

Draw = Callable[[Line], Strip]


@dataclass(frozen=True, slots=True)
class Track:
    """A column as it is laid out: its place in the rows and how many cells it takes."""

    column: Column
    place: int
    title: str
    wide: int

    @property
    def gap(self) -> int:
        """Spaces before it."""
        return 2 if self.column.opens else 1

    def resized(self, wide: int) -> Track:
        """The same, that wide."""
        return Track(self.column, self.place, self.title, wide)

    def at_least(self, floor: int) -> int:
        """How far it can be cut."""
        if self.column.yields:
            floor = min(floor, YIELDED)
        return min(self.wide, floor) if self.column.elastic else self.wide


def table_lines(table: Table, draw: Draw, room: int, ellipsis: str) -> Iterator[Strip]:
    """The lines of a table: titles, then group by group."""
    groups = [[tuple(map(draw, row)) for row in group.rows] for group in table.groups]
    tracks = fitted(
        natural(table.columns, draw, [row for rows in groups for row in rows], room), room
    )
    if any(track.title for track in tracks):
        yield titles(tracks)
    for group, drawn in zip(table.groups, groups, strict=True):
        if group.heading is not None:
            yield draw(group.heading)
        for row in drawn:
            yield laid_out(tracks, row, ellipsis)
        if group.note is not None:
            yield draw(group.note)


def natural(
    columns: Sequence[Column], draw: Draw, rows: Sequence[Sequence[Strip]], room: int
) -> list[Track]:
    """The columns of a screen of that width, each as wide as its cells and its title."""
    tracks: list[Track] = []
    for place, column in enumerate(columns):
        if column.from_width > room:
            continue
        title = "".join(text for text, _ in draw(Line((Run(column.title),))))
        widest = max((width(row[place]) for row in rows), default=0)
        hangs = bool(tracks) and hangs_over(tracks[-1], column)
        tracks.append(Track(column, place, title, max(widest, cells(title) - hangs)))
    return tracks


def hangs_over(before: Track, column: Column) -> bool:
    """Whether a title of figures can begin in the gap before its column."""
    return (
        column.align == "right"
        and before.column.align == "left"
        and cells(before.title) < before.wide
    )


def fitted(tracks: Sequence[Track], room: int) -> list[Track]:
    """The columns that fit, cut where that is enough, gone in their order where it is not."""
    kept = list(tracks)
    while total(kept, FLOOR) > room:
        first = min((t.column.leaves for t in kept if t.column.leaves), default=0)
        if not first:
            break
        kept = [t for t in kept if t.column.leaves != first]
    floor = FLOOR if total(kept, FLOOR) <= room else LAST_FLOOR
    for _ in range(max(total(kept) - room, 0)):
        elastic = [t for t in kept if t.at_least(floor) < t.wide]
        if not elastic:
            break
        widest = max(elastic, key=lambda t: (t.column.yields, t.wide))
        kept[kept.index(widest)] = widest.resized(widest.wide - 1)
    return kept


def total(tracks: Sequence[Track], floor: int | None = None) -> int:
    """The cells of a line, with elastic columns cut to `floor`."""
    wide = sum(t.wide if floor is None else t.at_least(floor) for t in tracks)
    return wide + sum(t.gap for t in tracks[1:])


def titles(tracks: Sequence[Track]) -> Strip:
    """The line of titles, each above its column."""
    text, end = "", 0
    for number, t in enumerate(tracks):
        start = end + (t.gap if number else 0)
        end = start + t.wide
        if t.column.align == "right":
            start = end - cells(t.title)
        text = text.ljust(max(start, len(text) + bool(text))) + t.title if t.title else text
    return ((text, "quiet"),)


def laid_out(tracks: Sequence[Track], row: Sequence[Strip], ellipsis: str) -> Strip:
    """One row, every cell at its width."""
    strips: list[Strip] = []
    for t in tracks:
        if strips:
            strips.append(((" " * t.gap, "plain"),))
        cell = cut(row[t.place], t.wide, ellipsis)
        strips.append(pad(cell, t.wide, right=t.column.align == "right"))
    return trimmed([piece for strip in strips for piece in strip])
