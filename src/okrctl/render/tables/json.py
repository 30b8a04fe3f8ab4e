"""Tables as one JSON document: exact numbers, a word where a number is withheld or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from okrctl.pages.document import Fact
from okrctl.pages.tables.table import Table, Value
from okrctl.render.json import dumps


def json_text(tables: Sequence[Table], *, as_of: date, public: bool) -> str:
    """`okrctl.export/1`: every table as a list of objects under its name."""
    facts: dict[str, Fact] = {
        "schema": "okrctl.export/1",
        "as_of": as_of.isoformat(),
        "public": public,
        "tables": {table.name: [_object(table, row) for row in table.rows] for table in tables},
    }
    return dumps(facts) + "\n"


def _object(table: Table, row: tuple[Value, ...]) -> dict[str, Fact]:
    return {column.name: fact(value) for column, value in zip(table.columns, row, strict=True)}


def fact(value: Value) -> Fact:
    """A value as JSON has it; days and instants as ISO 8601."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
