"""Open blockers, the oldest first, with what is asked of whom and what closes each. `blockers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okrctl.measure.blockers import OpenBlocker
from okrctl.model.journal import Journal
from okrctl.model.workspace import Workspace, objective_address
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Mark,
    Next,
    Prose,
    Row,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.facts import day
from okrctl.pages.header import Basis, remarks, rests_on
from okrctl.pages.names import shortest
from okrctl.pages.numbers import age, plural

SCHEMA = "okrctl.blockers/1"
RECORD = (
    "days", "since", "address", "team", "owner", "blocked", "asked", "entry", "too_long",
)  # fmt: skip
COLUMNS = (
    Column("  AGE"),
    Column("WHAT IS IN THE WAY", elastic=True, opens=True),
    Column("OF", elastic=True, opens=True),
    Column("OWNER", opens=True),
    Column("TITLE", elastic=True, from_width=100, leaves=1, opens=True),
)
BRIEF = 6
"""So many characters of an id are typed, where they mean only one entry."""


@dataclass(frozen=True, slots=True)
class Blockers:
    """The open blockers of some teams or of one person, the oldest first."""

    found: Sequence[OpenBlocker]
    workspace: Workspace
    as_of: date
    asked: str = ""
    """Whose they are, where not everybody's."""
    basis: Basis = field(default_factory=Basis)


def blockers_page(page: Blockers) -> Document:
    """Every open blocker, in the order given."""
    facts: dict[str, Fact] = {
        "organization": page.workspace.settings.organization,
        "as_of": day(page.as_of),
        "commit": page.basis.commit or None,
        "uncommitted_files": page.basis.uncommitted,
        "blockers": [blocker_facts(one, page.workspace) for one in page.found],
    }
    rows = tuple(record(one, page.workspace) for one in page.found)
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks(page)))


def blocks(page: Blockers) -> Iterator[Block]:
    """How many there are, and below each what is asked for and what closes it."""
    settings = page.workspace.settings
    whose = page.asked or settings.organization or settings.name or "Goals"
    yield Heading(
        line(Run(whose, "strong"), " · open blockers", aside=rests_on(page.as_of, page.basis))
    )
    yield from remarks(page.basis)
    if not page.found:
        yield Prose("Nothing is blocked.")
        yield Next(("okrctl support", "okrctl status"))
        return
    late = sum(one.too_long for one in page.found)
    yield line(
        f"{plural(len(page.found), 'blocker')}",
        *((" · ", Mark("warn"), f" {late} open for longer than two cadences (OKR504)")
          if late else ()),
    )  # fmt: skip
    yield Gap()
    yield Table(COLUMNS, tuple(group for one in page.found for group in groups(one, page)))
    yield Gap()
    yield Next(("okrctl support", "okrctl meeting"))


def groups(one: OpenBlocker, page: Blockers) -> Iterator[Group]:
    """A blocker, and a line each for what is asked of whom and for what closes it."""
    asked = [line(f"       asked of {team}: {need}") for team, need in one.asked]
    closes = line("       ", Run(closing(one, page.workspace, page.as_of), "code"))
    first, *others = (*asked, closes)
    yield Group((row(one, page),), note=first)
    yield from (Group((), note=each) for each in others)


def row(one: OpenBlocker, page: Blockers) -> Row:
    """One blocker."""
    return (
        line(Mark("warn" if one.too_long else "blocked"), f" {age(one.days)}"),
        line(one.entry.text("blocked")),
        line(shortest(one.goal.address, page.workspace, page.as_of)),
        line(one.owner),
        line(one.goal.title),
    )


def closing(one: OpenBlocker, workspace: Workspace, as_of: date) -> str:
    """`okrctl checkin mttr --unblocked 9f3kq2`."""
    named = shortest(one.goal.address, workspace, as_of)
    return f"okrctl checkin {named} --unblocked {brief(one.first.id, workspace.journal)}"


def brief(entry_id: str, journal: Journal) -> str:
    """As much of an id as has to be typed: six characters, where they mean only one entry."""
    begun = entry_id[:BRIEF]
    alone = sum(known.startswith(begun) for known in journal.by_id) <= 1
    return begun if alone else entry_id


def blocker_facts(one: OpenBlocker, workspace: Workspace) -> Mapping[str, Fact]:
    """A blocker with all that is known of it."""
    return {
        "address": str(one.goal.address),
        "title": one.goal.title,
        "team": workspace.team_name(objective_address(one.goal).team),
        "owner": one.owner or None,
        "who": one.entry.who,
        "blocked": one.entry.text("blocked"),
        "since": day(one.since),
        "days": one.days,
        "too_long": one.too_long,
        "asked": [{"team": team, "need": need} for team, need in one.asked],
        "entry": one.first.id,
    }


def record(one: OpenBlocker, workspace: Workspace) -> tuple[Cell, ...]:
    """A blocker as a row for programs."""
    return (
        one.days,
        one.since,
        str(one.goal.address),
        workspace.team_name(objective_address(one.goal).team),
        one.owner,
        one.entry.text("blocked"),
        "; ".join(f"{team}: {need}" for team, need in one.asked),
        one.first.id,
        "too long" if one.too_long else "",
    )
