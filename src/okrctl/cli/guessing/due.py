"""The day by which a sentence is to be true: by June 30, before 2026-12-15, by end of Q1 2027."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Protocol

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH: Final = rf"(?:{'|'.join(NAMES)}|{'|'.join(MONTHS)}|sept)\.?"
ORDINAL: Final = r"(?:st|nd|rd|th)?"
DUE: Final = re.compile(
    rf"\s*,?\s*\b(?P<word>by|before|until|till|no later than)\s+(?:the\s+)?(?:end of\s+)?(?:"
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<points>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
    rf"|(?P<month>{MONTH})\s+(?P<day>\d{{1,2}}){ORDINAL}(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<day_first>\d{{1,2}}){ORDINAL}\s+(?P<month_last>{MONTH})(?:\s+(?P<year_last>\d{{4}}))?"
    rf"|(?P<cycle>[QH][1-4](?:\s+\d{{4}})?)"
    rf"|(?P<whole>{MONTH})(?:\s+(?P<whole_year>\d{{4}}))?)(?![\w.]*\d)\b",
    re.IGNORECASE,
)


class Bounds(Protocol):
    """A stretch of days, such as a cycle."""

    @property
    def last(self) -> date:
        """Its last day."""
        ...


Cycles = Callable[[str], Bounds | None]


def no_cycles(_: str) -> Bounds | None:
    """No cycle is known."""
    return None


def without_due(text: str, today: date, cycles: Cycles = no_cycles) -> tuple[date | None, str]:
    """The day that a sentence names, if any, and the sentence without it.

    A day without a year is the next such day from `today`; a month or a cycle is its last day.
    """
    found = DUE.search(text)
    if found is None:
        return None, text
    rest = (text[: found.start()] + text[found.end() :]).strip()
    try:
        day = day_of(found, today, cycles)
    except ValueError:
        day = None
    if day is None or not rest:
        return None, text
    return (day - timedelta(1) if found["word"].lower() == "before" else day), rest


def day_of(found: re.Match[str], today: date, cycles: Cycles) -> date | None:
    """The day that was named; ValueError where the calendar has no such day."""
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["points"]:
        day, month, year = map(int, found["points"].split("."))
        return date(year, month, day)
    if found["cycle"]:
        part, _, said_year = found["cycle"].partition(" ")
        named = cycles(f"{said_year.strip() or today.year}-{part.upper()}")
        return named.last if named else None
    if found["whole"]:
        return end_of_month(month_of(found["whole"]), found["whole_year"], today)
    month = month_of(found["month"] or found["month_last"])
    number = int(found["day"] or found["day_first"])
    if said := found["year"] or found["year_last"]:
        return date(int(said), month, number)
    this_year = date(today.year, month, number)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)


def month_of(name: str) -> int:
    """The number of a month, by the beginning of its name."""
    return MONTHS.index(name[:3].lower()) + 1


def end_of_month(month: int, said: str | None, today: date) -> date:
    """The last day of a month; of the next one of that name where no year is said."""
    year = int(said) if said else today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])
