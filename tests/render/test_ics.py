"""Calendars: read back by other libraries, they say the days that a cadence says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Component

from okrctl.model.cadence import due_days, next_due, parse
from okrctl.pages.document import Agenda, Document, Occasion
from okrctl.render.formats import render
from render.pages_to_draw import PAGES

FIRST = date(2026, 10, 1)
WORDS = (
    "daily", "every 3 days", "weekly", "weekly on friday", "every 2 weeks on monday", "monthly",
    "monthly on the 1st", "monthly on the 31st", "monthly on the 30th",
    "monthly on the last friday",
    "monthly on the second tuesday", "every 2 months", "quarterly", "quarterly on the 1st",
    "quarterly on the last friday", "quarterly on the first monday",
)  # fmt: skip


def calendar(*occasions: Occasion) -> Calendar:
    """The calendar of some occasions, written and read back."""
    agenda = Agenda("Acme · due", "Europe/Berlin", date(2026, 11, 21), occasions)
    return Calendar.from_ical(render(Document("okrctl.due/1", agenda=agenda), "ics"))


def only(*occasions: Occasion) -> Component:
    """The one event, or to-do, of a calendar."""
    (found,) = calendar(*occasions).subcomponents
    return found


@pytest.mark.parametrize("words", WORDS)
def test_a_series_falls_on_the_days_of_its_cadence(words: str) -> None:
    """Over two years and a half, to the last day and no further."""
    cadence, until = parse(words), date(2029, 3, 31)
    start = next_due(cadence, FIRST, FIRST - timedelta(1))
    event = only(Occasion("x@acme", start, "Check-in", rhythm=cadence, until=until))
    rule = event["rrule"].to_ical().decode().replace(f"{until:%Y%m%d}", f"{until:%Y%m%d}T000000")
    days = [
        moment.date()
        for moment in rrulestr(rule, dtstart=datetime.combine(start, datetime.min.time()))
    ]
    assert tuple(days) == due_days(cadence, FIRST, until)


def test_an_event_is_a_whole_day_and_blocks_nobody() -> None:
    """A date without a time is that day in every time zone; its end is the day after."""
    event = only(Occasion("x@acme", date(2026, 11, 27), "Check-in: 4 key results", "a\nb"))
    assert event.name == "VEVENT"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 27), date(2026, 11, 28))
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
    assert event["transp"] == "TRANSPARENT"
    assert event["dtstamp"].dt == datetime(2026, 11, 21, tzinfo=UTC)
    assert event["description"] == "a\nb"
    assert "rrule" not in event


def test_what_is_late_is_something_to_do() -> None:
    """With the day by which it was due."""
    todo = only(Occasion("x@acme", date(2026, 11, 13), "Check-in", to_do=True))
    assert (todo.name, todo["due"].dt) == ("VTODO", date(2026, 11, 13))


def test_nobodys_words_become_properties() -> None:
    """Line ends, separators and control characters stay inside their field."""
    words = "x\r\nATTENDEE:mailto:ceo@acme.example\n;,\\ \x1b"
    made = calendar(Occasion("x@acme", FIRST, words, words))
    (event,) = made.subcomponents
    assert "attendee" not in event
    assert "\x1b" not in made.to_ical().decode()
    assert "ATTENDEE:mailto:ceo@acme.example" in event["summary"]


def test_the_companys_calendar_reads_back() -> None:
    """Every occasion has its own name, and the same day gives the same bytes."""
    text = render(PAGES["due"](), "ics")
    assert text == render(PAGES["due"](), "ics")
    found = Calendar.from_ical(text).subcomponents
    names = [str(one["uid"]) for one in found]
    assert len(set(names)) == len(names)
    assert {one.name for one in found} == {"VEVENT", "VTODO"}
    lena = next(one for one in found if one["uid"].startswith("check-in/lena/weekly-on-friday"))
    assert lena["summary"] == "lena · Check-in: 3 key results"
    assert lena["dtstart"].dt == date(2026, 11, 27)
    assert lena["rrule"]["UNTIL"] == [date(2026, 12, 31)]
