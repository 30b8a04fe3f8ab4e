"""Workbooks as sheets, through calamine: xlsx, xls and ods.

calamine gives numbers without their format, and 0.63 shown as 63 % is 63 %: the formats of an xlsx
are read from its own parts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from okrctl.cli.importing.cells import Cell, Sheet, cell
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

INSTALL = "pip install 'okrctl[xlsx]'"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_ROWS = 100_000
MOST_UNPACKED = 100 * 1024 * 1024
PERCENT_IDS = frozenset({9, 10})
"""The two formats of percent that every workbook knows without saying so."""
CURRENCY = re.compile(r"\[\$([^\]-]*)|([€$£¥])|\b(EUR|USD|GBP|CHF|JPY)\b")
CURRENCIES: Final = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
Raw = int | float | str | bool | time | date | datetime | timedelta


def workbook_sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Every sheet with its cells where they stand, merged ones filled from their first."""
    try:
        import python_calamine
    except ImportError:
        raise EnvironmentFault(
            "reading a workbook needs python-calamine, which is not installed", INSTALL
        ) from None
    try:
        units = units_of(data)  # first, since it looks at how large the parts are when unpacked
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            sheet_of(book.get_sheet_by_name(each), units.get(each, {})) for each in book.sheet_names
        )
    except python_calamine.PasswordError:
        raise UsageError(f"{name} has a password", "save a copy without one") from None
    except (python_calamine.CalamineError, zipfile.BadZipFile, ET.ParseError) as error:
        raise UsageError(f"{name} is no workbook: {error}", "save it as xlsx or CSV") from None


def sheet_of(sheet: CalamineSheet, units: Mapping[tuple[int, int], str]) -> Sheet:
    """The cells of one sheet; every cell of a merged range says what its first does."""
    if sheet.total_height > MOST_ROWS:
        raise UsageError(f"{sheet.name} has more than {MOST_ROWS} rows", "import it in parts")
    grid = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, len(grid) - 1) + 1):
            for column in range(left, min(right, len(grid[row]) - 1) + 1):
                grid[row][column] = grid[top][left]
    rows = tuple(
        tuple(
            typed(number, column, value, units.get((number, column), ""))
            for column, value in enumerate(row, 1)
        )
        for number, row in enumerate(grid, 1)
    )
    return Sheet(sheet.name, rows)


def typed(row: int, column: int, value: Raw, unit: str) -> Cell:
    """A cell as the workbook has it: a number with its unit, a day, or text."""
    match value:
        case bool():
            return Cell(row, column, "true" if value else "false")
        case int() | float():
            number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
            shown = number * 100 if unit == "%" else number
            plain = format(shown.normalize(), "f")
            return Cell(row, column, plain, Decimal(plain), unit=unit)
        case datetime():
            return Cell(row, column, value.date().isoformat(), day=value.date())
        case date():
            return Cell(row, column, value.isoformat(), day=value)
        case _:
            return cell(row, column, str(value))


def units_of(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """For each sheet of an xlsx the units of its cells, by row and column; empty for others."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return found
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(one.file_size for one in parts.infolist()) > MOST_UNPACKED:
            raise UsageError("the workbook is too large when unpacked", "import it in parts")
        names = set(parts.namelist())
        if not {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return found
        styles = style_units(parse(parts, "xl/styles.xml"))
        targets = {
            one.get("Id"): one.get("Target", "")
            for one in parse(parts, "xl/_rels/workbook.xml.rels")
        }
        for sheet in parse(parts, "xl/workbook.xml").iter(f"{MAIN}sheet"):
            target = targets.get(sheet.get(RELATION), "").removeprefix("/xl/")
            if f"xl/{target}" in names:
                units = cell_units(parse(parts, f"xl/{target}"), styles)
                found[sheet.get("name", "")] = units
    return found


def parse(parts: zipfile.ZipFile, name: str) -> ET.Element:
    """One part of the archive; a document type, which no workbook needs, is refused."""
    text = parts.read(name)
    if b"<!DOCTYPE" in text[:4096]:
        raise ET.ParseError("a document type is not allowed here")
    return ET.fromstring(text)  # noqa: S314 - without a document type there is nothing to expand


def style_units(styles: ET.Element) -> list[str]:
    """The unit of each cell style: `%`, a currency, or none."""
    codes = {
        int(one.get("numFmtId", 0)): one.get("formatCode", "")
        for one in styles.iter(f"{MAIN}numFmt")
    }
    listed = styles.find(f"{MAIN}cellXfs")
    ids = [int(one.get("numFmtId", 0)) for one in (listed if listed is not None else ())]
    return ["%" if each in PERCENT_IDS else unit_of(codes.get(each, "")) for each in ids]


def unit_of(code: str) -> str:
    """The unit that a number format shows."""
    if "%" in code:
        return "%"
    found = CURRENCY.search(code)
    sign = next((part for part in found.groups() if part), "").strip() if found else ""
    return CURRENCIES.get(sign, sign if re.fullmatch("[A-Z]{3}", sign) else "")


def cell_units(sheet: ET.Element, styles: list[str]) -> dict[tuple[int, int], str]:
    """The units of the cells that have one."""
    found = {}
    for one in sheet.iter(f"{MAIN}c"):
        style = int(one.get("s", 0))
        place = re.fullmatch(r"([A-Z]+)(\d+)", one.get("r", ""))
        if place and style < len(styles) and styles[style]:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            found[int(place[2]), column] = styles[style]
    return found
