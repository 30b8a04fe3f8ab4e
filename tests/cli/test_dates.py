from __future__ import annotations

from datetime import date

import pytest

from okrctl.cli.dates import parse_day
from okrctl.errors import UsageError
from okrctl.model.calendar import Calendar, Calendars

TODAY = date(2026, 11, 21)  # a Saturday
CALENDARS = Calendars((Calendar(),))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-02", date(2026, 10, 2)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 20)),
        ("friday", date(2026, 11, 20)),
        ("saturday", TODAY),
        ("sunday", date(2026, 11, 15)),
        ("last friday", date(2026, 11, 20)),
        ("last saturday", date(2026, 11, 14)),
        ("0 days ago", TODAY),
        ("1 day ago", date(2026, 11, 20)),
        (" 3  days ago ", date(2026, 11, 18)),
        ("2 weeks ago", date(2026, 11, 7)),
        ("start", date(2026, 10, 1)),
        ("end", date(2026, 12, 31)),
        ("2026-Q4", TODAY),
        ("2026-Q3", date(2026, 9, 30)),
        ("2027-Q1", date(2027, 1, 1)),
        ("2026", TODAY),
    ],
)
def test_a_day_as_people_type_it(text: str, day: date) -> None:
    """ISO, words, weekdays, distances, the cycle's ends, and a cycle's day nearest to today."""
    assert parse_day(text, TODAY, CALENDARS.cycle("2026-Q4"), CALENDARS.cycle) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-30", "there is no 2026-02-30"),
        ("yesteday", "did you mean yesterday?"),
        ("next friday", "is no day"),
        ("", "is no day"),
        ("start", "there is none yet"),
        ("2026-Q5", "is no day"),
        ("99999 days ago", "is no day"),
    ],
)
def test_what_is_no_day_is_refused(text: str, words: str) -> None:
    """The error says what is wrong with it."""
    with pytest.raises(UsageError, match=r"(is no|there is)") as refused:
        parse_day(text, TODAY, None, CALENDARS.cycle)
    assert words in refused.value.message


def test_days_before_the_calendar_are_refused() -> None:
    """A distance that leaves the calendar is no day either."""
    with pytest.raises(UsageError, match="is no day"):
        parse_day("9999 weeks ago", date(20, 1, 1))
