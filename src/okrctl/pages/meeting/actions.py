"""The open actions of meetings, what is late first. `okrctl action`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from okrctl.measure.meetings import Action
from okrctl.model.workspace import Workspace
from okrctl.pages.blockers import BRIEF
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
from okrctl.pages.document import Cell, Document, Records
from okrctl.pages.facts import day
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.meeting.facts import action_facts
from okrctl.pages.numbers import NONE, plural, short_day

SCHEMA = "okrctl.actions/1"
RECORD = ("id", "who", "what", "due", "meeting", "team")
COLUMNS = (
    Column("  ID"),
    Column("WHAT", elastic=True, opens=True),
    Column("WHO", opens=True),
    Column("DUE", "right", opens=True),
    Column("MEETING", "right", leaves=1, opens=True),
)


def actions_page(
    found: Sequence[Action], workspace: Workspace, as_of: date, basis: Basis | None = None
) -> Document:
    """The actions, in the order of their days; those without one come last."""
    ordered = sorted(found, key=lambda one: (one.due is None, one.due or as_of, one.id))
    basis = basis or Basis()
    facts = {
        "as_of": day(as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "actions": [action_facts(one) for one in ordered],
    }
    shown = tuple(blocks(ordered, workspace, as_of, basis))
    return Document(SCHEMA, facts, Records(RECORD, tuple(map(record, ordered))), shown)


def blocks(
    found: Sequence[Action], workspace: Workspace, as_of: date, basis: Basis
) -> Iterator[Block]:
    """How many there are, and each with its id."""
    settings = workspace.settings
    whose = settings.organization or settings.name or "Goals"
    count = plural(len(found), "open action")
    yield Heading(line(Run(whose, "strong"), f" · {count}", aside=rests_on(as_of, basis)))
    if not found:
        yield Prose("Nothing is left of the meetings.")
        yield Next(("okrctl meeting",))
        return
    yield Gap()
    yield Table(COLUMNS, (Group(tuple(row(one, as_of) for one in found)),))
    yield Gap()
    yield Next((f"okrctl action {found[0].id[:BRIEF]} --done", "okrctl due"))


def row(one: Action, as_of: date) -> Row:
    """One action; what is late stands out."""
    late = one.due is not None and one.due < as_of
    return (
        line(Mark("warn" if late else "open"), f" {one.id[:BRIEF]}"),
        line(one.what),
        line(one.who),
        line(short_day(one.due) if one.due else NONE),
        line(short_day(one.meeting.day)),
    )


def record(one: Action) -> tuple[Cell, ...]:
    """An action as a row for programs."""
    return (one.id, one.who, one.what, one.due, one.meeting.day, one.meeting.team)
