"""Actions as people say them: `sam: What a masked copy costs, by thursday`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from okrctl.cli.context import Context
from okrctl.cli.dates import ISO, WEEKDAYS, iso_day
from okrctl.cli.identity import named
from okrctl.errors import UsageError

ACTION = re.compile(r"(?P<who>[^:]+):(?P<what>.+)", re.DOTALL)
BY = re.compile(r"(?P<what>.+?),?\s+by\s+(?P<due>[\w\s-]+?)", re.DOTALL | re.IGNORECASE)
AHEAD = re.compile(r"in (\d{1,3}) (day|week)s?")
EXAMPLE = "'sam: What a masked copy costs, by thursday'"


@dataclass(frozen=True, slots=True)
class Promise:
    """Who does what, and until when, where a day was said."""

    who: str
    what: str
    due: date | None = None


def promise(here: Context, text: str) -> Promise:
    """The action that a text says; UsageError where nobody is named, or nobody knows who it is.

    What stands behind `by` is only a day where it can be one.
    """
    match = ACTION.fullmatch(text.strip())
    if match is None or not match["what"].strip():
        raise UsageError(f"{text!r} does not say who does what", EXAMPLE)
    who = named(here.loaded.workspace.settings, match["who"].strip())
    what = match["what"].strip()
    by = BY.fullmatch(what)
    due = coming_day(here, by["due"]) if by else None
    return Promise(who, by["what"].strip(), due) if by and due else Promise(who, what)


def coming_day(here: Context, text: str) -> date | None:
    """The day to come that a text means; none where it is none.

    A weekday is the next one, today left out; `end` is the last day of the cycle.
    """
    words, today = " ".join(text.lower().split()).removeprefix("next "), here.today
    if ISO.fullmatch(words):
        return iso_day(words)
    if words in WEEKDAYS:
        return today + timedelta((WEEKDAYS.index(words) - today.weekday() - 1) % 7 + 1)
    if ahead := AHEAD.fullmatch(words):
        return today + timedelta(int(ahead[1]) * (7 if ahead[2] == "week" else 1))
    cycle = here.cycle
    known = {"today": today, "tomorrow": today + timedelta(1)}
    return known.get(words) or (cycle.last if words == "end" and cycle else None)
