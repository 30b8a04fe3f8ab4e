"""Cells: what a spreadsheet holds, whatever wrote it, and where each of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and the number or day that it is, where the file itself says so.

    `unit` is that of the number's format: `%`, or a currency. Rows and columns count from 1.
    """

    row: int
    column: int
    text: str = ""
    number: Decimal | None = None
    day: date | None = None
    unit: str = ""

    def __bool__(self) -> bool:
        """Whether it holds anything."""
        return bool(self.text)

    @property
    def place(self) -> str:
        """`C5`, as spreadsheets name it."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells, each as long as it is; empty rows are there."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def letters(column: int) -> str:
    """The name of a column: A, B … Z, AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cell(row: int, column: int, text: str) -> Cell:
    """A cell of text, its white space folded; a `'` that keeps a formula from computing is gone."""
    folded = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    if folded.startswith("'") and folded[1:2] in tuple("=+-@＝＋－＠"):
        folded = folded[1:]
    return Cell(row, column, folded)
