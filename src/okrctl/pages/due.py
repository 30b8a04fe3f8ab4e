"""Who owes what, by team and person, the latest first. `okrctl due`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from okrctl.measure.due import LATE, Due, Lateness
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Inline,
    Line,
    Mark,
    Next,
    Prose,
    Role,
    Row,
    Run,
    Sign,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.due_calendar import agenda
from okrctl.pages.facts import day
from okrctl.pages.header import Basis, remarks, rests_on
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, days, short_day

SCHEMA = "okrctl.due/1"
RECORD = (
    "team", "who", "owes", "lateness", "due", "last", "address", "entry", "words", "title",
)  # fmt: skip
COLUMNS = (
    Column("  LATE"),
    Column("OWES", opens=True),
    Column("WHAT", elastic=True, opens=True),
    Column("TITLE", elastic=True, from_width=100, leaves=1, opens=True),
    Column("DUE", "right", opens=True),
    Column("LAST", "right", leaves=2, opens=True),
)
SIGNS: Mapping[Lateness, tuple[Sign, Role]] = {
    "stale": ("stale", "quiet"),
    "overdue": ("warn", "warn"),
    "due": ("open", "strong"),
    "to come": ("early", "quiet"),
}
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Dues:
    """What is owed, of whom it was asked, and how far ahead the reader looks."""

    owed: tuple[Due, ...]
    workspace: Workspace
    as_of: date
    until: date
    """The last day whose dues are shown; what comes later is only counted."""
    asked: str = ""
    """Whose dues they are, where not everybody's."""
    person: str = ""
    """The one person whose dues they are; empty where they may be several people's."""
    basis: Basis = field(default_factory=Basis)

    @property
    def shown(self) -> tuple[Due, ...]:
        """What is late, due, or to come by the last day."""
        return tuple(one for one in self.owed if one.day <= self.until)


def due_page(dues: Dues) -> Document:
    """Everything that is owed, with what to type; a calendar of it too."""
    return Document(
        SCHEMA,
        facts(dues),
        Records(RECORD, tuple(map(record, dues.shown))),
        tuple(blocks(dues)),
        agenda=agenda(dues.owed, dues.workspace, dues.as_of, dues.person),
    )


def blocks(dues: Dues) -> Iterator[Block]:
    """How much is owed, then by team and person what."""
    settings = dues.workspace.settings
    whose = dues.asked or settings.organization or settings.name or "Goals"
    yield Heading(
        line(Run(whose, "strong"), " · who owes what", aside=rests_on(dues.as_of, dues.basis))
    )
    yield from remarks(dues.basis)
    if dues.shown:
        yield counted(dues)
        yield Gap()
        yield Table(COLUMNS, tuple(groups(dues)))
        yield Gap()
    else:
        yield Prose(f"Nothing is due. {coming(dues) or 'Nothing is to come either.'}")
    yield Next(next_commands(dues))


def counted(dues: Dues) -> Line:
    """`~ 2 stale ▲ 3 overdue ○ 4 due today · next 12 on Fri 27 Nov`."""
    counts = Counter(one.lateness for one in dues.shown)
    parts: list[str | Inline] = []
    for name in LATE:
        if counts[name]:
            sign, role = SIGNS[name]
            word = "due today" if name == "due" else name
            parts += [Mark(sign), f" {counts[name]} ", Run(word, role), " "]
    ahead = coming(dues)
    parts += [f"· {ahead}"] if ahead else []
    return Line(line(*parts).runs, short=line(*parts[:-1] if ahead else parts))


def coming(dues: Dues) -> str:
    """`next 12 on Fri 27 Nov`: what comes after the days that are shown; empty for nothing."""
    later = [one.day for one in dues.owed if one.day > dues.until]
    if not later:
        return ""
    first = min(later)
    return f"next {later.count(first)} on {first:%a} {short_day(first)}"


def groups(dues: Dues) -> Iterator[Group]:
    """The dues of each person of each team, teams in the order of the tree."""
    order = [*dues.workspace.teams, ""]
    by_person: dict[tuple[str, str], list[Due]] = {}
    for one in dues.shown:
        by_person.setdefault((one.team, one.who), []).append(one)
    teams = sorted(by_person, key=lambda key: order.index(key[0]) if key[0] in order else -1)
    for team, who in teams:
        mine = by_person[team, who]
        heading = " · ".join(filter(None, (team.upper(), who or NOBODY)))
        yield Group(tuple(row(one, dues) for one in mine), line(Run(heading, "strong")))


def row(due: Due, dues: Dues) -> Row:
    """One thing that is owed."""
    sign, role = SIGNS[due.lateness]
    detail = words(due)
    named = name(due, dues.workspace, dues.as_of)
    return (
        line(Mark(sign), " ", Run(due.lateness, role)),
        line(due.sort),
        line(named, "  " if named and detail else "", Run(detail, "quiet")),
        line(due.about.title if due.about else ""),
        line(short_day(due.day)),
        line(short_day(due.last) if due.last else NONE),
    )


def name(due: Due, workspace: Workspace, as_of: date) -> str:
    """What is owed something, as short as can be typed; empty for an action."""
    if due.about is None:
        return ""
    if isinstance(due.about, Kpi):
        return str(due.about.address)
    return shortest(due.about.address, workspace, as_of)


def words(due: Due) -> str:
    """What more there is to say: `no score, no lesson`, `blocked for 16 days: …`."""
    if due.sort == "closing":
        return ", ".join(f"no {lack}" for lack in due.missing)
    if due.sort == "action":
        return due.words
    if due.topic == "blocked":
        return f"blocked for {days(due.days or 0)}: {due.words}"
    if due.topic == "silent":
        return f"no word for {days(due.days or 0)}: keep, change or drop?"
    return "no confidence left: keep, change or drop?" if due.topic == "given up" else ""


def next_commands(dues: Dues) -> tuple[str, ...]:
    """What answers the first of each sort."""
    commands: list[str] = []
    for one in dues.shown:
        named = name(one, dues.workspace, dues.as_of)
        command = {
            "check-in": f"okrctl checkin {named}",
            "action": f"okrctl action {one.entry} --done",
            "talk": "okrctl meeting",
            "baseline": f"okrctl edit {named}",
        }.get(one.sort, f"okrctl show {named}")
        if all(command.split()[1] != known.split()[1] for known in commands):
            commands.append(command)
    return tuple(commands[:3]) or ("okrctl status",)


def facts(dues: Dues) -> dict[str, Fact]:
    """Everything on the page, exact."""
    counts = Counter(one.lateness for one in dues.shown)
    return {
        "organization": dues.workspace.settings.organization,
        "as_of": day(dues.as_of),
        "until": day(dues.until),
        "commit": dues.basis.commit or None,
        "uncommitted_files": dues.basis.uncommitted,
        "counts": {name: counts[name] for name in LATE},
        "due": [due_facts(one) for one in dues.shown],
    }


def due_facts(due: Due) -> Mapping[str, Fact]:
    """One thing that is owed."""
    return {
        "owes": due.sort,
        "lateness": due.lateness,
        "due": day(due.day),
        "who": due.who or None,
        "team": due.team or None,
        "address": due.address,
        "title": due.about.title if due.about else None,
        "last": day(due.last),
        "cadence": str(due.rhythm) if due.rhythm else None,
        "topic": due.topic or None,
        "words": due.words or None,
        "entry": due.entry or None,
        "missing": list(due.missing),
        "days": due.days,
    }


def record(due: Due) -> tuple[Cell, ...]:
    """One thing that is owed as a row for programs."""
    return (
        due.team,
        due.who,
        due.sort,
        due.lateness,
        due.day,
        due.last,
        due.address,
        due.entry,
        words(due),
        due.about.title if due.about else "",
    )
