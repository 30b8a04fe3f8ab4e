"""Readings from a file: CSV with a header, or JSON lines, each row with its line for complaints."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from okrctl.cli.checkin.values import amount, segment, words
from okrctl.cli.dates import iso_day
from okrctl.errors import EnvironmentFault, UsageError

COLUMNS = ("kpi", "value", "day", "segment", "event", "note")
HEADER = "a header of kpi,value,day and, where they are needed, segment,event,note"


@dataclass(frozen=True, slots=True)
class Row:
    """A reading as a file, or the command line, says it."""

    kpi: str
    fields: Mapping[str, object]
    day: date | None = None
    where: str = ""
    """`line 3 of readings.csv`, for complaints; empty on the command line."""


def rows_of(name: str) -> tuple[Row, ...]:
    """The rows of a file, `-` for standard input; UsageError at the first that cannot be taken."""
    text = contents(name)
    of_json = text.lstrip().startswith("{")
    found = tuple(json_rows(text, name) if of_json else csv_rows(text, name))
    if not found:
        raise UsageError(f"{name} has no readings", f"write {HEADER}, or a JSON object a line")
    return found


def contents(name: str) -> str:
    """The text of a file; what it is not is said."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{name} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 at byte {error.start}", "save it as UTF-8") from None


def csv_rows(text: str, name: str) -> Iterator[Row]:
    """The rows below a header that names the columns."""
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    header = [column.strip().lower() for column in reader.fieldnames or ()]
    unknown = [column for column in header if column not in COLUMNS]
    if unknown or "kpi" not in header:
        wrong = (
            f"the column {unknown[0]!r} is not known" if unknown else "the column kpi is missing"
        )
        raise UsageError(f"{name}: {wrong}", f"begin it with {HEADER}")
    reader.fieldnames = header
    for cells in reader:
        where = f"line {reader.line_num} of {name}"
        if None in cells or None in cells.values():
            raise UsageError(f"{where} has not {len(header)} cells", "quote a text with a comma")
        told = {key: text.strip() for key, text in cells.items() if text and text.strip()}
        if told:
            yield row(told, where)


def row(told: Mapping[str, str], where: str) -> Row:
    """A row of texts."""
    fields: dict[str, object] = {}
    if "value" in told:
        fields["value"] = amount(told["value"], f"{where}, value")
    if "segment" in told:
        fields["segment"] = segment(tuple(told["segment"].split(";")), f"{where}, segment")
    fields |= {name: told[name] for name in ("event", "note") if name in told}
    return checked(told.get("kpi", ""), fields, told.get("day", ""), where)


def json_rows(text: str, name: str) -> Iterator[Row]:
    """A row for each JSON object, numbers exact."""
    from okrctl.text.entries import read_lines

    lines, findings = read_lines(text.encode(), name)
    if findings:
        first = findings[0]
        raise UsageError(f"line {first.span.line} of {name}: {first.message}", first.help)
    for line in lines:
        where = f"line {line.line} of {name}"
        unknown = [key for key in line.data if key not in COLUMNS]
        if unknown:
            raise UsageError(f"{where}: unknown key {unknown[0]!r}", f"keys: {', '.join(COLUMNS)}")
        fields = {key: value for key, value in line.data.items() if key not in ("kpi", "day")}
        if isinstance(fields.get("value"), int) and not isinstance(fields["value"], bool):
            fields["value"] = Decimal(str(fields["value"]))
        yield checked(str(line.data.get("kpi", "")), fields, str(line.data.get("day", "")), where)


def checked(kpi: str, fields: Mapping[str, object], day: str, where: str) -> Row:
    """The row, when it says of which KPI and what."""
    words(kpi, f"{where}, kpi")
    if ("value" in fields) == ("event" in fields):
        raise UsageError(f"{where}: a reading has a value, or it is an event")
    true_on = iso_day(day) if day else None
    if day and true_on is None:
        raise UsageError(f"{where}: {day!r} is no day", "write it as YYYY-MM-DD")
    return Row(kpi, fields, true_on, where)
