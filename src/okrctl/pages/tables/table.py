"""A table: named, typed columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from okrctl.model.values import Unsaid

Sort = Literal["text", "title", "slug", "number", "end", "share", "count", "day", "instant", "flag"]
"""What a column holds.

A `number` is as somebody typed it, exact; a `share` was computed. An `end` is a number, or the
word for why there is none. A `title` is shown to anybody; a `slug` is an id, or ids in a path.
"""
Secret = Literal["", "number", "person", "words"]
"""What a public table leaves out: numbers, people, and words that may tell either."""
Value = None | str | bool | int | Decimal | Unsaid | date | datetime


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, why a public table leaves it out, what it means."""

    name: str
    sort: Sort
    secret: Secret = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; every row has a value, or none, for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    by: tuple[str, ...] = ()
    """The columns that divide it into the folders of a dataset."""

    def holding(self, rows: Sequence[tuple[Value, ...]]) -> Table:
        """The same table with other rows."""
        return Table(self.name, self.columns, tuple(rows), self.by)


def joined(texts: Sequence[str]) -> str | None:
    """Several texts in one cell, one a line; none where there are none."""
    return "\n".join(texts) or None
