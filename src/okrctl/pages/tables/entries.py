"""The table of entries: every line that was ever added about a goal, corrected ones included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from okrctl.model.entry import AMENDMENT, CLOSING, Entry
from okrctl.model.values import Unsaid
from okrctl.model.workspace import Workspace
from okrctl.pages.tables.goals import kept_private
from okrctl.pages.tables.table import Column, Table, Value

NUMBERS: Final = ("value", "of", "expects")
ENTRIES = Table(
    "entries",
    (
        Column("id", "text"),
        Column("recorded_at", "instant"),
        Column("day", "day", meaning="The day it was true."),
        Column("who", "text", "person"),
        Column("cycle", "slug"),
        Column("team", "slug"),
        Column("objective", "slug"),
        Column("key_result", "slug"),
        Column("about", "text", meaning="key result, objective, team, comment or void."),
        Column("sort", "text", meaning="check-in, closing, amendment, retrospective, correction."),
        Column("in_force", "flag", meaning="Neither replaced nor withdrawn."),
        Column("value", "number", "number"),
        Column("out_of", "number", "number"),
        Column("expects", "number", "number"),
        Column("progress", "share", "number", "Said by a person."),
        Column("confidence", "count"),
        Column("zone", "text"),
        Column("milestone", "slug"),
        Column("done", "flag"),
        Column("note", "text", "words"),
        Column("going_well", "text", "words"),
        Column("holding_back", "text", "words"),
        Column("blocked", "text", "words"),
        Column("unblocked", "text"),
        Column("support", "text", "words", "What is needed from whom, as team: need, one a line."),
        Column("supported", "text"),
        Column("evidence", "text", "words"),
        Column("grade", "number", "number"),
        Column("outcome", "text"),
        Column("learned", "text", "words"),
        Column("field", "text", meaning="What an amendment changes."),
        Column("old", "text", "number"),
        Column("new", "text", "number"),
        Column("why", "text", "words"),
        Column("regards", "text", meaning="The entry that it answers, replaces or withdraws."),
        Column("links", "text", "words"),
    ),
    by=("cycle", "team"),
)


def entries_table(
    workspace: Workspace, cycles: Sequence[str], team: str | None, as_of: date
) -> Table:
    """The entries about goals of these cycles up to a day, in their order."""
    journal = workspace.journal.until(as_of)
    known = {entry.id: entry for entry in journal.entries}
    lawful = {
        entry.id
        for subject in {entry.subject for entry in journal.entries}
        for entry in journal.about(subject, as_of)
    }
    rows = []
    for entry in journal.entries:
        place = place_of(entry, known)
        if place is None or place[0] not in cycles:
            continue
        if team in (None, workspace.team_name(place[1])):
            rows.append(entry_row(workspace, entry, place, in_force=entry.id in lawful))
    return ENTRIES.holding(rows)


Place = tuple[str, str, str | None, str | None]
"""Cycle, team, and the ids of objective and key result as far as there are any."""


def place_of(entry: Entry, known: dict[str, Entry]) -> Place | None:
    """Where an entry belongs; a comment and a void where what they regard does. None for KPIs."""
    seen = set()
    while entry.kind in ("re", "void") and entry.id not in seen:
        seen.add(entry.id)
        regarded = known.get(entry.subject)
        if regarded is None:
            return None
        entry = regarded
    if entry.kind == "team":
        team, _, cycle = entry.subject.partition(":")
        return (cycle, team, None, None)
    if entry.kind not in ("kr", "objective"):
        return None
    address, _, key = entry.subject.partition("#")
    cycle, team, objective = address.split("/")
    return (cycle, team, objective, key or None)


def entry_row(
    workspace: Workspace, entry: Entry, place: Place, *, in_force: bool
) -> tuple[Value, ...]:
    """What an entry says. The numbers of a goal that withholds them are left out."""
    kr = workspace.key_result(entry.subject) if entry.kind == "kr" else None
    private = kr is not None and kept_private(kr)
    numbers = tuple(None if private else entry.number(name) for name in NUMBERS)
    fields = entry.fields
    done = fields.get("done")
    return (
        entry.id, entry.at, entry.day, entry.who, *place, ABOUT[entry.kind], sort_of(entry),
        in_force, *numbers, entry.number("progress"), entry.confidence,
        entry.text("zone") or None, entry.text("milestone") or None,
        done if isinstance(done, bool) else None,
        *(words(fields.get(name)) for name in WORDS),
        entry.text("unblocked") or None, support(fields.get("support")),
        entry.text("supported") or None, words(fields.get("evidence")), entry.number("grade"),
        entry.text("outcome") or None, words(fields.get("learned")), entry.text("field") or None,
        *(hidden(fields.get(name), private=private) for name in ("old", "new")),
        words(fields.get("why")), regards(entry), words(fields.get("links")),
    )  # fmt: skip


ABOUT: Final = {"kr": "key result", "objective": "objective", "team": "team", "re": "comment",
                "void": "void", "kpi": "KPI"}  # fmt: skip
WORDS: Final = ("note", "going_well", "holding_back", "blocked")


def sort_of(entry: Entry) -> str:
    """What sort of statement an entry is."""
    if entry.kind in ("re", "void"):
        return ABOUT[entry.kind]
    if entry.kind == "team":
        return "meeting" if entry.has("meeting") or entry.has("action") else "retrospective"
    if any(entry.has(name) for name in AMENDMENT):
        return "amendment"
    return "closing" if any(entry.has(name) for name in (*CLOSING, "learned")) else "check-in"


def words(said: object) -> str | None:
    """A text, or several, one a line; none where there is none."""
    return "\n".join(texts(said)) or None


def texts(said: object) -> Iterator[str]:
    """One text or a list of them."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, (list, tuple)):
        yield from (str(one) for one in said)


def support(said: object) -> str | None:
    """What is needed from whom."""
    needs = said if isinstance(said, (list, tuple)) else ()
    return words([f"{one.get('team')}: {one.get('need')}" for one in needs if hasattr(one, "get")])


def hidden(said: object, *, private: bool) -> str | None:
    """What an amendment changed, as text; withheld where the goal keeps its numbers private."""
    if said is None:
        return None
    return str(Unsaid.WITHHELD) if private else str(said)


def regards(entry: Entry) -> str | None:
    """The entry that another one is about."""
    return entry.subject if entry.kind in ("re", "void") else entry.supersedes or None
