"""Cadences and durations in words: read, or refused with what was probably meant."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from okrctl.model.cadence_days import LAST, WEEKDAYS, Cadence, On, Stretch
from okrctl.model.cadence_guess import mended

Span = Literal["day", "week", "month", "quarter", "year"]
Read = TypeVar("Read")

_STRETCHES: dict[str, Stretch] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter",
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
}  # fmt: skip
_SPANS: dict[str, Span] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip
_DAYS: Mapping[Span, int] = {"day": 1, "week": 7}
_MONTHS: Mapping[Span, int] = {"month": 1, "quarter": 3, "year": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
_WEEKDAY = "|".join(WEEKDAYS)

_OFTEN = re.compile(
    r"(?:(?P<adverb>daily|weekly|monthly|quarterly)"
    r"|every (?:(?P<every>[0-9]{1,3}) )?(?P<stretch>day|week|month|quarter)s?)(?: on (?P<on>.+))?"
)
_ON = re.compile(
    rf"(?P<weekday>{_WEEKDAY})"
    rf"|the (?P<which>{'|'.join(_ORDINALS)}) (?P<of>{_WEEKDAY}|day)"
    r"|the (?P<nth>[0-9]{1,2})(?:st|nd|rd|th)"
    rf"(?: (?P<nth_of>{_WEEKDAY}|day))?"
)
MOST_SHOWN = 60
_LENGTH = re.compile(r"(?P<count>[0-9]{1,4}) (?P<span>day|week|month|quarter|year)s?")

CADENCE_HELP = (
    "write daily, weekly, monthly, quarterly, or every N days, weeks or months; "
    "then, if need be, on friday, on the 1st, on the last friday"
)
DURATION_HELP = "write a whole number of days, weeks, months or years, such as 3 days"
EVERY_HELP = "write day, week, month or quarter, or a number of them, such as 2 weeks"


class CadenceError(ValueError):
    """Words that are no cadence, or no duration; `help` says what to write instead."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time that can be added to a day, or taken from one: `day + duration`.

    A month after 31 January is the last day of February. Beyond the days that there are, the sum
    is the first or the last of them.
    """

    count: int
    span: Span = "day"

    def __str__(self) -> str:
        """In the words of the format."""
        return f"{self.count} {self.span}{'' if self.count == 1 else 's'}"

    def __radd__(self, day: date) -> date:
        return self._moved(day, self.count)

    def __rsub__(self, day: date) -> date:
        return self._moved(day, -self.count)

    def _moved(self, day: date, count: int) -> date:
        try:
            if self.span in _DAYS:
                return day + timedelta(count * _DAYS[self.span])
            return _months_on(day, count * _MONTHS[self.span])
        except (ValueError, OverflowError):
            return date.max if count > 0 else date.min


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def parse(text: str) -> Cadence:
    """The cadence that words say: `weekly on friday`, `every 2 weeks`, `monthly on the 1st`.

    Large and small letters are the same. Raises `CadenceError`.
    """
    return _read(text, _cadence, "cadence", CADENCE_HELP)


def parse_every(text: str) -> Cadence:
    """The cadence that a key result's `every` says: `week`, `2 weeks`. Raises `CadenceError`."""
    return _read(text, _every, "period", EVERY_HELP)


def parse_duration(text: str) -> Duration:
    """The duration that words say: `3 days`, `1 month`. Raises `CadenceError`."""
    return _read(text, _duration, "duration", DURATION_HELP)


def _read(text: str, reader: Callable[[str], Read | None], what: str, help_: str) -> Read:
    """What `reader` makes of the text, else an error with the nearest text it can read."""
    words = " ".join(text.lower().split())
    read = reader(words)
    if read is not None:
        return read
    guesses = mended(words) if len(words) <= MOST_SHOWN else ()
    meant = next((guess for guess in guesses if _reads(reader, guess)), "")
    shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    raise CadenceError(f"“{shown}” is no {what}", f"did you mean “{meant}”?" if meant else help_)


def _reads(reader: Callable[[str], Read | None], words: str) -> bool:
    try:
        return reader(words) is not None
    except CadenceError:
        return False


def _cadence(words: str) -> Cadence | None:
    often = _OFTEN.fullmatch(words)
    if often is None:
        return None
    cadence = Cadence(_STRETCHES[often["adverb"] or often["stretch"]], _count(often["every"]))
    if often["on"] is None:
        return cadence
    found = _ON.fullmatch(often["on"])
    on = _on(found) if found else None
    return Cadence(cadence.stretch, cadence.every, _fitting(on, cadence)) if on else None


def _count(digits: str | None) -> int:
    """How many stretches; 1 where nothing is said."""
    if digits is not None and int(digits) == 0:
        raise CadenceError("nothing happens every 0 days", "write a number from 1")
    return int(digits or 1)


def _on(found: re.Match[str]) -> On | None:
    """The day that was said, none where no month has it."""
    weekday, which, nth = found["weekday"], found["which"], found["nth"]
    if weekday:
        return On(WEEKDAYS.index(weekday))
    of = found["of"] or found["nth_of"] or "day"
    ordinal = _ORDINALS[which] if which else int(nth)
    if not (ordinal == LAST or 1 <= ordinal <= (31 if of == "day" else 4)):
        return None
    return On(None if of == "day" else WEEKDAYS.index(of), ordinal)


def _fitting(on: On, cadence: Cadence) -> On:
    """`on` itself; `CadenceError` where such a stretch has no such day, or several."""
    if cadence.stretch == "day":
        raise CadenceError(
            f"“{cadence}” is not on one day",
            f"write {cadence}, or weekly on {on}"
            if on.nth is None
            else f"write {cadence}, or monthly on {on}",
        )
    if cadence.stretch == "week" and on.nth is not None:
        raise CadenceError(
            f"a week has no {str(on).removeprefix('the ')}",
            f"write {cadence} on friday, or monthly on {on}",
        )
    if cadence.stretch != "week" and on.nth is None:
        raise CadenceError(
            f"a {cadence.stretch} has several {on}s", f"say which: {cadence} on the last {on}"
        )
    return on


def _every(words: str) -> Cadence | None:
    return None if words.startswith("every") or " on " in words else _cadence(f"every {words}")


def _duration(words: str) -> Duration | None:
    length = _LENGTH.fullmatch(words)
    return Duration(int(length["count"]), _SPANS[length["span"]]) if length else None
