"""Succession: which cycle comes after another, so that goals can be carried over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from okrctl.model.calendar import Calendars, Cycle

_PARTS = {"Q": range(1, 5), "H": range(1, 3)}
_WEEKS, _MONTHS = range(1, 54), range(1, 13)


def following(calendars: Calendars, cycle: Cycle) -> Cycle | None:
    """The cycle of the same length that begins when one ends, by its name.

    After one that does not follow from the calendar it is the next such, else the fiscal quarter
    of the next day. None where the calendar ends.
    """
    if cycle.last == date.max:
        return None
    day = cycle.last + timedelta(1)
    if cycle.name not in calendars.custom:
        return _containing(calendars, day, cycle.name)
    later = [one for one in calendars.custom.values() if one.first > cycle.last]
    if later:
        return min(later, key=lambda one: (one.first, one.last, one.name))
    return _containing(calendars, day, "0000-Q1")


def _containing(calendars: Calendars, day: date, like: str) -> Cycle | None:
    """The cycle that holds a day among those whose names have the form of another's."""
    years = (year for year in (day.year - 1, day.year, day.year + 1) if 0 < year <= date.max.year)
    names = (f"{year:04}{part}" for year in years for part in _parts_like(like))
    known = (calendars.cycle(name) for name in names)
    return next((cycle for cycle in known if cycle is not None and cycle.contains(day)), None)


def _parts_like(name: str) -> Iterator[str]:
    """What may follow the year in a name of that form: `-Q1` to `-Q4`, `-01` to `-12`, nothing."""
    letter = name[5:6]
    if not letter:
        yield ""
    elif letter in _PARTS:
        yield from (f"-{letter}{number}" for number in _PARTS[letter])
    elif letter == "W":
        yield from (f"-W{number:02}" for number in _WEEKS)
    else:
        yield from (f"-{number:02}" for number in _MONTHS)
