"""A table as CSV with a header. Every digit is kept; no cell of a text is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from okrctl.pages.tables.table import Table, Value
from okrctl.render.escape import for_csv


def csv_text(table: Table) -> str:
    """The header, then one row a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(cell, row) for row in table.rows)
    return out.getvalue()


def cell(value: Value) -> str:
    """A value as text: empty for none, ISO 8601 for days, no exponent."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value + 0, "f") if value.is_zero() else format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case str():
            return for_csv(value)
        case int():
            return str(value)
