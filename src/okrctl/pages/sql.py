"""What a question to the tables gives, and which tables there are. `okrctl sql`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from okrctl.pages.blocks import Block, Column, Group, Line, Next, Prose, Run, Table, line
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.numbers import number
from okrctl.pages.tables.everything import FORMS


def answer_page(
    question: str, columns: tuple[str, ...], rows: Sequence[Sequence[object]]
) -> Document:
    """The rows of an answer, exact for programs; a table for people."""
    cells = tuple(tuple(map(cell, row)) for row in rows)
    facts: dict[str, Fact] = {
        "question": question,
        "columns": list(columns),
        "rows": [list(map(fact, row)) for row in rows],
    }
    return Document("okrctl.sql/1", facts, Records(columns, cells), blocks(columns, cells))


def blocks(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Block, ...]:
    """A table, numbers at the right; a sentence where there is nothing."""
    if not rows:
        return (Prose("No rows."),)
    numeric = [all(isinstance(row[at], (int, Decimal, type(None))) for row in rows)
               for at in range(len(columns))]  # fmt: skip
    heads = tuple(
        Column(name, "right" if right else "left", elastic=not right)
        for name, right in zip(columns, numeric, strict=True)
    )
    shown = tuple(tuple(line(shown_as(value)) for value in row) for row in rows)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return (Table(heads, (Group(shown),)), Line((Run(count, "quiet"),)))


def shown_as(value: Cell) -> str:
    """A value as people read it."""
    if value is None:
        return "–"
    return number(value) if isinstance(value, Decimal) else str(value)


def cell(value: object) -> Cell:
    """A value of the answer as one cell: exact numbers, days, texts; anything else as JSON."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal() | float():
            return exact(value)
        case datetime():
            return value.isoformat()
        case None | int() | str() | date():
            return value
        case Mapping() | list() | tuple():
            return json.dumps(value, default=str)
        case _:
            return str(value)


def exact(value: Decimal | float) -> Cell:
    """A number without the zeros that its column adds; as a text where it is not finite."""
    text = repr(value) if isinstance(value, float) else format(value, "f")
    number = Decimal(text)
    if not number.is_finite():
        return text
    plain = format(number, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def fact(value: object) -> Fact:
    """A value of the answer as JSON has it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): fact(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [fact(one) for one in value]
    told = cell(value)
    return told.isoformat() if isinstance(told, date) else told


def tables_page() -> Document:
    """Every table with its columns, and what they mean."""
    rows = [(table.name, column.name, column.sort, column.meaning)
            for table in FORMS for column in table.columns]  # fmt: skip
    heads = (Column("COLUMN"), Column("HOLDS"), Column("MEANING", elastic=True))
    groups = tuple(
        Group(
            tuple((line(one.name), line(one.sort), line(one.meaning)) for one in table.columns),
            line(Run(table.name, "strong")),
        )
        for table in FORMS
    )
    facts: dict[str, Fact] = {
        "tables": [
            {
                "table": table.name,
                "columns": [
                    {"column": one.name, "holds": one.sort, "meaning": one.meaning or None}
                    for one in table.columns
                ],
            }
            for table in FORMS
        ]
    }
    following = Next(("okrctl sql 'select title, state, progress from states'",))
    return Document(
        "okrctl.tables/1",
        facts,
        Records(("table", "column", "holds", "meaning"), tuple(rows)),
        (Table(heads, groups), following),
    )
