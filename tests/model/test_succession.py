"""Which cycle follows another, by its name or in the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from okrctl.model.calendar import Calendar, Calendars, Cycle
from okrctl.model.succession import following

LAUNCH = Cycle("launch", date(2026, 9, 15), date(2026, 11, 30))
LATER = Cycle("later", date(2027, 2, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("2026-Q3", "2026-Q4"), ("2026-Q4", "2027-Q1"), ("2026-H2", "2027-H1"),
        ("2026", "2027"), ("2026-11", "2026-12"), ("2026-12", "2027-01"),
        ("2026-W52", "2026-W53"), ("2026-W53", "2027-W01"),
    ],
)  # fmt: skip
def test_the_next_of_its_kind(name: str, after: str) -> None:
    """A quarter after a quarter, over the turn of the year too."""
    calendars = Calendars()
    cycle = calendars.cycle(name)
    assert cycle is not None
    found = following(calendars, cycle)
    assert found == calendars.cycle(after)


def test_a_fiscal_year_that_starts_in_july() -> None:
    """The names are those of its own calendar."""
    calendars = Calendars((Calendar(year_start=7, named_by="end"),))
    cycle = calendars.cycle("2026-Q4")
    assert cycle is not None
    found = following(calendars, cycle)
    assert found is not None
    assert (found.name, found.first) == ("2027-Q1", date(2026, 7, 1))


@pytest.mark.parametrize(("custom", "after"), [((LAUNCH, LATER), "later"), ((LAUNCH,), "2026-Q4")])
def test_after_a_cycle_of_its_own_kind(custom: tuple[Cycle, ...], after: str) -> None:
    """The next of those, else the quarter in which the next day lies."""
    calendars = Calendars((Calendar(custom={one.name: one for one in custom}),))
    found = following(calendars, LAUNCH)
    assert found is not None
    assert found.name == after


def test_the_calendar_ends() -> None:
    """Nothing follows the last of all days."""
    cycle = Cycle("9999-Q4", date(9999, 10, 1), date.max)
    assert following(Calendars(), cycle) is None
