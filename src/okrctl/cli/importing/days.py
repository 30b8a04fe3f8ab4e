"""Days as cells have them: real days, ISO 8601, 31.12.2026, 31 Dec 2026, 12/31/2026."""

from __future__ import annotations

import re
from datetime import date

from okrctl.cli.importing.cells import Cell

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4})")
MONTH_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def day_in(cell: Cell) -> date | None:
    """The day in a cell; none where it names none, or could name two: 03/04/2026."""
    if cell.day is not None:
        return cell.day
    try:
        return read(cell.text)
    except ValueError:
        return None


def read(text: str) -> date | None:
    """The day that a text names; ValueError where the calendar has no such day."""
    if found := ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := POINTS.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := SLASHES.fullmatch(text):
        return slashed(int(found[1]), int(found[2]), int(found[3]))
    if (found := DAY_MONTH.fullmatch(text)) and found[2].lower() in MONTHS:
        return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    if (found := MONTH_DAY.fullmatch(text)) and found[1].lower() in MONTHS:
        return date(int(found[3]), MONTHS.index(found[1].lower()) + 1, int(found[2]))
    return None


def slashed(one: int, two: int, year: int) -> date | None:
    """Month and day, in the order that is possible; none where both are, and differ."""
    if one == two or one > 12:
        return date(year, two, one)
    return date(year, one, two) if two > 12 else None
