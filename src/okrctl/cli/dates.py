"""Days as people type them: ISO, today, friday, 3 days ago, start, a cycle's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Protocol

from okrctl.errors import UsageError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
AGO = re.compile(r"(\d{1,4}) (day|week)s? ago")
FORMS = "2026-11-20, today, yesterday, friday, last friday, 3 days ago, start, end, 2026-Q4"


class Bounds(Protocol):
    """A stretch of days, such as a cycle."""

    @property
    def first(self) -> date:
        """Its first day."""
        ...

    @property
    def last(self) -> date:
        """Its last day."""
        ...


def parse_day(
    text: str,
    today: date,
    current: Bounds | None = None,
    cycle: Callable[[str], Bounds | None] | None = None,
) -> date:
    """The day that `text` means on `today`.

    A weekday is the last such day, today included; `last friday` leaves today out. `start` and
    `end` are those of `current`; a cycle's name is the day of it that is nearest to today.
    UsageError where it is none of these.
    """
    words = " ".join(text.lower().split())
    found = iso_day(words) or relative_day(words, today) or bound_day(words, current)
    if found is None and cycle and (named := cycle(text.strip())) is not None:
        found = min(max(today, named.first), named.last)
    if found is None:
        raise not_a_day(text, words)
    return found


def iso_day(words: str) -> date | None:
    """A day in the form 2026-11-20; UsageError where the calendar has no such day."""
    if not ISO.fullmatch(words):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"there is no {words} in the calendar") from None


def relative_day(words: str, today: date) -> date | None:
    """A day by its distance from today."""
    match words.split():
        case ["today"]:
            return today
        case ["yesterday"]:
            return today - timedelta(days=1)
        case [weekday] if weekday in WEEKDAYS:
            return today - timedelta(days=days_since(weekday, today))
        case ["last", weekday] if weekday in WEEKDAYS:
            return today - timedelta(days=days_since(weekday, today) or 7)
    ago = AGO.fullmatch(words)
    if ago is None:
        return None
    days = int(ago[1]) * (7 if ago[2] == "week" else 1)
    return date.fromordinal(today.toordinal() - days) if days < today.toordinal() else None


def days_since(weekday: str, today: date) -> int:
    """Days since the last such weekday: 0 on the day itself, at most 6."""
    return (today.weekday() - WEEKDAYS.index(weekday)) % 7


def bound_day(words: str, current: Bounds | None) -> date | None:
    """`start` and `end`: those of the current cycle; UsageError where there is none."""
    if words not in ("start", "end"):
        return None
    if current is None:
        raise UsageError(f"{words} is the {words} of the current cycle, and there is none yet")
    return current.first if words == "start" else current.last


def not_a_day(text: str, words: str) -> UsageError:
    """The error for what is no day, with the nearest word that would be one."""
    close = get_close_matches(words, ["today", "yesterday", "start", "end", *WEEKDAYS], n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    return UsageError(f"{text!r} is no day{guess}", f"write it as one of {FORMS}")
