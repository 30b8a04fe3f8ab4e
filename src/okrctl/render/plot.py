"""A chart in letters: a series with the lines across it, for any medium of equal cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from okrctl.pages.blocks import Chart, Level, Role
from okrctl.render.escape import for_terminal
from okrctl.render.glyphs import Glyphs, cell

ROWS = 9
LEAST = 10
"""Fewer columns than these draw nothing that one could read."""
LINES: dict[Literal["limit", "centre", "target"], tuple[str, str]] = {
    "limit": ("┈", "."), "centre": ("─", "-"), "target": ("═", "="),
}  # fmt: skip
DOT, SIGNAL, EVENT = ("●", "o"), ("◆", "@"), ("▲", "^")

Row = tuple[tuple[str, Role], ...]
Grid = list[list[tuple[str, Role]]]


def plotted(chart: Chart, glyphs: Glyphs, width: int) -> Iterator[Row]:
    """The rows of a chart that is so many cells wide, its days below it."""
    names = named(chart, glyphs)
    top, bottom = (glyphs.text(for_terminal(mark)) for mark in chart.marks)
    left = max(len(top), len(bottom)) + 1
    room = max(width - left - max(map(len, names.values()), default=0) - 2, LEAST)
    for number, row in enumerate(drawn(chart, glyphs, room)):
        mark = {0: top, ROWS - 1: bottom}.get(number, "")
        name = f" {names[number]}" if number in names else ""
        yield ((f"{mark:>{left - 1}} ", "quiet"), *row, (name, "quiet"))
    if chart.events:
        yield ((" " * left, "plain"), *events(chart, glyphs, room))
    gap = room - len(chart.first) - len(chart.last)
    yield ((" " * left + chart.first + " " * max(gap, 1) + chart.last, "quiet"),)


def named(chart: Chart, glyphs: Glyphs) -> dict[int, str]:
    """What stands beside each row: the names of the lines that end there."""
    names: dict[int, str] = {}
    for level in chart.levels:
        at, label = row_of(level.end), glyphs.text(for_terminal(level.label))
        names[at] = f"{names[at]}, {label}" if at in names else label
    return names


def drawn(chart: Chart, glyphs: Glyphs, room: int) -> Grid:
    """The rows from top to bottom: lines first, so that values lie above them."""
    ascii_only = glyphs.ascii_only
    grid: Grid = [[(" ", "plain")] * room for _ in range(ROWS)]
    for level in chart.levels:
        for column in range(cell(level.begins, room), room):
            at = row_of(along(level, Decimal(column) / (room - 1)))
            grid[at][column] = (LINES[level.role][ascii_only], "quiet")
    for dot in chart.dots:
        sign, role = (SIGNAL, "strong") if dot.signal else (DOT, "plain")
        grid[row_of(dot.height)][column_of(dot.at, room)] = (sign[ascii_only], role)  # type: ignore[assignment]
    return grid


def events(chart: Chart, glyphs: Glyphs, room: int) -> list[tuple[str, Role]]:
    """A row with a mark below each event."""
    row: list[tuple[str, Role]] = [(" ", "plain")] * room
    for at in chart.events:
        row[column_of(at, room)] = (EVENT[glyphs.ascii_only], "flag")
    return row


def along(level: Level, at: Decimal) -> Decimal:
    """The height of a line at a place, 0 to 1."""
    return level.start + (level.end - level.start) * at


def row_of(height: Decimal) -> int:
    """The row of a height, the top one first."""
    share = min(max(height, Decimal(0)), Decimal(1))
    return ROWS - 1 - int(share * (ROWS - 1) + Decimal("0.5"))


def column_of(at: Decimal, room: int) -> int:
    """The column of a time, 0 to 1: the first and the last day stand at the ends."""
    return int(min(max(at, Decimal(0)), Decimal(1)) * (room - 1) + Decimal("0.5"))
