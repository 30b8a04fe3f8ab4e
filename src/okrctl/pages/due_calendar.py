"""What is owed as a calendar: what comes again as one series a person, what is late as to-dos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from okrctl.measure.due import Due
from okrctl.model.cadence import Cadence, next_due
from okrctl.model.workspace import Workspace
from okrctl.pages.document import Agenda, Occasion
from okrctl.pages.numbers import plural

TITLES = {
    "check-in": "Check-in",
    "reading": "Reading",
    "baseline": "Baseline of",
    "action": "Action",
    "closing": "Close",
    "talk": "Talk about",
}
KINDS = {"check-in": "key result", "reading": "KPI"}
"""What a series is of."""


def agenda(owed: Sequence[Due], workspace: Workspace, as_of: date, person: str = "") -> Agenda:
    """The calendar of what is owed; titles name the person unless all of it is one person's."""
    settings = workspace.settings
    whose = settings.name or settings.organization or "goals"
    named = person or settings.organization or settings.name or "Goals"
    occasions = [
        *series(owed, whose, as_of, named=not person),
        *singles(owed, whose, named=not person),
    ]
    return Agenda(f"{named} · due", workspace.calendars.timezone, as_of, tuple(occasions))


def series(owed: Sequence[Due], whose: str, as_of: date, *, named: bool) -> Iterator[Occasion]:
    """One occasion for each person, sort, cadence and cycle, from the next due day on.

    Where a cadence takes every N-th stretch, each goal has its own: they may begin apart.
    """
    groups: dict[tuple[str, ...], list[Due]] = {}
    for one in owed:
        if one.rhythm is not None:
            cycle = "" if one.sort == "reading" else one.address.partition("/")[0]
            alone = one.address if one.rhythm.every > 1 else ""
            key: tuple[str, ...] = (one.sort, one.who, str(one.rhythm), cycle, alone)
            groups.setdefault(key, []).append(one)
    for key, group in groups.items():
        first, rhythm = group[0], group[0].rhythm
        assert rhythm is not None  # noqa: S101 - only what comes again was taken
        start = min(ahead(one, rhythm, as_of) for one in group)
        until = max(one.until for one in group)
        if start <= until:
            yield Occasion(
                uid(whose, *key),
                start,
                f"{who(first, named)}{TITLES[first.sort]}: {plural(len(group), KINDS[first.sort])}",
                "\n".join(map(line_of, group)),
                rhythm=rhythm,
                until=None if until == date.max else until,
            )


def ahead(due: Due, rhythm: Cadence, as_of: date) -> date:
    """The first due day that is not behind; what is late is due again then."""
    if due.day >= as_of:
        return due.day
    return next_due(rhythm, due.day, as_of - timedelta(1))


def singles(owed: Sequence[Due], whose: str, *, named: bool) -> Iterator[Occasion]:
    """What is late, and what is owed once: each on its own day."""
    for one in owed:
        late = one.lateness in ("stale", "overdue")
        if not late and one.rhythm is not None:
            continue
        what = one.words if one.sort == "action" else one.address
        yield Occasion(
            uid(whose, "late" if late else "once", one.sort, one.address, one.topic, one.entry),
            one.day,
            f"{who(one, named)}{TITLES[one.sort]} {what}",
            line_of(one),
            to_do=late,
        )


def who(due: Due, named: bool) -> str:  # noqa: FBT001 - a word of a title
    """`mira · `, where a title has to say whose it is."""
    return f"{due.who or 'nobody'} · " if named else ""


def line_of(due: Due) -> str:
    """What a calendar says of one thing: its address and title."""
    title = due.about.title if due.about else due.words
    return f"{due.address}  {title}"


def uid(whose: str, *parts: str) -> str:
    """A name that is the same each time, in the characters that every calendar takes."""
    told = "/".join(part.replace(" ", "-") for part in parts if part)
    return f"{told}@{whose.replace(' ', '-')}.okrctl".lower()
