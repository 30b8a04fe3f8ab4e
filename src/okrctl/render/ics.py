"""Occasions as an iCalendar file (RFC 5545), which calendars import or subscribe to.

Every event is a whole day: it is due on that day wherever its reader is. The same goals on the same
day are the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Unpack

from icalendar import Calendar, Event, Todo, vRecur

from okrctl.model.cadence import Cadence
from okrctl.model.cadence_days import LAST
from okrctl.pages.document import Agenda, Document, Occasion
from okrctl.render.escape import visible
from okrctl.render.formats import Look

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST_MONTH = 28
MONTHS = {"month": 1, "quarter": 3}


def render(document: Document, **_: Unpack[Look]) -> str:
    """The calendar of a document; empty where it has no occasions to tell of."""
    agenda = document.agenda
    if agenda is None:
        return ""
    calendar = Calendar()
    calendar.add("prodid", "-//okrctl//okrctl//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(agenda.name))
    calendar.add("x-wr-timezone", agenda.timezone)
    for occasion in agenda.occasions:
        calendar.add_component(component(occasion, agenda))
    data: bytes = calendar.to_ical()
    return data.decode()


def component(occasion: Occasion, agenda: Agenda) -> Event | Todo:
    """An occasion as an event of one whole day, or as something to do."""
    found = Todo() if occasion.to_do else Event()
    found.add("uid", visible(occasion.uid))
    found.add("dtstamp", datetime.combine(agenda.as_of, time(), UTC))
    found.add("summary", visible(occasion.title))
    if occasion.words:
        found.add("description", visible(occasion.words, keep="\n"))
    if occasion.to_do:
        found.add("due", occasion.day)
        return found
    found.add("dtstart", occasion.day)
    found.add("dtend", occasion.day + timedelta(1))
    found.add("transp", "TRANSPARENT")
    if occasion.rhythm is not None:
        found.add("rrule", vRecur(rule(occasion.rhythm, occasion)))
    return found


def rule(rhythm: Cadence, occasion: Occasion) -> dict[str, object]:
    """A cadence as a recurrence rule; the occasion's day is one of its due days."""
    until = {} if occasion.until is None else {"UNTIL": occasion.until}
    if rhythm.stretch == "day":
        return {"FREQ": "DAILY", "INTERVAL": rhythm.every, **until}
    if rhythm.stretch == "week":
        weekday = WEEKDAYS[occasion.day.weekday()]
        return {"FREQ": "WEEKLY", "INTERVAL": rhythm.every, **until, "BYDAY": weekday}
    months = rhythm.every * MONTHS[rhythm.stretch]
    return {"FREQ": "MONTHLY", "INTERVAL": months, **until, **day_of_month(rhythm)}


def day_of_month(rhythm: Cadence) -> dict[str, object]:
    """On which day of its month something is due: `BYDAY=-1FR`, `BYMONTHDAY=1`.

    The 31st of a shorter month is its last day, so there the last of several days counts.
    """
    on = rhythm.on
    if on is None or (on.weekday is None and on.nth in (None, LAST)):
        return {"BYMONTHDAY": -1}
    if on.weekday is not None:
        return {"BYDAY": f"{on.nth or 1}{WEEKDAYS[on.weekday]}"}
    nth = on.nth or 1
    if nth <= SHORTEST_MONTH:
        return {"BYMONTHDAY": nth}
    return {"BYMONTHDAY": list(range(SHORTEST_MONTH, nth + 1)), "BYSETPOS": -1}
