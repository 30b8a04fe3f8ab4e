"""Tables as an Excel workbook, a sheet each: the one door to XlsxWriter.

A number of a workbook has fifteen digits. One that has more is written as text, so that no digit
is lost. No text is a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.pages.tables.table import Column, Table, Value
from okrctl.render.escape import for_csv
from okrctl.render.tables.csv import cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""
MOST_LETTERS = 32_767
CUT = " … (cut: a cell holds no more)"
WIDTHS = {"title": 48, "text": 24, "slug": 22, "day": 11, "instant": 20}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(tables: Sequence[Table], as_of: date) -> bytes:
    """The bytes of an xlsx file, the same each time for the same tables and day.

    Raises ValueError where a table has more rows than a sheet can hold.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 - a workbook knows no zones
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            raise ValueError(f"{table.name} has {len(table.rows)} rows; a sheet holds {MOST_ROWS}")
        add_sheet(book, table, head, day)
    book.close()
    return out.getvalue()


def add_sheet(book: Workbook, table: Table, head: Format, day: Format) -> None:
    """A sheet with its header kept in view and a filter on it."""
    sheet = book.add_worksheet(table.name)
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, head)
        sheet.set_column(number, number, WIDTHS.get(column.sort, 12))
        for line, row in enumerate(table.rows, 1):
            put(sheet, (line, number), column, row[number], day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def put(sheet: Worksheet, at: tuple[int, int], column: Column, value: Value, day: Format) -> None:
    """One cell; none is left empty."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(*at, value)
        case int():
            sheet.write_number(*at, value)
        case Decimal() if column.sort == "share" or Decimal(repr(float(value))) == value:
            sheet.write_number(*at, float(value))
        case date() if not isinstance(value, datetime):
            sheet.write_datetime(*at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - the same
        case str():
            sheet.write_string(*at, fitting(for_csv(value)))
        case _:
            sheet.write_string(*at, cell(value))


def fitting(text: str) -> str:
    """The text, cut where a cell cannot hold it, and saying so."""
    if len(text) <= MOST_LETTERS:
        return text
    return text[: MOST_LETTERS - len(CUT)] + CUT
