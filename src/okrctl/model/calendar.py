"""The calendar: which days a cycle's name means, and which cycle a day means.

Years, halves and quarters follow the fiscal year, months the calendar, weeks ISO 8601. An
organisation that changed its fiscal year has several eras; a name means what it meant in its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

NamedBy = Literal["start", "end"]
Case = Literal["default", "running", "last", "next"]

_NAME = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>[0-9]{2})"
    r"|(?P<month>0[1-9]|1[0-2])))?"
)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of days with a name, in which goals are pursued. Both ends belong to it."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last

    def elapsed_days(self, day: date) -> int:
        """How many of its days are gone at the end of `day`: 0 before it, all of them after it."""
        return min(max((day - self.first).days + 1, 0), self.days)


@dataclass(frozen=True, slots=True)
class Choice:
    """The cycle that a day means, and why: the settings say so, it is running, or none is."""

    cycle: Cycle
    case: Case


@dataclass(frozen=True, slots=True)
class Calendar:
    """How an organisation cuts its time, from `since` on.

    `year_start` is the month, 1 to 12, in which the fiscal year starts; `named_by` says which of
    its two calendar years names it. `custom` are cycles that do not follow from that.
    """

    timezone: str = "UTC"
    year_start: int = 1
    named_by: NamedBy | None = None
    since: date | None = None
    custom: Mapping[str, Cycle] = field(default_factory=lambda: MappingProxyType({}))
    default: str | None = None

    @property
    def begins(self) -> date:
        """The first day it is in force; the first of all days where it does not say."""
        return self.since or date.min

    @property
    def ambiguous(self) -> bool:
        """Whether a year's name could mean two years, because nothing says what names it."""
        return self.year_start != 1 and self.named_by is None

    def fiscal(self, year: int, start: int, months: int) -> tuple[date, date]:
        """The first and last day of `months` months from the `start`-th, 0 to 11, of a fiscal year.

        An ambiguous year is named by its end, as most companies do; the loader complains of it.
        """
        shift = 1 if self.year_start != 1 and self.named_by != "start" else 0
        index = (year - shift) * 12 + self.year_start - 1 + start
        return month_start(index), month_start(index + months) - timedelta(1)


@dataclass(frozen=True, slots=True)
class Calendars:
    """One calendar, or one after the other, each in force until the next one's `since`."""

    eras: tuple[Calendar, ...] = (Calendar(),)

    def __post_init__(self) -> None:
        """Put the eras in the order of time, whatever order a file gives them; never none."""
        eras = sorted(self.eras, key=lambda era: era.begins) or [Calendar()]
        object.__setattr__(self, "eras", tuple(eras))

    @property
    def timezone(self) -> str:
        """The time zone of the newest era."""
        return self.eras[-1].timezone

    @property
    def custom(self) -> Mapping[str, Cycle]:
        """The cycles of every era that do not follow from the calendar; a newer era's wins."""
        return {name: cycle for era in self.eras for name, cycle in era.custom.items()}

    def era(self, day: date) -> Calendar:
        """The calendar in force on `day`; the first one before its own `since`."""
        return next((era for era in reversed(self.eras) if era.begins <= day), self.eras[0])

    def local_day(self, instant: datetime) -> date:
        """The day of an instant in the time zone that was in force; `instant` knows its offset."""
        for era in reversed(self.eras):
            day = instant.astimezone(_zone(era.timezone)).date()
            if era.begins <= day:
                return day
        return instant.astimezone(_zone(self.eras[0].timezone)).date()

    def cycle(self, name: str) -> Cycle | None:
        """The cycle of that name; none where the calendar knows no such name.

        A fiscal cycle over which the calendar changed ends or begins with its era. Where a name
        has days in two eras, it means the whole one, else the longer part, else the newer.
        """
        custom = self.custom.get(name)
        if custom:
            return custom
        parts = _NAME.fullmatch(name)
        if parts is None:
            return None
        try:
            return self._derived(name, {key: int(n) for key, n in parts.groupdict().items() if n})
        except (ValueError, OverflowError):
            return None

    def _derived(self, name: str, parts: Mapping[str, int]) -> Cycle | None:
        year = parts["year"]
        if "week" in parts:
            monday = date.fromisocalendar(year, parts["week"], 1)
            return Cycle(name, monday, monday + timedelta(6))
        if "month" in parts:
            index = year * 12 + parts["month"] - 1
            return Cycle(name, month_start(index), month_start(index + 1) - timedelta(1))
        start, months = _months_of(parts)
        parts_of_it = list(self._in_eras(name, year, start, months))
        if not parts_of_it:
            return None
        return max(parts_of_it, key=lambda part: (part[0], part[1].days))[1]

    def _in_eras(
        self, name: str, year: int, start: int, months: int
    ) -> Iterator[tuple[bool, Cycle]]:
        """For each era, newest first, whether it has all days of a cycle, and those it has."""
        ends = [*(era.begins - timedelta(1) for era in self.eras[1:]), date.max]
        for position, (era, end) in reversed(list(enumerate(zip(self.eras, ends, strict=True)))):
            first, last = era.fiscal(year, start, months)
            begins = era.begins if position else date.min
            inside = Cycle(name, max(first, begins), min(last, end))
            if inside.first <= inside.last:
                yield (inside.first, inside.last) == (first, last), inside

    def current(self, day: date, with_goals: Collection[str]) -> Cycle | None:
        """The cycle that an address without one means on `day`; none where there are no goals."""
        choice = self.choose(day, with_goals)
        return choice.cycle if choice else None

    def choose(self, day: date, with_goals: Collection[str]) -> Choice | None:
        """The current cycle and why it is that one; none where no known cycle has goals.

        The default of the settings, else the shortest cycle with goals that contains `day`, else
        the last that ended before it, else the next that begins.
        """
        default = self.cycle(self.era(day).default or "")
        if default:
            return Choice(default, "default")
        known = [cycle for cycle in map(self.cycle, with_goals) if cycle]
        running = [cycle for cycle in known if cycle.contains(day)]
        if running:
            return Choice(min(running, key=_shortest), "running")
        ended = [cycle for cycle in known if cycle.last < day]
        if ended:
            newest = max(cycle.last for cycle in ended)
            return Choice(min((c for c in ended if c.last == newest), key=_shortest), "last")
        if known:
            return Choice(min(known, key=lambda c: (c.first, *_shortest(c))), "next")
        return None

    def containing(self, cycle: Cycle, names: Collection[str]) -> tuple[Cycle, ...]:
        """The longer cycles among `names` that contain every day of `cycle`, nearest first."""
        known = (outer for outer in map(self.cycle, names) if outer)
        around = [
            outer
            for outer in known
            if outer.days > cycle.days and outer.first <= cycle.first and cycle.last <= outer.last
        ]
        return tuple(sorted(around, key=_shortest))


def month_start(index: int) -> date:
    """The first day of a month, counted from January of the year 0."""
    return date(index // 12, index % 12 + 1, 1)


def is_timezone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        _zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is an OSError
        return False
    return True


def _months_of(parts: Mapping[str, int]) -> tuple[int, int]:
    """Where in its fiscal year a cycle starts, and how many months it has."""
    if "quarter" in parts:
        return (parts["quarter"] - 1) * 3, 3
    if "half" in parts:
        return (parts["half"] - 1) * 6, 6
    return 0, 12


def _shortest(cycle: Cycle) -> tuple[int, date, str]:
    """Sort key: the shortest first, then the earliest."""
    return cycle.days, cycle.first, cycle.name


@cache
def _zone(name: str) -> ZoneInfo:
    """The time zone of that name. `is_timezone` says beforehand whether there is one."""
    return ZoneInfo(name)
