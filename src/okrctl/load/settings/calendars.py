"""Calendars: the eras that the settings declare, and what cannot be about their dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from typing import get_args
from zoneinfo import available_timezones

from okrctl.findings import Finding
from okrctl.load.near import did_you_mean
from okrctl.load.reading.region import Region
from okrctl.load.rules import CYCLE, NO_ADDRESS, WRONG_TYPE
from okrctl.model.calendar import Calendar, Calendars, Cycle, NamedBy, is_timezone
from okrctl.model.settings import CalendarSettings, CustomCycle, Month, Settings
from okrctl.text.places import Path

MONTHS: tuple[str, ...] = get_args(Month)
_NAMED_BY: dict[str | None, NamedBy] = {"by start": "start", "by end": "end"}
_MOST_PAIRS = 20_000
"""Two hundred cycles are compared with each other, and no more."""
_NOT_IN_A_NAME = frozenset("/#:\\ ")


def calendars(settings: Settings) -> Calendars:
    """The calendars in force, one for each era; what cannot be is left out."""
    return Calendars(tuple(map(_calendar, settings.calendar)))


def _calendar(era: CalendarSettings) -> Calendar:
    custom = {
        name: Cycle(name, cycle.first, cycle.last)
        for name, cycle in era.cycles.items()
        if cycle.first <= cycle.last
    }
    return Calendar(
        timezone=era.timezone if is_timezone(era.timezone) else "UTC",
        year_start=MONTHS.index(era.fiscal_year_start) + 1,
        named_by=_NAMED_BY.get(era.fiscal_year_named),
        since=era.since,
        custom=custom,
        default=era.default,
    )


def calendar_problems(settings: Settings, region: Region) -> Iterator[Finding]:
    """What is wrong with each era: its time zone, its year, its own cycles and its default."""
    for index, era in enumerate(settings.calendar):
        path: Path = ("calendar", index)
        if not is_timezone(era.timezone):
            yield region.finding(
                WRONG_TYPE,
                (*path, "timezone"),
                "there is no time zone {zone}",
                help=did_you_mean(era.timezone, available_timezones(), "write it as Europe/Berlin"),
                zone=era.timezone[:80],
            )
        if era.fiscal_year_start != "january" and era.fiscal_year_named is None:
            yield region.finding(
                CYCLE,
                (*path, "fiscal_year_start"),
                "the fiscal year starts in {month}, and nothing says which year names it",
                help="add fiscal_year_named: by end, or by start",
                month=era.fiscal_year_start,
            )
        if index and era.since is None:
            yield region.finding(
                CYCLE,
                path,
                "it is not said from when this calendar is in force",
                help="add since: DATE",
            )
        yield from _cycle_problems(era, region, path)
        yield from _default_problem(settings, era, region, path)


def _cycle_problems(era: CalendarSettings, region: Region, path: Path) -> Iterator[Finding]:
    """What is wrong with each cycle of its own, and with two of them together."""
    derived = Calendars((_calendar(era.model_copy(update={"cycles": {}})),))
    for name, cycle in era.cycles.items():
        at: Path = (*path, "cycles", name)
        yield from _name_problems(name, cycle, derived.cycle(name), region, at)
        if cycle.first > cycle.last:
            yield region.finding(
                CYCLE,
                (*at, "to"),
                "the cycle {name} ends on {last}, before it starts on {first}",
                {"name": name, "last": str(cycle.last), "first": str(cycle.first)},
                help=f"write from: {cycle.last}, to: {cycle.first}",
            )
    for (first, one), (second, two) in islice(combinations(era.cycles.items(), 2), _MOST_PAIRS):
        if _cross(one, two):
            yield region.finding(
                CYCLE,
                (*path, "cycles", second),
                "the cycles {first} and {second} overlap, and neither contains the other",
                {"first": first, "second": second},
                help="change a date, so that each day of the one lies in the other, or none",
                at=region.key_span((*path, "cycles", second)),
                related=((region.key_span((*path, "cycles", first)), f"{first} is here"),),
            )


def _name_problems(
    name: str, cycle: CustomCycle, derived: Cycle | None, region: Region, at: Path
) -> Iterator[Finding]:
    """A name that no folder can have, or that means other days by the calendar."""
    if _NOT_IN_A_NAME & set(name) or name.startswith("."):
        yield region.finding(
            NO_ADDRESS,
            at,
            "{name} cannot be the name of a folder of goals",
            {"name": name[:80]},
            help="letters, digits and hyphens make one",
            at=region.key_span(at),
        )
    if derived is not None and (derived.first, derived.last) != (cycle.first, cycle.last):
        yield region.finding(
            CYCLE,
            at,
            "{name} is {first} to {last} by the calendar",
            {"name": name, "first": str(derived.first), "last": str(derived.last)},
            help="give the cycle another name",
            at=region.key_span(at),
        )


def _cross(one: CustomCycle, two: CustomCycle) -> bool:
    """Whether two cycles share days, and each has days that the other has not."""
    early, late = sorted((one, two), key=lambda cycle: (cycle.first, cycle.last))
    return early.first < late.first <= early.last < late.last


def _default_problem(
    settings: Settings, era: CalendarSettings, region: Region, path: Path
) -> Iterator[Finding]:
    if era.default is None or calendars(settings).cycle(era.default) is not None:
        return
    names = {name for one in settings.calendar for name in one.cycles}
    yield region.finding(
        CYCLE,
        (*path, "default"),
        "there is no cycle {cycle}",
        help=did_you_mean(era.default, names, CYCLE_HELP),
        cycle=era.default[:80],
    )


CYCLE_HELP = "a cycle is 2026, 2026-H2, 2026-Q4, 2026-11, 2026-W47, or one of calendar: cycles:"
"""What to write where a cycle is not known."""
