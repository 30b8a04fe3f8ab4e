"""Cadences in words, their due days and their periods; durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.cadence import (
    WEEKDAYS,
    Cadence,
    CadenceError,
    Duration,
    On,
    Period,
    Stretch,
    due_days,
    last_due,
    next_due,
    parse,
    parse_duration,
    parse_every,
    period_of,
    periods,
)

FIRST, END = date(2026, 10, 1), date(2026, 12, 31)
"""The fourth quarter of 2026 begins on a Thursday and ends on one."""

days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
ons: dict[Stretch, st.SearchStrategy[On | None]] = {
    "day": st.none(),
    "week": st.none() | st.builds(On, st.integers(0, 6)),
    "month": st.none()
    | st.builds(On, st.none(), st.integers(1, 31) | st.just(-1))
    | st.builds(On, st.integers(0, 6), st.integers(1, 4) | st.just(-1)),
}
ons["quarter"] = ons["month"]
cadences = st.sampled_from(sorted(ons)).flatmap(
    lambda stretch: st.builds(Cadence, st.just(stretch), st.integers(1, 12), ons[stretch])
)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("weekly", "2026-10-04 2026-10-11 2026-10-18 2026-10-25 2026-11-01"),
        ("every week", "2026-10-04 2026-10-11 2026-10-18 2026-10-25 2026-11-01"),
        ("weekly on thursday", "2026-10-01 2026-10-08 2026-10-15 2026-10-22 2026-10-29"),
        ("Weekly  on FRIDAY", "2026-10-02 2026-10-09 2026-10-16 2026-10-23 2026-10-30"),
        ("every 2 weeks", "2026-10-11 2026-10-25 2026-11-08 2026-11-22 2026-12-06"),
        ("every 2 weeks on monday", "2026-10-05 2026-10-19 2026-11-02 2026-11-16 2026-11-30"),
        ("every 10 days", "2026-10-10 2026-10-20 2026-10-30 2026-11-09 2026-11-19"),
        ("daily", "2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05"),
        ("monthly", "2026-10-31 2026-11-30 2026-12-31"),
        ("monthly on the 1st", "2026-10-01 2026-11-01 2026-12-01"),
        ("monthly on the 31st", "2026-10-31 2026-11-30 2026-12-31"),
        ("monthly on the last friday", "2026-10-30 2026-11-27 2026-12-25"),
        ("monthly on the first thursday", "2026-10-01 2026-11-05 2026-12-03"),
        ("monthly on the 3rd tuesday", "2026-10-20 2026-11-17 2026-12-15"),
        ("monthly on the last day", "2026-10-31 2026-11-30 2026-12-31"),
        ("every 2 months", "2026-11-30"),
        ("every 2 months on the 15th", "2026-10-15 2026-12-15"),
        ("quarterly", "2026-12-31"),
        ("quarterly on the 2nd", "2026-10-02"),
        ("quarterly on the last monday", "2026-12-28"),
    ],
)
def test_a_cadence_in_words_has_its_due_days(words: str, due: str) -> None:
    """Without `on`, the last day of the period; every N counts from the first day of the goal."""
    expected = tuple(map(date.fromisoformat, due.split()))
    assert due_days(parse(words), FIRST, END)[: len(expected)] == expected
    assert len(expected) == 5 or due_days(parse(words), FIRST, END) == expected


def test_a_short_month_has_its_last_day_for_the_31st() -> None:
    """The 30th of February is the 28th, or the 29th in a leap year."""
    cadence = parse("monthly on the 30th")
    assert due_days(cadence, date(2024, 2, 1), date(2024, 3, 31)) == (
        date(2024, 2, 29),
        date(2024, 3, 30),
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("weekly on fri", "weekly on friday"),
        ("weekly on fryday", "weekly on friday"),
        ("weekly friday", "weekly on friday"),
        ("fridays", "weekly on friday"),
        ("every friday", "weekly on friday"),
        ("wekly", "weekly"),
        ("biweekly", "every 2 weeks"),
        ("fortnightly", "every 2 weeks"),
        ("every two weeks", "every 2 weeks"),
        ("every other week on tue", "every 2 weeks on tuesday"),
        ("each month", "every month"),
        ("monthly on 1st", "monthly on the 1st"),
        ("monthly on the 12", "monthly on the 12th"),
        ("monthly on last friday", "monthly on the last friday"),
        ("yearly", "every 12 months"),
        ("14 days", "every 14 days"),
    ],
)
def test_words_that_are_no_cadence_are_answered_with_one(words: str, meant: str) -> None:
    """Did you mean … names something that can be read."""
    with pytest.raises(CadenceError, match="is no cadence") as refused:
        parse(words)
    assert refused.value.help == f"did you mean “{meant}”?"
    assert parse(meant)


@pytest.mark.parametrize(
    ("words", "message", "help_"),
    [
        ("daily on friday", "“daily” is not on one day", "write daily, or weekly on friday"),
        ("every 3 days on the 1st", "“every 3 days” is not on one day", "monthly on the 1st"),
        ("weekly on the 1st", "a week has no 1st", "write weekly on friday, or monthly on the 1st"),
        ("monthly on friday", "a month has several fridays", "monthly on the last friday"),
        ("every 0 weeks", "nothing happens every 0 days", "from 1"),
        ("monthly on the 32nd", "is no cadence", "every N days, weeks or months"),
        ("monthly on the 0th", "is no cadence", "every N days, weeks or months"),
        ("monthly on the 5th friday", "is no cadence", "every N days, weeks or months"),
        ("wekly on the 1st", "is no cadence", "every N days, weeks or months"),
        ("asap", "“asap” is no cadence", "every N days, weeks or months"),
        ("", "“” is no cadence", "every N days, weeks or months"),
        ("every -2 weeks", "is no cadence", "every N days, weeks or months"),
        ("every 1000 weeks", "is no cadence", "every N days, weeks or months"),
    ],
)
def test_a_day_that_a_period_lacks_is_refused(words: str, message: str, help_: str) -> None:
    """The error says what is wrong, and its help what to write."""
    with pytest.raises(CadenceError) as refused:
        parse(words)
    assert message in refused.value.message
    assert help_ in refused.value.help


def test_a_long_text_is_not_repeated_whole() -> None:
    """A message stays a line, whatever stands in a file."""
    with pytest.raises(CadenceError) as refused:
        parse("weekly " * 10_000)
    assert len(refused.value.message) < 100


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("day", Cadence("day")),
        ("week", Cadence("week")),
        ("2 weeks", Cadence("week", 2)),
        ("month", Cadence("month")),
        ("Quarter", Cadence("quarter")),
    ],
)
def test_every_names_a_period(words: str, cadence: Cadence) -> None:
    """`every: week` of a key result, or a number of them."""
    assert parse_every(words) == cadence


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        ("weekly", "did you mean “week”?"),
        ("every week", "did you mean “week”?"),
        ("wek", "did you mean “week”?"),
        ("two weeks", "did you mean “2 weeks”?"),
        ("sprint", "write day, week, month or quarter"),
        ("week on friday", "write day, week, month or quarter"),
    ],
)
def test_every_takes_no_cadence(words: str, help_: str) -> None:
    """A period has no day on which it is due."""
    with pytest.raises(CadenceError, match="is no period") as refused:
        parse_every(words)
    assert refused.value.help.startswith(help_)


@pytest.mark.parametrize(
    ("words", "start", "after", "before"),
    [
        ("3 days", "2026-11-21", "2026-11-24", "2026-11-18"),
        ("0 days", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("2 weeks", "2026-11-21", "2026-12-05", "2026-11-07"),
        ("1 month", "2026-01-31", "2026-02-28", "2025-12-31"),
        ("1 month", "2024-03-31", "2024-04-30", "2024-02-29"),
        ("14 months", "2026-11-30", "2028-01-30", "2025-09-30"),
        ("1 quarter", "2026-11-30", "2027-02-28", "2026-08-30"),
        ("1 Year", "2024-02-29", "2025-02-28", "2023-02-28"),
        ("9999 years", "2026-11-21", "9999-12-31", "0001-01-01"),
        ("9999 weeks", "9999-11-21", "9999-12-31", "9808-04-03"),
    ],
)
def test_a_duration_is_added_to_a_day(words: str, start: str, after: str, before: str) -> None:
    """A month later is the same day, or the last of a shorter month; no sum leaves the calendar."""
    day, duration = date.fromisoformat(start), parse_duration(words)
    assert (day + duration, day - duration) == (
        date.fromisoformat(after),
        date.fromisoformat(before),
    )


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        ("3d", "did you mean “3 days”?"),
        ("2w", "did you mean “2 weeks”?"),
        ("14", "did you mean “14 days”?"),
        ("two weeks", "did you mean “2 weeks”?"),
        ("a week", "did you mean “1 week”?"),
        ("3 dys", "did you mean “3 days”?"),
        ("soon", "write a whole number of days"),
        ("-3 days", "write a whole number of days"),
        ("1.5 days", "write a whole number of days"),
        ("10000 days", "write a whole number of days"),
    ],
)
def test_what_is_no_duration_is_answered_with_one(words: str, help_: str) -> None:
    """As for cadences: what was probably meant, else how to write it."""
    with pytest.raises(CadenceError, match="is no duration") as refused:
        parse_duration(words)
    assert refused.value.help.startswith(help_)


@given(count=st.integers(0, 9999), span=st.sampled_from(["day", "week", "month", "year"]))
def test_a_duration_reads_what_it_writes(count: int, span: str) -> None:
    """Text and duration are one to one."""
    duration = parse_duration(f"{count} {span}s")
    assert parse_duration(str(duration)) == duration
    assert duration == Duration(count, duration.span)


@given(cadence=cadences)
def test_a_cadence_reads_what_it_writes(cadence: Cadence) -> None:
    """Text and cadence are one to one."""
    assert parse(str(cadence)) == cadence


def answer(reader: Callable[[str], Cadence | Duration], text: str) -> str:
    """What a reader makes of a text, or says of it."""
    try:
        return str(reader(text))
    except CadenceError as refused:
        return refused.message and refused.help


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text is read, or refused with a message and what to write."""
    for reader in (parse, parse_every, parse_duration):
        assert answer(reader, text)


@given(cadence=cadences, first=days, length=st.integers(0, 800))
def test_due_days_rise_and_stay_inside(cadence: Cadence, first: date, length: int) -> None:
    """From the first day to the last, and never twice."""
    last = first + timedelta(length)
    due = due_days(cadence, first, last)
    assert all(earlier < later for earlier, later in pairwise(due))
    assert all(first <= day <= last for day in due)


@given(cadence=cadences, first=days, length=st.integers(0, 800))
def test_the_last_and_the_next_due_day_are_neighbours(
    cadence: Cadence, first: date, length: int
) -> None:
    """The last is not later than the day, the next one is, and no due day lies between."""
    day = first + timedelta(length)
    due = due_days(cadence, first, day)
    following = next_due(cadence, first, day)
    assert last_due(cadence, first, day) == (due[-1] if due else None)
    assert following > day
    assert due_days(cadence, first, following) == (*due, following)


@given(cadence=cadences, first=days, length=st.integers(0, 800), later=st.integers(0, 400))
def test_looking_further_changes_no_due_day(
    cadence: Cadence, first: date, length: int, later: int
) -> None:
    """What is due until a day does not depend on how far one looks."""
    last = first + timedelta(length)
    further = due_days(cadence, first, last + timedelta(later))
    assert tuple(day for day in further if day <= last) == due_days(cadence, first, last)


@given(cadence=cadences, first=days, length=st.integers(0, 800))
def test_each_day_falls_due_where_its_cadence_says(
    cadence: Cadence, first: date, length: int
) -> None:
    """On the weekday, on the N-th day, or on the last day of a period."""
    for day in due_days(cadence, first, first + timedelta(length)):
        if cadence.on is None:
            assert day == period_of(cadence, day, first).last
        elif cadence.on.weekday is not None:
            assert WEEKDAYS[day.weekday()] in str(cadence.on)
        elif cadence.on.nth and cadence.on.nth > 0:
            assert day.day == cadence.on.nth or (day + timedelta(1)).day == 1


@given(cadence=cadences, first=days, length=st.integers(0, 800))
def test_periods_part_the_days(cadence: Cadence, first: date, length: int) -> None:
    """They follow one another without a gap, and each day in one is in its `period_of`."""
    last = first + timedelta(length)
    found = periods(cadence, first, last)
    assert all(later.first == earlier.last + timedelta(1) for earlier, later in pairwise(found))
    assert all(first <= period.first <= last for period in found)
    assert all(period_of(cadence, period.last, first) == period for period in found)
    assert all(period_of(cadence, period.first, first) == period for period in found)


@given(cadence=cadences, day=days)
def test_a_day_is_in_its_period(cadence: Cadence, day: date) -> None:
    """Without a first day as well."""
    assert period_of(cadence, day).contains(day)


@pytest.mark.parametrize(
    ("every", "first", "last", "found"),
    [
        ("week", "2026-12-14", "2026-12-31", "2026-12-14/20 2026-12-21/27 2026-12-28/03"),
        ("week", "2026-12-15", "2026-12-27", "2026-12-21/27"),
        ("month", "2026-10-01", "2026-12-31", "2026-10-01/31 2026-11-01/30 2026-12-01/31"),
        ("month", "2026-10-02", "2026-11-30", "2026-11-01/30"),
        ("quarter", "2026-11-01", "2026-12-31", ""),
        ("2 weeks", "2026-12-07", "2026-12-31", "2026-12-07/20 2026-12-21/03"),
        ("10 days", "2026-12-05", "2026-12-20", "2026-12-05/14 2026-12-15/24"),
    ],
)
def test_periods_begin_inside_the_days_asked_for(
    every: str, first: str, last: str, found: str
) -> None:
    """A week begun before the first day does not count; the last one may end after the last."""
    asked = periods(parse_every(every), date.fromisoformat(first), date.fromisoformat(last))
    assert " ".join(f"{period.first}/{period.last:%d}" for period in asked) == found


@given(cadence=cadences, back=st.integers(0, 4_000))
def test_the_end_of_the_calendar_breaks_nothing(cadence: Cadence, back: int) -> None:
    """A goal until 31 December 9999 has due days, periods and an end."""
    first = date.max - timedelta(back)
    assert all(first <= day <= date.max for day in due_days(cadence, first, date.max))
    assert all(period.first >= first for period in periods(cadence, first, date.max))
    assert next_due(cadence, first, date.max) == date.max
    assert period_of(cadence, date.min) == Period(date.min, period_of(cadence, date.min).last)


def test_the_beginning_of_the_calendar_breaks_nothing() -> None:
    """A period that would begin before the first day of all begins on it."""
    assert period_of(Cadence("week", 5), date.min, date(1, 1, 10)) == Period(
        date.min, date(1, 1, 7)
    )
