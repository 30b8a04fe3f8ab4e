"""Trees: branches with the lines that hold them, and their figures below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from okrctl.pages.blocks import Branch, Column, Line, Tree
from okrctl.render.glyphs import Glyphs
from okrctl.render.terminal.cells import Strip, pad
from okrctl.render.terminal.table import Track, fitted, laid_out, natural, total

Draw = Callable[[Line], Strip]
LABELS = Column("", elastic=True)
Knees = tuple[tuple[str, str], tuple[str, str]]
KNEES: tuple[Knees, Knees] = (
    (("├─ ", "│  "), ("└─ ", "   ")),
    (("|- ", "|  "), ("`- ", "   ")),
)
"""How a branch leaves its trunk, and what of the trunk goes on; in ASCII the second pair."""


@dataclass(frozen=True, slots=True)
class Twig:
    """A branch as it is drawn: its label with the lines before it, and what stands beside it."""

    label: Strip
    cells: tuple[Strip, ...]
    aside: Strip


def tree_lines(tree: Tree, draw: Draw, room: int, glyphs: Glyphs) -> Iterator[Strip]:
    """The root, then every branch below what it hangs from."""
    yield draw(tree.root)
    twigs = list(hanging(tree.branches, draw, (), KNEES[glyphs.ascii_only]))
    empty: tuple[Strip, ...] = ((),) * len(tree.columns)
    columns = (LABELS, *tree.columns)
    figures = [(twig.label, *twig.cells) for twig in twigs if twig.cells]
    others = [(twig.label, *empty) for twig in twigs if twig.aside and not twig.cells]
    tracks = fitted(roomy(natural(columns, draw, figures or others, room), room), room)
    for twig in twigs:
        if twig.cells:
            yield laid_out(tracks, (twig.label, *twig.cells), glyphs.ellipsis)
        elif twig.aside:
            label = laid_out(tracks[:1], (twig.label,), glyphs.ellipsis)
            yield (*pad(label, tracks[0].wide + 1), *twig.aside)
        else:
            yield twig.label


def roomy(tracks: list[Track], room: int) -> list[Track]:
    """Columns gone in their order before a label is cut: no figure speaks without its name."""
    kept = tracks
    while total(kept) > room and any(track.column.leaves for track in kept):
        first = min(track.column.leaves for track in kept if track.column.leaves)
        kept = [track for track in kept if track.column.leaves != first]
    return kept


def hanging(
    branches: tuple[Branch, ...], draw: Draw, before: Strip, knees: Knees
) -> Iterator[Twig]:
    """Branches and all below them, from top to bottom."""
    for number, branch in enumerate(branches, 1):
        last = number == len(branches)
        knee, trunk = knees[last]
        label = (*before, (knee, "quiet"), *draw(branch.label))
        cells = tuple(map(draw, branch.cells))
        yield Twig(label, cells, draw(branch.aside))
        yield from hanging(branch.below, draw, (*before, (trunk, "quiet")), knees)
