"""A document as lines of text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Unpack, assert_never

from okrctl.pages.blocks import (
    Block,
    Chart,
    Code,
    Excerpt,
    Gap,
    Gauge,
    Heading,
    Inline,
    Item,
    Journey,
    Line,
    Mark,
    Meter,
    Next,
    Note,
    Prose,
    Quote,
    Run,
    Sparkline,
    Stack,
    Table,
    Tree,
    Windows,
)
from okrctl.pages.document import Document
from okrctl.render.escape import for_terminal
from okrctl.render.formats import Look
from okrctl.render.glyphs import Glyphs
from okrctl.render.plot import plotted
from okrctl.render.terminal.cells import Piece, Strip, cells, cut, flowing, pad, trimmed, width
from okrctl.render.terminal.excerpt import excerpt_lines
from okrctl.render.terminal.paint import painted
from okrctl.render.terminal.table import table_lines
from okrctl.render.terminal.tree import tree_lines

PAGE = 80
"""What stands at the right edge stands here, unless a table is wider or the screen narrower."""
NEXT = "Next"
BAR, JOURNEY, SHORT_JOURNEY = 10, 30, 15
"""Cells of a bar in a table, of a journey, and of a journey on a screen narrower than a page."""
GAUGE = 12
"""Cells of the gauge of a KPI."""
READABLE = 88
"""Prose flows to this width at most."""


def render(document: Document, **look: Unpack[Look]) -> str:
    """The document drawn for a terminal; nothing wraps, what is too long is cut."""
    blocks = document.blocks
    if not look.get("hints", True):
        blocks = tuple(block for block in blocks if not isinstance(block, Next))
    while blocks and isinstance(blocks[-1], Gap):
        blocks = blocks[:-1]
    screen = Screen(look.get("width", PAGE), Glyphs(look.get("ascii_only", False)))
    return painted(screen.lines(blocks), color=look.get("color", False))


@dataclass(frozen=True, slots=True)
class Screen:
    """So many cells beside each other, and how things are drawn on them."""

    wide: int
    glyphs: Glyphs

    def lines(self, blocks: tuple[Block, ...]) -> Iterator[Strip]:
        """Every line of the page, none wider than the screen."""
        tables = {
            block: list(table_lines(block, self.draw, self.wide, self.glyphs.ellipsis))
            for block in blocks
            if isinstance(block, Table)
        }
        page = Page(
            self,
            edge=min(
                self.wide, max([PAGE, *(width(row) for rows in tables.values() for row in rows)])
            ),
            label=max((cells(self.safe(label)) for b in blocks for label in labels(b)), default=0),
            state=max((width(self.draw(i.state)) for b in blocks for i in items(b)), default=0),
            start=max((cells(self.safe(j.start)) for b in blocks for j in journeys(b)), default=0),
        )
        for block in blocks:
            drawn = tables[block] if isinstance(block, Table) else page.block(block)
            whole = isinstance(block, Excerpt) or (isinstance(block, Line) and block.whole)
            for strip in drawn:
                yield trimmed(strip if whole else cut(strip, self.wide, self.glyphs.ellipsis))

    def safe(self, text: str) -> str:
        """A text as it is drawn: on one line, and nothing in it unseen."""
        return self.glyphs.text(for_terminal(text))

    def draw(self, line: Line) -> Strip:
        """A line without what stands at its right edge."""
        return tuple(self.piece(inline) for inline in line.runs)

    def fitting(self, line: Line, room: int) -> Strip:
        """A line, in short where it does not fit."""
        full = self.draw(line)
        return self.fitting(line.short, room) if line.short and width(full) > room else full

    def piece(self, inline: Inline) -> Piece:
        """One part of a line."""
        match inline:
            case Run():
                return (self.safe(inline.text), inline.role)
            case Mark():
                return self.glyphs.sign(inline.sign)
            case Meter():
                return (self.glyphs.bar(inline, BAR), "plain")
            case Windows():
                return (self.glyphs.windows(inline), "plain")
            case Gauge():
                return (self.glyphs.gauge(inline, GAUGE), "plain")
            case Sparkline():
                return (self.glyphs.sparkline(inline), "plain")
            case _:
                assert_never(inline)


def labels(block: Block) -> Iterator[str]:
    """The label of a block, whose words stand beside those of others."""
    if isinstance(block, Note):
        yield block.label
    elif isinstance(block, Next):
        yield NEXT


def journeys(block: Block) -> Iterator[Journey]:
    """The journeys of a block, which begin below each other."""
    if isinstance(block, Journey):
        yield block
    for item in items(block):
        yield from (part for part in item.body if isinstance(part, Journey))


def items(block: Block) -> tuple[Item, ...]:
    """The items of a block, whose states stand below each other."""
    return block.items if isinstance(block, Stack) else ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page on a screen: its right edge, and how wide labels, states and starts are on it."""

    screen: Screen
    edge: int
    label: int
    state: int
    start: int

    def block(self, block: Block) -> Iterator[Strip]:  # noqa: C901, PLR0912 - one case a block
        """The lines of any block but a table."""
        match block:
            case Heading() if block.text.whole:
                strip = self.screen.draw(block.text)
                yield from flowing(strip, self.screen.wide, self.screen.wide)
            case Heading():
                yield from self.line(block.text)
            case Line():
                yield from self.line(block)
            case Stack():
                yield from self.stack(block)
            case Journey():
                yield self.journey(block)
            case Quote():
                yield from flowing(self.quote(block), self.screen.wide, self.screen.wide)
            case Prose():
                text = self.screen.safe(block.text)
                yield from (((row, "plain"),) for row in textwrap.wrap(text, self.readable))
            case Code():
                rows = block.text.splitlines()
                yield from (((f"    {self.screen.safe(row)}", "code"),) for row in rows)
            case Excerpt():
                yield from excerpt_lines(block, self.screen.glyphs, self.screen.wide)
            case Note():
                yield from self.note(block)
            case Next():
                yield self.next(block)
            case Gap():
                yield ()
            case Tree():
                yield from tree_lines(block, self.screen.draw, self.screen.wide, self.screen.glyphs)
            case Chart():
                yield from plotted(block, self.screen.glyphs, self.readable)
            case Table():
                raise TypeError("a table is laid out before its page")
            case _:
                assert_never(block)

    @property
    def readable(self) -> int:
        """How wide prose flows."""
        return max(min(self.screen.wide, READABLE), 20)

    def line(self, line: Line) -> Iterator[Strip]:
        """A line, with its aside at the right edge, or below where there is no room."""
        right = self.screen.draw(Line(line.aside))
        room = self.edge - width(right) - 2 if right else self.screen.wide
        left = self.screen.fitting(line, room)
        if right and width(left) <= room:
            yield (*pad(left, self.edge - width(right)), *right)
        else:
            yield self.screen.fitting(line, self.screen.wide)
            yield from [right] if right else []

    def stack(self, stack: Stack) -> Iterator[Strip]:
        """Items with their states, names and figures below each other, and what is said of each."""
        states = [self.screen.draw(item.state) for item in stack.items]
        names = [self.screen.safe(item.name) for item in stack.items]
        values = [self.screen.draw(item.value) for item in stack.items]
        name = max(map(cells, names), default=0)
        for item, its_state, its_name, value in zip(
            stack.items, states, names, values, strict=True
        ):
            head = (*pad(its_state, self.state + 1), *pad(((its_name, "strong"),), name + 2))
            head = (*head, (self.screen.safe(item.words), "plain"))
            room = self.edge - width(value) - (1 if value else 0)
            head = cut(head, room, self.screen.glyphs.ellipsis)
            yield (*pad(head, self.edge - width(value)), *value) if value else head
            for part in item.body:
                yield from self.below(part)

    def below(self, part: Line | Journey | Quote) -> Iterator[Strip]:
        """What is said below an item, indented; words flow, and what follows is indented more."""
        if isinstance(part, Journey):
            yield (("  ", "plain"), *self.journey(part))
            return
        strip = self.quote(part) if isinstance(part, Quote) else self.screen.draw(part)
        room = self.screen.wide - 2
        for number, row in enumerate(flowing(strip, room, room - 1)):
            yield ((" " * (3 if number else 2), "plain"), *row)

    def journey(self, journey: Journey) -> Strip:
        """`63 % ├██████┃██──┤ 80 %  now 74`."""
        glyphs = self.screen.glyphs
        first, last = ("[", "]") if glyphs.ascii_only else ("├", "┤")
        length = JOURNEY if self.screen.wide >= PAGE else SHORT_JOURNEY
        start: Strip = ((self.screen.safe(journey.start), "plain"),)
        bar = f"{first}{glyphs.bar(journey.meter, length, '─')}{last}"
        end = f" {self.screen.safe(journey.end)}  "
        return (
            *pad(start, self.start, right=True),
            (f" {bar}{end}", "plain"),
            *self.screen.draw(journey.note),
        )

    def quote(self, quote: Quote) -> Strip:
        """`“Somebody's words” mira, today`."""
        opening, closing = self.screen.glyphs.text("“"), self.screen.glyphs.text("”")
        words = f"{opening}{self.screen.safe(quote.text)}{closing}"
        by = self.screen.draw(quote.by)
        return ((words, "plain"), (" ", "plain"), *by) if by else ((words, "plain"),)

    def note(self, note: Note) -> Iterator[Strip]:
        """The label, and its lines beside it."""
        label = self.screen.safe(note.label)
        room = self.screen.wide - self.label - 2
        for line in note.lines:
            words = self.screen.fitting(line, room)
            text = "".join(part for part, _ in words)
            hangs = 2 + len(text) - len(text.lstrip(" "))
            for number, row in enumerate(flowing(words, room, room - hangs)):
                margin = pad(((label, "quiet"),), self.label + 2 + (hangs if number else 0))
                yield (*margin, *row)
                label = ""

    def next(self, block: Next) -> Strip:
        """As many commands as fit; at least one."""
        separator = self.screen.glyphs.text(" · ")
        commands = [self.screen.safe(command) for command in block.commands]
        room = self.screen.wide - self.label - 2
        while len(commands) > 1 and cells(separator.join(commands)) > room:
            commands.pop()
        return (*pad(((NEXT, "quiet"),), self.label + 2), (separator.join(commands), "plain"))
