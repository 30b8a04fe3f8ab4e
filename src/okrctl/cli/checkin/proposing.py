"""From what is said of a goal to the statements that say so, or why it cannot be said."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from okrctl.cli.checkin.days import refuse_when_closed, refuse_when_out, true_day
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement, about
from okrctl.cli.checkin.expected import unexpected
from okrctl.cli.checkin.kinds import (
    reading_of,
    refuse_what_does_not_fit,
    refuse_what_is_no_word,
    split,
)
from okrctl.cli.checkin.saying import REPORTS, Fields
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress
    from okrctl.model.entry import Entry
    from okrctl.model.journal import Journal

CORRECTED = frozenset({"kr", "objective", "kpi"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Statements that belong together, and what a person has to confirm first."""

    statements: tuple[Statement, ...]
    doubts: tuple[str, ...] = ()


def of_key_result(
    desk: Desk, address: KeyResultAddress, fields: Fields, day: date | None, now: datetime
) -> Proposal:
    """The check-in of a key result; a value of its KPI is a reading, all else is said of it."""
    from okrctl.model.address import KpiAddress

    found = desk.key_result(address)
    key_result, goal = found.key_result, address.objective
    refuse_when_closed(found.state, goal.cycle, goal.team)
    refuse_when_out(found.state, address.short, found.outcome_note)
    refuse_what_does_not_fit(key_result, fields)
    true_on = true_day(day, desk.today, desk.workspace.cycle_of(goal))
    reading, words = reading_of(key_result, fields)
    statements = [about(address, part, now, true_on) for part in split(words) if part]
    kpi = desk.workspace.kpi(key_result.kpi) if key_result.kpi and reading else None
    if key_result.kpi and reading and kpi is None:
        raise UsageError(f"the file of kpi:{key_result.kpi} is not valid", "okrctl lint kpis")
    if kpi is None:
        return Proposal(tuple(statements))
    statements.append(about(KpiAddress(kpi.id), reading, now, true_on))
    return Proposal(tuple(statements), unexpected(desk, kpi, reading, true_on or desk.today))


def of_objective(
    desk: Desk, address: ObjectiveAddress, fields: Fields, day: date | None, now: datetime
) -> Proposal:
    """The check-in of a whole objective, in words."""
    found = desk.objective(address)
    refuse_when_closed(found.state, address.cycle, address.team)
    refuse_what_is_no_word(found.objective, fields)
    true_on = true_day(day, desk.today, desk.workspace.cycle_of(address))
    return Proposal(tuple(about(address, part, now, true_on) for part in split(fields)))


def correction(desk: Desk, old: Entry, fields: Fields, day: date | None, now: datetime) -> Proposal:
    """A whole new entry in place of `old`: what is said now, and what `old` said besides.

    It is true on the day of `old`, unless another is said.
    """
    from okrctl.model.kpi import Kpi

    if old.kind not in CORRECTED or old.has("field") or old.has("grade") or old.has("outcome"):
        raise UsageError(
            f"{old.id} is no check-in and no reading", "withdraw it instead: --void ENTRY"
        )
    subject = desk.workspace.by_address.get(old.subject)
    if subject is None:
        raise UsageError(f"{old.subject} is not there any more", "withdraw it: --void ENTRY")
    true_on = old.day if day is None else day
    kept = {name: value for name, value in old.fields.items() if name not in ("day", "supersedes")}
    if any(name in fields for name in REPORTS):
        kept = {name: value for name, value in kept.items() if name not in REPORTS}
    said = kept | fields | {"supersedes": old.id}
    if isinstance(subject, Kpi):
        readable = about(subject.address, said, now, None if true_on == desk.today else true_on)
        return Proposal((readable,), unexpected(desk, subject, said, true_on, instead_of=old.id))
    if old.kind == "kr" and "value" in fields and getattr(subject, "kpi", None):
        raise UsageError(
            f"its value is a reading of kpi:{getattr(subject, 'kpi', '')}",
            "correct that reading instead: --supersedes with the id of the reading",
        )
    if old.kind == "kr":
        return of_key_result(desk, subject.address, said, true_on, now)  # type: ignore[arg-type]
    return of_objective_again(desk, subject.address, said, true_on, now)  # type: ignore[arg-type]


def of_objective_again(
    desk: Desk, address: ObjectiveAddress, said: Fields, day: date, now: datetime
) -> Proposal:
    """The corrected check-in of a whole objective."""
    words = {name: value for name, value in said.items() if name != "supersedes"}
    first, *others = of_objective(desk, address, words, day, now).statements
    corrected = dataclasses.replace(
        first, fields={**first.fields, "supersedes": said["supersedes"]}
    )
    return Proposal((corrected, *others))


def withdrawal(desk: Desk, old: Entry, note: str, now: datetime) -> Proposal:
    """The void of `old`, filed beside it."""
    if old.kind == "void":
        raise UsageError(
            f"{old.id} is itself a void, which is not withdrawn", "write the entry anew"
        )
    if any(one.kind == "void" and one.subject == old.id for one in desk.workspace.journal.entries):
        raise UsageError(
            f"{old.id} is withdrawn already", f"okrctl show {old.subject} shows what counts"
        )
    fields: Fields = {"note": note} if note else {}
    folder = folder_of(old, desk.workspace.journal, now)
    return Proposal((Statement(folder, {"void": old.id}, fields, None, old.subject),))


def folder_of(entry: Entry, journal: Journal, now: datetime) -> str:
    """The folder for an entry that answers this one: that of its goal, or of this year's readings.

    A comment and a void are about an entry, and lie beside it.
    """
    if entry.kind == "kpi":
        return f"readings/{now.year:04}"
    if entry.kind == "team":
        team, _, cycle = entry.subject.partition(":")
        return f"checkins/{cycle}/{team}"
    if entry.kind in ("re", "void"):
        return folder_of(journal.by_id[entry.subject], journal, now)
    cycle, team, _ = entry.subject.split("/")
    return f"checkins/{cycle}/{team}"
