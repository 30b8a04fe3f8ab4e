"""What pages are made of: frozen blocks that say what is shown, and never how.

No widths, no colours, no escapes: a renderer decides those for its medium, and `assert_never` at
the end of its dispatch makes the type checker name every renderer that a new block must teach.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Role = Literal["plain", "strong", "quiet", "good", "warn", "bad", "flag", "code"]
"""What a stretch of text is, for a renderer to choose its look."""

Sign = Literal[
    "good", "warn", "bad", "stale", "nothing", "early", "unknown", "done", "closed", "out",
    "blocked", "regressed", "open", "now", "target", "critical zone", "warning zone",
    "healthy zone",
]  # fmt: skip
"""A symbol by its meaning. Each has its own shape, since not everybody can tell colours apart."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one role."""

    text: str
    role: Role = "plain"


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class Meter:
    """A bar from X to Y: the share that is done, and the share expected by now."""

    done: Decimal
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Windows:
    """Periods in which a line was held, or was not, the oldest first."""

    kept: tuple[bool, ...]


Zone = Literal["critical zone", "warning zone", "healthy zone"]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A scale from worse to better, 0 to 1: where its zones end, the value and the target on it."""

    zones: tuple[tuple[Decimal, Zone], ...]
    now: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Raw values as a small picture, the oldest first; none is a gap."""

    values: tuple[Decimal | None, ...]


Inline = Run | Mark | Meter | Windows | Gauge | Sparkline


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `aside` stands at the right edge.

    Where there is no room, `short` is said instead, if there is such, or the line is cut. A `whole`
    line never is: it tells what is wrong, and must be read to its end; as a heading it flows.
    """

    runs: tuple[Inline, ...] = ()
    aside: tuple[Inline, ...] = ()
    short: Line | None = None
    whole: bool = False


def line(*parts: str | Inline, aside: tuple[str | Inline, ...] = ()) -> Line:
    """A line of these parts; a bare text is a plain run, an empty one is left out."""
    return Line(_runs(parts), _runs(aside))


def _runs(parts: tuple[str | Inline, ...]) -> tuple[Inline, ...]:
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if not isinstance(run, Run) or run.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page is about."""

    text: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `leaves` says when it goes on a narrow screen: 1 first, 0 never; columns of one number go
    together. `from_width` is the width of the screen from which it appears at all. An `elastic`
    column is cut before anything goes, one that `yields` before the others are; `opens` sets it
    apart from the column before it.
    """

    title: str
    align: Literal["left", "right"] = "left"
    elastic: bool = False
    leaves: int = 0
    from_width: int = 0
    opens: bool = False
    yields: bool = False


Row = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under a heading of their own or none."""

    rows: tuple[Row, ...]
    heading: Line | None = None
    note: Line | None = None
    """What is said below them, across all columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the titles of their columns."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """The way from X to Y: where it starts, how far it has come, where it ends, and a word."""

    start: str
    meter: Meter
    end: str
    note: Line = field(default_factory=Line)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words; they flow, so that none of them is lost."""

    text: str
    by: Line = field(default_factory=Line)


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of a text that is meant to be read; it flows."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A text as it stands in a file."""

    text: str
    language: str = "yaml"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file with their numbers, and a caret below a stretch of the last one.

    Columns count from 1 in code points; the end is exclusive.
    """

    lines: tuple[tuple[int, str], ...]
    column: int
    end_column: int
    hint: str
    role: Role = "bad"


@dataclass(frozen=True, slots=True)
class Note:
    """A label and what stands beside it, which flows; labels are aligned."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Commands to type next, the most useful first, each runnable as printed."""

    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with its state, its id, its words and its figure, and what is said below it."""

    state: Line
    name: str
    words: str
    value: Line
    body: tuple[Line | Journey | Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """Items under each other, their parts aligned."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree: what it is, figures in columns beside it, and what hangs from it.

    `aside` is said where the columns begin, by a branch that has no figures.
    """

    label: Line
    cells: tuple[Line, ...] = ()
    aside: Line = field(default_factory=Line)
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Branches that hang from a root."""

    root: Line
    branches: tuple[Branch, ...]
    columns: tuple[Column, ...] = ()
    """The columns of their figures."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value of a series: when and how high it is on the chart, 0 to 1; a signal stands out."""

    at: Decimal
    height: Decimal
    signal: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A line across a chart from one height to another, and what it is called."""

    label: str
    start: Decimal
    end: Decimal
    begins: Decimal = Decimal(0)
    """Where it begins, 0 to 1, as of a limit that holds from some day on."""
    role: Literal["limit", "centre", "target"] = "limit"


@dataclass(frozen=True, slots=True)
class Chart:
    """A series over time between two days, with lines across it and events below it.

    `marks` are the names of its top and its bottom; `events` say when something happened, 0 to 1.
    """

    first: str
    last: str
    marks: tuple[str, str]
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...] = ()
    events: tuple[Decimal, ...] = ()


Block = (
    Heading | Line | Table | Stack | Journey | Quote | Prose | Code | Excerpt | Note | Next | Gap
    | Tree | Chart
)  # fmt: skip
