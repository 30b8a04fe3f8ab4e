"""A document: what one command has to say, in every form it can take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from okrctl.model.cadence import Cadence
from okrctl.pages.blocks import Block, Sign

Fact = None | bool | int | str | Decimal | Sequence["Fact"] | Mapping[str, "Fact"]
"""What JSON can hold; numbers are exact, and no float enters."""

Cell = None | int | str | Decimal | date
"""What a field of a record holds."""


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of plain values for programs and spreadsheets: words for states, fractions, days."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a graph: its address, what sort of thing it is, its words, and its state."""

    address: str
    sort: str
    label: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a graph between two addresses, and what it says."""

    start: str
    end: str
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, in the order of the page. Every end of an edge is a node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A whole day in a calendar, or something to do by then; it may come again.

    `uid` stays the same whenever the calendar is made; `day` is a due day of `rhythm`, which holds
    until a last day, or for ever.
    """

    uid: str
    day: date
    title: str
    words: str = ""
    to_do: bool = False
    rhythm: Cadence | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The occasions of a calendar, in whose time zone its days lie, and as of which day."""

    name: str
    timezone: str
    as_of: date
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Facts for JSON, records for TSV and CSV, blocks for people, a graph where it is one.

    `agenda` is there where it makes a calendar.

    `schema` names the form of the facts and its version, as in `okrctl.status/1`.
    """

    schema: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    blocks: tuple[Block, ...] = ()
    graph: Graph | None = None
    agenda: Agenda | None = None
