"""Cycles by name, the current cycle, and the calendar's eras."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.calendar import Calendar, Calendars, Choice, Cycle, is_timezone

PLAIN = Calendars()
JULY = Calendars((Calendar(year_start=7, named_by="end"),))
FEBRUARY_BY_END = Calendars((Calendar(year_start=2, named_by="end"),))
FEBRUARY_BY_START = Calendars((Calendar(year_start=2, named_by="start"),))
CHANGED = Calendars(
    (
        Calendar(timezone="Europe/Berlin"),
        Calendar(timezone="America/New_York", year_start=7, named_by="end", since=date(2026, 7, 1)),
    )
)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def span(calendars: Calendars, name: str) -> tuple[str, str] | None:
    """First and last day of a cycle, as text."""
    cycle = calendars.cycle(name)
    return (cycle.first.isoformat(), cycle.last.isoformat()) if cycle else None


@pytest.mark.parametrize(
    ("calendars", "name", "first", "last"),
    [
        (PLAIN, "2026", "2026-01-01", "2026-12-31"),
        (PLAIN, "2026-H2", "2026-07-01", "2026-12-31"),
        (PLAIN, "2026-Q1", "2026-01-01", "2026-03-31"),
        (PLAIN, "2026-Q4", "2026-10-01", "2026-12-31"),
        (PLAIN, "2024-02", "2024-02-01", "2024-02-29"),
        (PLAIN, "2026-11", "2026-11-01", "2026-11-30"),
        (PLAIN, "2026-W47", "2026-11-16", "2026-11-22"),
        (PLAIN, "2026-W01", "2025-12-29", "2026-01-04"),
        (PLAIN, "2026-W53", "2026-12-28", "2027-01-03"),
        (JULY, "2027", "2026-07-01", "2027-06-30"),
        (JULY, "2027-Q2", "2026-10-01", "2026-12-31"),
        (JULY, "2027-H2", "2027-01-01", "2027-06-30"),
        (JULY, "2027-11", "2027-11-01", "2027-11-30"),
        (FEBRUARY_BY_END, "2020-Q1", "2019-02-01", "2019-04-30"),
        (FEBRUARY_BY_END, "2020-Q4", "2019-11-01", "2020-01-31"),
        (FEBRUARY_BY_START, "2020-Q1", "2020-02-01", "2020-04-30"),
        (FEBRUARY_BY_START, "2020", "2020-02-01", "2021-01-31"),
    ],
)
def test_a_name_means_its_days(calendars: Calendars, name: str, first: str, last: str) -> None:
    """Fiscal years, halves and quarters, calendar months and ISO weeks; both ends belong."""
    assert span(calendars, name) == (first, last)


@pytest.mark.parametrize(
    "name",
    [
        "2026-Q5", "2026-Q0", "2026-H3", "2026-13", "2026-00", "2026-W54", "2026-W00", "2025-W53",
        "2026-q4", "26-Q4", "2026-Q4 ", "2026-Q4\n", "", "launch", "0000", "0000-Q1", "9999-Q4",
        "２０２６",
    ],
)  # fmt: skip
def test_a_name_outside_the_calendar_is_no_cycle(name: str) -> None:
    """There is no fifth quarter and no week 54, and a year that no date can hold is none."""
    assert PLAIN.cycle(name) is None


def test_a_cycle_of_one_s_own_has_its_days() -> None:
    """A name in `cycles` means what the settings say, a derived one included."""
    launch = Cycle("launch", date(2026, 9, 15), date(2026, 11, 30))
    calendars = Calendars((Calendar(custom={"launch": launch}),))
    assert calendars.cycle("launch") == launch
    assert calendars.custom == {"launch": launch}


@pytest.mark.parametrize(
    ("calendar", "ambiguous"),
    [
        (Calendar(), False),
        (Calendar(year_start=2), True),
        (Calendar(year_start=2, named_by="end"), False),
    ],
)
def test_a_year_that_starts_later_needs_a_name(calendar: Calendar, *, ambiguous: bool) -> None:
    """Without `fiscal_year_named`, a year that does not start in January could be two."""
    assert calendar.ambiguous is ambiguous


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2027-Q1", "2026-07-01", "2026-09-30"),
        ("2026", "2026-01-01", "2026-06-30"),
        ("2027", "2026-07-01", "2027-06-30"),
    ],
)
def test_a_change_of_the_fiscal_year_ends_the_old_one(name: str, first: str, last: str) -> None:
    """From January to July, and 2026 is half a year long."""
    assert span(CHANGED, name) == (first, last)


def test_a_quarter_that_neither_calendar_has_is_no_cycle() -> None:
    """2026-Q4 would begin in October by the old calendar and in April by the new one."""
    assert CHANGED.cycle("2026-Q4") is None


def test_a_name_with_days_in_two_eras_means_the_whole_cycle() -> None:
    """Named by its start, 2026 is the year from July rather than the half one before."""
    eras = (Calendar(), Calendar(year_start=7, named_by="start", since=date(2026, 7, 1)))
    assert span(Calendars(eras), "2026") == ("2026-07-01", "2027-06-30")


def test_the_order_of_a_file_does_not_matter_for_eras() -> None:
    """The calendar in force is the one with the latest `since` that has come."""
    assert Calendars(tuple(reversed(CHANGED.eras))) == CHANGED
    assert CHANGED.era(date(2026, 6, 30)).year_start == 1
    assert CHANGED.era(date(2026, 7, 1)).year_start == 7
    assert Calendars(()).cycle("2026-Q4") == PLAIN.cycle("2026-Q4")


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-21T23:30:00+00:00", "2026-11-21"),
        ("2026-11-22T04:59:00+00:00", "2026-11-21"),
        ("2026-11-22T05:01:00+00:00", "2026-11-22"),
        ("2026-03-01T23:30:00+00:00", "2026-03-02"),
        ("2026-06-01T22:30:00+00:00", "2026-06-02"),
        ("2026-07-01T03:00:00+00:00", "2026-07-01"),
    ],
)
def test_the_day_of_an_instant_is_the_local_one(instant: str, day: str) -> None:
    """Berlin until July 2026 and New York after: late evenings differ, summer time counts."""
    assert CHANGED.local_day(datetime.fromisoformat(instant)) == date.fromisoformat(day)


def test_before_the_first_calendar_its_time_zone_holds() -> None:
    """An organisation that says `since` on its only calendar had a time before."""
    young = Calendars((Calendar(timezone="Asia/Tokyo", since=date(2026, 1, 1)),))
    assert young.local_day(datetime(2020, 5, 1, 23, tzinfo=UTC)) == date(2020, 5, 2)


def test_the_time_zone_is_that_of_today() -> None:
    """Where there are several calendars, the newest one's."""
    assert CHANGED.timezone == "America/New_York"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Berlin", True),
        ("UTC", True),
        ("Europe/Berlyn", False),
        ("Europe", False),
        ("", False),
        ("../../etc/passwd", False),
        ("/etc/passwd", False),
    ],
)
def test_a_time_zone_is_known_or_not(name: str, *, known: bool) -> None:
    """A folder of zones and a path out of the data are none."""
    assert is_timezone(name) is known


@pytest.mark.parametrize(
    ("day", "names", "cycle", "case"),
    [
        ("2026-11-21", ("2026", "2026-H2", "2026-Q4"), "2026-Q4", "running"),
        ("2026-11-21", ("2026", "2026-H1"), "2026", "running"),
        ("2026-11-21", ("2026-Q2", "2026-Q3", "2026-H1", "2027"), "2026-Q3", "last"),
        ("2026-11-21", ("2026-H1", "2026-Q2"), "2026-Q2", "last"),
        ("2026-11-21", ("2027", "2027-Q1", "2027-Q2"), "2027-Q1", "next"),
        ("2026-11-21", ("2026-Q9", "2026"), "2026", "running"),
    ],
)
def test_the_current_cycle_is_the_shortest_that_runs(
    day: str, names: tuple[str, ...], cycle: str, case: str
) -> None:
    """None running: the one that ended last; none ended: the one that begins next."""
    choice = PLAIN.choose(date.fromisoformat(day), names)
    assert choice is not None
    assert (choice.cycle.name, choice.case) == (cycle, case)
    assert PLAIN.current(date.fromisoformat(day), names) == choice.cycle


def test_the_default_cycle_overrides_the_day() -> None:
    """`calendar.default` wins; one that the calendar does not know does not."""
    day, names = date(2026, 11, 21), ("2026-Q4",)
    default = Calendars((Calendar(default="2026-Q3"),))
    assert default.choose(day, names) == Choice(
        Cycle("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)), "default"
    )
    typo = Calendars((Calendar(default="2026-Q7"),)).choose(day, names)
    assert typo is not None
    assert (typo.cycle.name, typo.case) == ("2026-Q4", "running")


def test_without_goals_there_is_no_current_cycle() -> None:
    """Nothing is guessed where no cycle has goals."""
    assert PLAIN.choose(date(2026, 11, 21), ()) is None
    assert PLAIN.current(date(2026, 11, 21), ("nonsense",)) is None


def test_longer_cycles_around_one_come_nearest_first() -> None:
    """The half before the year; what only overlaps, is as long or is shorter is not around."""
    quarter = PLAIN.cycle("2026-Q4")
    assert quarter is not None
    names = ("2026", "2026-H2", "2026-Q4", "2026-11", "2026-H1", "2025", "typo")
    assert [c.name for c in PLAIN.containing(quarter, names)] == ["2026-H2", "2026"]
    week = PLAIN.cycle("2026-W53")
    assert week is not None
    assert PLAIN.containing(week, ("2026", "2027", "2026-Q4")) == ()


def test_days_gone_stay_inside_the_cycle() -> None:
    """The first day is the first one gone; before it none is, and after the last all are."""
    cycle = Cycle("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    asked = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 21), date(2027, 1, 9)]
    assert cycle.days == 92
    assert [cycle.elapsed_days(day) for day in asked] == [0, 1, 52, 92]


@given(day=days, start=st.integers(1, 12), named=st.sampled_from(["start", "end"]))
def test_quarters_part_every_fiscal_year(day: date, start: int, named: str) -> None:
    """Each day has one quarter, one half and one year, and they lie in one another."""
    calendars = Calendars(
        (Calendar(year_start=start, named_by="end" if named == "end" else "start"),)
    )
    years = [str(year) for year in range(day.year - 1, day.year + 2)]
    for endings in (("",), ("-H1", "-H2"), ("-Q1", "-Q2", "-Q3", "-Q4")):
        cycles = [calendars.cycle(year + ending) for year in years for ending in endings]
        assert sum(cycle is not None and cycle.contains(day) for cycle in cycles) == 1


@given(year=st.integers(1990, 2090), start=st.integers(1, 12))
def test_the_quarters_of_a_year_add_up_to_it(year: int, start: int) -> None:
    """They follow one another without a gap, from its first to its last day."""
    calendars = Calendars((Calendar(year_start=start, named_by="end"),))
    whole = calendars.cycle(str(year))
    quarters = [calendars.cycle(f"{year}-Q{number}") for number in range(1, 5)]
    assert whole is not None
    assert sum(quarter.days for quarter in quarters if quarter) == whole.days
    assert all(
        later and earlier and later.first == earlier.last + timedelta(1)
        for earlier, later in pairwise(quarters)
    )


@given(text=st.text(max_size=12))
def test_no_text_breaks_the_calendar(text: str) -> None:
    """Any name is a cycle or none."""
    cycle = CHANGED.cycle(text)
    assert cycle is None or cycle.first <= cycle.last


@given(instant=st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_local_day_is_never_far_off(instant: datetime) -> None:
    """It is at most one day from the day in UTC."""
    assert abs((CHANGED.local_day(instant) - instant.date()).days) <= 1
