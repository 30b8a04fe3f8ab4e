"""The days of a cadence. Everything is reckoned, nothing enumerated to find one day.

The days, the weeks (Monday to Sunday), the months and the quarters of the calendar are numbered,
each from the beginning of time. A cadence takes every N-th number; `first`, a day of the goal,
says from which on, so that "every 2 weeks" stays the same two weeks whatever day one looks.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Stretch = Literal["day", "week", "month", "quarter"]

LAST = -1
"""The ordinal of "the last"."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS: Mapping[Stretch, int] = {"day": 1, "week": 7}
_MONTHS: Mapping[Stretch, int] = {"month": 1, "quarter": 3}
_ADVERBS: dict[Stretch, str] = {
    "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly",
}  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_NAMED = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}


@dataclass(frozen=True, slots=True)
class On:
    """One day of a stretch: a weekday, its N-th day, or its N-th such weekday.

    `weekday` is 0 for Monday. `nth` counts from the beginning and is `LAST` for the last one; the
    31st of a shorter month is its last day.
    """

    weekday: int | None = None
    nth: int | None = None

    def __str__(self) -> str:
        """As a cadence writes it after `on`."""
        weekday = "" if self.weekday is None else WEEKDAYS[self.weekday]
        if self.nth is None:
            return weekday
        if weekday or self.nth == LAST:
            return f"the {_NAMED[self.nth]} {weekday or 'day'}"
        return f"the {self.nth}{_SUFFIXES.get(self.nth if self.nth < 20 else self.nth % 10, 'th')}"

    def within(self, first: date, last: date) -> date:
        """That day of the stretch from `first` to `last`."""
        if self.weekday is None:
            if self.nth is None or self.nth == LAST:
                return last
            return first.replace(day=min(self.nth, monthrange(first.year, first.month)[1]))
        if self.nth == LAST:
            return last - timedelta((last.weekday() - self.weekday) % 7)
        ahead = (self.weekday - first.weekday()) % 7 + 7 * ((self.nth or 1) - 1)
        return first + timedelta(min(ahead, (last - first).days))


@dataclass(frozen=True, slots=True)
class Cadence:
    """Every N days, weeks, months or quarters, on one day of each."""

    stretch: Stretch = "week"
    every: int = 1
    on: On | None = None

    def __str__(self) -> str:
        """In the words of the format."""
        often = _ADVERBS[self.stretch]
        if self.every > 1:
            often = f"every {self.every} {self.stretch}s"
        return f"{often} on {self.on}" if self.on else often

    def day_in(self, number: int) -> date:
        """The day of the stretch of that number on which something falls due.

        The last day of all for a stretch that begins after it.
        """
        if number > _number_of(self.stretch, date.max):
            return date.max
        first, last = _first_of(self.stretch, number), _last_of(self.stretch, number)
        return self.on.within(first, last) if self.on else last

    def start(self, first: date) -> int:
        """The number of the stretch with the first due day, where all begins on `first`.

        With `on`, the first such day from `first` on; else the last day of the N-th stretch.
        """
        number = _number_of(self.stretch, first)
        if self.on is None:
            return number + self.every - 1
        return number if self.day_in(number) >= first else number + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that is looked at as one. Both ends belong to it."""

    first: date
    last: date

    def contains(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last


def due_days(cadence: Cadence, first: date, last: date) -> tuple[date, ...]:
    """The due days from `first` to `last`, in order."""
    numbers = range(cadence.start(first), _number_of(cadence.stretch, last) + 1, cadence.every)
    days = map(cadence.day_in, numbers)
    return tuple(day for day in days if day <= last)


def last_due(cadence: Cadence, first: date, day: date) -> date | None:
    """The latest due day up to `day`, itself included; none where none has come yet."""
    start = cadence.start(first)
    number = _number_of(cadence.stretch, day)
    if cadence.day_in(number) > day:
        number -= 1
    if number < start:
        return None
    return cadence.day_in(start + (number - start) // cadence.every * cadence.every)


def next_due(cadence: Cadence, first: date, day: date) -> date:
    """The first due day after `day`, itself excluded."""
    start = cadence.start(first)
    number = _number_of(cadence.stretch, day)
    if cadence.day_in(number) <= day:
        number += 1
    steps = max(-((start - number) // cadence.every), 0)
    return cadence.day_in(start + steps * cadence.every)


def periods(cadence: Cadence, first: date, last: date) -> tuple[Period, ...]:
    """The periods that begin from `first` to `last`, in order; the last may end after `last`.

    They follow the calendar. Of every N stretches, the first N have `first` in their first one.
    """
    numbers = range(
        _number_of(cadence.stretch, first), _number_of(cadence.stretch, last) + 1, cadence.every
    )
    found = (_period(cadence, number) for number in numbers)
    return tuple(period for period in found if period.first >= first)


def period_of(cadence: Cadence, day: date, first: date = date.min) -> Period:
    """The period with `day` in it. `first` is what `periods` begins with; it matters for every N.

    Without it, periods are counted from the beginning of time, which is as stable.
    """
    start = _number_of(cadence.stretch, first)
    number = _number_of(cadence.stretch, day)
    return _period(cadence, start + (number - start) // cadence.every * cadence.every)


def _period(cadence: Cadence, number: int) -> Period:
    return Period(
        _first_of(cadence.stretch, number), _last_of(cadence.stretch, number + cadence.every - 1)
    )


def _number_of(stretch: Stretch, day: date) -> int:
    """Which day, week, month or quarter it is. The first day of all is a Monday."""
    if stretch in _DAYS:
        return (day.toordinal() - 1) // _DAYS[stretch]
    return (day.year * 12 + day.month - 1) // _MONTHS[stretch]


def _first_of(stretch: Stretch, number: int) -> date:
    """The first day of the stretch of that number; the first of all for one that begins before."""
    if number < _number_of(stretch, date.min):
        return date.min
    if stretch in _DAYS:
        return date.fromordinal(number * _DAYS[stretch] + 1)
    year, month = divmod(number * _MONTHS[stretch], 12)
    return date(year, month + 1, 1)


def _last_of(stretch: Stretch, number: int) -> date:
    """The last day of the stretch of that number; the last of all for one that ends after."""
    if number >= _number_of(stretch, date.max):
        return date.max
    return _first_of(stretch, number + 1) - timedelta(1)
