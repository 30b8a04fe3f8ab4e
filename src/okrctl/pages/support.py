"""What others ask of a team: support in check-ins, and needs in the files of goals. `support`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okrctl.measure.state import ObjectiveState, State
from okrctl.measure.support import Request
from okrctl.model.workspace import Workspace
from okrctl.pages.blockers import brief
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
    Row,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.facts import day
from okrctl.pages.header import Basis, remarks, rests_on
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, age, plural
from okrctl.pages.words import STATES

SCHEMA = "okrctl.support/1"
RECORD = (
    "team", "sort", "what", "address", "by", "since", "days", "blocks", "entry", "answer",
)  # fmt: skip
COLUMNS = (
    Column("  STATE"),
    Column("WHAT IS ASKED", elastic=True, opens=True),
    Column("FOR", elastic=True, opens=True),
    Column("BY", opens=True),
    Column("AGE", "right", opens=True),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of some teams, and where the objectives stand that answer."""

    found: Sequence[Request]
    workspace: Workspace
    states: Sequence[State]
    as_of: date
    teams: tuple[str, ...] = ()
    """The teams that are asked; empty for all."""
    basis: Basis = field(default_factory=Basis)

    @property
    def open(self) -> list[Request]:
        """The requests that a check-in closes."""
        return [one for one in self.found if one.sort == "support"]


def support_page(asked: Asked) -> Document:
    """Everything that is asked, by the team that it is asked of."""
    facts: dict[str, Fact] = {
        "organization": asked.workspace.settings.organization,
        "as_of": day(asked.as_of),
        "commit": asked.basis.commit or None,
        "uncommitted_files": asked.basis.uncommitted,
        "teams": list(asked.teams),
        "requests": [request_facts(one, asked) for one in asked.found],
    }
    rows = tuple(record(one, asked) for one in asked.found)
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks(asked)))


def blocks(asked: Asked) -> Iterator[Block]:
    """How much is asked, then team by team what; a request has the command that closes it."""
    of = ", ".join(asked.teams) or asked.workspace.settings.organization or "all teams"
    yield Heading(line("Asked of ", Run(of, "strong"), aside=rests_on(asked.as_of, asked.basis)))
    yield from remarks(asked.basis)
    if not asked.found:
        yield Prose("Nobody asks for anything.")
        yield Next(("okrctl blockers", "okrctl status"))
        return
    yield counted(asked)
    yield Gap()
    yield Table(COLUMNS, tuple(groups(asked)))
    yield Gap()
    yield Next(next_commands(asked))


def counted(asked: Asked) -> Line:
    """`2 open requests ⚑ 1 · 1 need, 1 without an objective (OKR209)`."""
    blocking = sum(one.blocks for one in asked.open)
    needs = [one for one in asked.found if one.sort == "need"]
    unmet = sum(one.answer is None for one in needs)
    parts: list[str | Inline] = [plural(len(asked.open), "open request")] if asked.open else []
    parts += [" ", Mark("blocked"), f" {blocking}"] if blocking else []
    if needs:
        parts += [" · " if parts else "", plural(len(needs), "need")]
        parts += [", ", Run(f"{unmet} without an objective (OKR209)", "warn")] if unmet else []
    return line(*parts)


def groups(asked: Asked) -> Iterator[Group]:
    """What is asked of each team, in the order of the tree; teams that nobody knows come last."""
    by_team: dict[str, list[Request]] = {}
    for one in asked.found:
        by_team.setdefault(one.team, []).append(one)
    for team in dict.fromkeys((*asked.workspace.teams, *by_team)):
        heading: Line | None = line(Run(team.upper(), "strong"))
        for one in by_team.get(team, ()):
            yield Group((row(one, asked),), heading, note(one, asked))
            heading = None


def row(one: Request, asked: Asked) -> Row:
    """One request, or need."""
    return (
        line(*standing(one, asked)),
        line(one.what),
        line(shortest(one.goal.address, asked.workspace, asked.as_of)),
        line(one.by),
        line(age(days(one, asked)) if one.since else NONE),
    )


def standing(one: Request, asked: Asked) -> tuple[str | Inline, ...]:
    """`⚑ blocks`, `○ asked`; of a need the state of the objective that answers it."""
    if one.sort == "support":
        return (Mark("blocked"), " blocks") if one.blocks else (Mark("open"), " asked")
    if one.answer is None:
        return (Mark("warn"), " ", Run("no answer", "warn"))
    found = answering(one, asked)
    if found is None:
        return (Mark("open"), " answered")
    sign, role = STATES[found.state]
    return (Mark(sign), " ", Run(found.state, role))


def answering(one: Request, asked: Asked) -> ObjectiveState | None:
    """The state of the objective that answers a need, as far as it is measured."""
    address = str(one.answer.address) if one.answer else ""
    found = next((s.by_address[address] for s in asked.states if address in s.by_address), None)
    return found if isinstance(found, ObjectiveState) else None


def note(one: Request, asked: Asked) -> Line:
    """What closes a request, or which objective answers a need."""
    if one.sort == "support":
        return line("       ", Run(closing(one, asked), "code"))
    if one.answer is None:
        return line(f"       no aligned objective of {one.team} (OKR209)")
    return line(f"       answered by {one.answer.address.within_cycle}")


def closing(one: Request, asked: Asked) -> str:
    """`okrctl checkin critical-bugs --supported 7f3kq2`."""
    named = shortest(one.goal.address, asked.workspace, asked.as_of)
    return f"okrctl checkin {named} --supported {brief(one.entry, asked.workspace.journal)}"


def days(one: Request, asked: Asked) -> int | None:
    """For how many days it has been asked; none of a need."""
    return (asked.as_of - one.since).days if one.since else None


def next_commands(asked: Asked) -> tuple[str, ...]:
    """Look at who is waiting longest."""
    first = asked.found[0]
    return (f"okrctl show {shortest(first.goal.address, asked.workspace, asked.as_of)}",
            "okrctl blockers")  # fmt: skip


def request_facts(one: Request, asked: Asked) -> Mapping[str, Fact]:
    """A request with all that is known of it."""
    return {
        "sort": one.sort,
        "team": one.team,
        "what": one.what,
        "address": str(one.goal.address),
        "title": one.goal.title,
        "by": one.by or None,
        "since": day(one.since),
        "days": days(one, asked),
        "blocks": one.blocks,
        "entry": one.entry or None,
        "answer": str(one.answer.address) if one.answer else None,
    }


def record(one: Request, asked: Asked) -> tuple[Cell, ...]:
    """A request as a row for programs."""
    return (
        one.team,
        one.sort,
        one.what,
        str(one.goal.address),
        one.by,
        one.since,
        days(one, asked),
        "blocks" if one.blocks else "",
        one.entry,
        str(one.answer.address) if one.answer else "",
    )
