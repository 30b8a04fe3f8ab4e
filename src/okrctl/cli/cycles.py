"""The quarter of a day: the cycle that is proposed where nothing says another."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.model.calendar import Calendars, Cycle

CALENDAR_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def quarter(calendars: Calendars, day: date) -> Cycle:
    """The fiscal quarter that contains `day`. Every day lies in one."""
    years = range(max(day.year - 1, 1), day.year + 2)
    names = (f"{year:04}-Q{number}" for year, number in product(years, range(1, 5)))
    found = (calendars.cycle(name) for name in names)
    return next(cycle for cycle in found if cycle is not None and cycle.contains(day))
