"""Files as sheets, or as Markdown: told apart by their first bytes, then by their name."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from okrctl.cli.given import bytes_of
from okrctl.cli.importing.cells import Sheet, cell
from okrctl.errors import UsageError

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
SEPARATORS = (",", ";", "\t", "|")
MARKDOWN = (".md", ".markdown", ".txt")
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins: a zip archive, or the older compound file."""


def contents(name: str) -> bytes:
    """The bytes of a file, `-` for standard input; errors where it cannot be read."""
    data = bytes_of(name, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name} has more than {MOST_BYTES >> 20} MB", "import it in parts")
    return data


def is_markdown(name: str, data: bytes) -> bool:
    """Whether a file is Markdown: by its name, or because it begins with a heading or a list."""
    if data.startswith(BOOKS):
        return False
    if name != "-":
        return name.lower().endswith(MARKDOWN)
    return data.lstrip()[:2] in (b"# ", b"##", b"- ", b"* ")


def sheets_of(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, or the one of a CSV file."""
    if data.startswith(BOOKS):
        from okrctl.cli.importing.workbook import workbook_sheets

        return workbook_sheets(name, data)
    return (csv_sheet(name, text_of(name, data)),)


def text_of(name: str, data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 as Excel's own Unicode text is."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} is not UTF-8 at byte {error.start}", "save it as CSV UTF-8, or as xlsx"
        ) from None


def csv_sheet(name: str, text: str) -> Sheet:
    """CSV with whichever separator divides its lines most evenly."""
    csv.field_size_limit(MOST_BYTES)
    separator = max(SEPARATORS, key=lambda mark: evenness(text, mark))
    rows = []
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ):
            if number >= MOST_ROWS:
                raise UsageError(f"{name} has more than {MOST_ROWS} rows", "import it in parts")
            rows.append(tuple(cell(number + 1, at + 1, one) for at, one in enumerate(row)))
    except csv.Error as error:
        raise UsageError(f"{name} is no CSV: {error}", "save it as CSV UTF-8, or as xlsx") from None
    return Sheet("", tuple(rows))


def evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first lines a separator divides as often as the longest, and how often."""
    sample = text.splitlines()[:20]
    counts = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
    widest = max(counts, default=1)
    return (sum(1 for count in counts if count == widest) if widest > 1 else 0, widest)


def chosen(sheets: Sequence[Sheet], wanted: str | None) -> Sequence[Sheet]:
    """The sheet that was named, else all of them."""
    if wanted is None:
        return sheets
    for sheet in sheets:
        if sheet.name == wanted:
            return (sheet,)
    names = ", ".join(sheet.name for sheet in sheets)
    raise UsageError(f"there is no sheet {wanted!r}", f"sheets: {names}")
