"""An excerpt of a file: numbered lines, a caret below the place, and a hint beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from okrctl.pages.blocks import Excerpt
from okrctl.render.escape import for_terminal
from okrctl.render.glyphs import Glyphs
from okrctl.render.terminal.cells import Strip, cells, start_of

TAB = " " * 4
BEFORE = 24
"""Cells kept to the left of the caret where a long line is cut."""


def excerpt_lines(excerpt: Excerpt, glyphs: Glyphs, wide: int) -> Iterator[Strip]:
    """The lines with their numbers, then the caret and the hint: beside it, or below if long."""
    digits = max(2, *(len(str(number)) for number, _ in excerpt.lines))
    last = excerpt.lines[-1][1]
    start = cells(drawn(last[: excerpt.column - 1], glyphs))
    length = cells(drawn(last[excerpt.column - 1 : excerpt.end_column - 1], glyphs))
    room = max(wide - digits - 5, 2 * BEFORE)
    window = Window(start - BEFORE if start + length > room else 0, room, glyphs.ellipsis)
    rule = glyphs.text("│")
    for number, line in excerpt.lines:
        if window.shows(text := drawn(line, glyphs)) or line is last:
            yield ((f"  {number:{digits}} {rule} ", "quiet"), (window.of(text), "plain"))
    shift = start - window.start
    caret = "^" * max(1, min(length, room - shift))
    hint = glyphs.text(for_terminal(excerpt.hint))
    gutter = f"  {'':{digits}} {rule} "
    fits = shift + len(caret) + 1 + cells(hint) <= room
    beside = f"{caret} {hint}".rstrip(" ") if fits else caret
    yield ((f"{gutter}{'':{shift}}", "quiet"), (beside, excerpt.role))
    for line in () if fits else wrap(hint, room, break_long_words=False, break_on_hyphens=False):
        yield ((gutter, "quiet"), (line, excerpt.role))


def drawn(text: str, glyphs: Glyphs) -> str:
    """A stretch of a line as it is drawn; a tab takes four cells wherever it stands."""
    return glyphs.text(for_terminal(text.replace("\t", TAB)))


@dataclass(frozen=True, slots=True)
class Window:
    """The cells of a line that are seen: so many from `start`."""

    start: int
    room: int
    ellipsis: str

    def shows(self, text: str) -> bool:
        """Whether anything of a line is seen; an empty line is, where the window begins with it."""
        return self.start == 0 or cells(text) > self.start + cells(self.ellipsis)

    def of(self, text: str) -> str:
        """What is seen of a line; an ellipsis stands where it goes on."""
        if self.start > 0:
            hidden = self.start + cells(self.ellipsis)
            rest = text[len(start_of(text, hidden)) :]
            while rest and cells(text) - cells(rest) < hidden:
                rest = rest[1:]
            text = self.ellipsis + " " * (cells(text) - cells(rest) - hidden) + rest
        if cells(text) > self.room:
            text = start_of(text, self.room - cells(self.ellipsis)) + self.ellipsis
        return text
