"""Names of cycles as products write them: Q4 2026, 2026 Q4, Q3 Y2025, FY26 H1, Nov 2026, 2026."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle

YEAR = r"(?:FY|Y|CY)?[ '’]?(?P<year>\d{4}|\d{2})"
PART = r"(?P<part>[QH][1-4])"
FORMS = (
    re.compile(rf"{PART}[ /.,-]*{YEAR}", re.IGNORECASE),
    re.compile(rf"{YEAR}[ /.,-]*{PART}", re.IGNORECASE),
    re.compile(rf"{YEAR}", re.IGNORECASE),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile(r"(?P<month>[a-z]{3})[a-z]*\.? (?P<year>\d{4})", re.IGNORECASE)
KINDS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "")


def cycle_named(text: str, cycle: Callable[[str], Cycle | None]) -> Cycle | None:
    """The cycle that a text names; none where it names none."""
    said = " ".join(text.split())
    return cycle(said) or next((found for name in names(said) if (found := cycle(name))), None)


def names(text: str) -> list[str]:
    """The names in our own form that a text may mean."""
    if (month := MONTH.fullmatch(text)) and month["month"].lower() in MONTHS:
        return [f"{month['year']}-{MONTHS.index(month['month'].lower()) + 1:02}"]
    for form in FORMS:
        if found := form.fullmatch(text):
            year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
            part = found.groupdict().get("part")
            return [f"{year}-{part.upper()}" if part else year]
    return []


def cycle_around(first: date, last: date, cycle: Callable[[str], Cycle | None]) -> Cycle | None:
    """The shortest cycle of the calendar that holds both days; none where there is none."""
    years = range(last.year - 1, last.year + 2)
    named = (f"{year:04}-{kind}" if kind else f"{year:04}" for kind in KINDS for year in years)
    known = (cycle(name) for name in named)
    around = (one for one in known if one and one.contains(first) and one.contains(last))
    return min(around, key=lambda one: one.days, default=None)
