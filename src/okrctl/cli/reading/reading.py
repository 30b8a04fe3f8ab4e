"""`okrctl reading` as a whole: what is said of KPIs, held against what they expect, recorded."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.addresses import kpi_of
from okrctl.cli.checkin.days import true_day
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import about
from okrctl.cli.checkin.expected import Known, unexpected
from okrctl.cli.checkin.named import checked_key
from okrctl.cli.checkin.proposing import Proposal
from okrctl.cli.checkin.recording import Wishes, confirmed, entries_of, keep
from okrctl.cli.checkin.review import reviewed
from okrctl.cli.checkin.values import amount, segment, words
from okrctl.cli.context import Context
from okrctl.cli.reading.rows import Row, rows_of
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.kpi import Kpi

EXAMPLE = "okrctl reading code-coverage 74"


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    """What a `reading` command line asks for."""

    kpi: str | None
    value: str | None
    wishes: Wishes
    segment: tuple[str, ...] = ()
    event: str | None = None
    note: str | None = None
    link: tuple[str, ...] = ()
    day: str | None = None
    file: str | None = None


def read(here: Context, order: Order) -> None:
    """Record what the command line, or the file it names, says."""
    from okrctl.cli.checkin.unfinished import offer

    wishes = order.wishes
    offer(here, wishes)
    desk = Desk(here.loaded, here.today)
    proposal = proposal_of(here, desk, rows(here, order))
    key = checked_key(wishes.key) if wishes.key else None
    entries = entries_of(here, desk, proposal.statements, key)
    desk.tried(entries)
    for doubt in () if wishes.sure or wishes.dry_run else proposal.doubts:
        confirmed(here, f"{doubt}. Is it right?")
    if here.terminal.can_prompt and not (wishes.sure or wishes.dry_run):
        entries = reviewed(here, desk, entries, commit=wishes.commit)
    keep(here, desk, entries, wishes)


def rows(here: Context, order: Order) -> tuple[Row, ...]:
    """The readings that were said: one on the command line, or those of a file."""
    if order.file is not None:
        if order.kpi or order.value or order.event or order.segment or order.note or order.day:
            raise UsageError("--from takes all of it from the file", "leave the rest out")
        return rows_of(order.file)
    if not order.kpi:
        raise UsageError("of which KPI?", EXAMPLE)
    if (order.value is None) == (order.event is None):
        raise UsageError(
            "a reading is a value, or an event that moved it: one of the two",
            f"{EXAMPLE}, or okrctl reading code-coverage --event 'A new test runner'",
        )
    fields: dict[str, object] = {}
    if order.value is not None:
        fields["value"] = amount(order.value, order.kpi)
    if order.segment:
        fields["segment"] = segment(order.segment)
    if order.event is not None:
        fields["event"] = words(order.event, "--event")
    if order.note is not None:
        fields["note"] = words(order.note, "--note")
    if order.link:
        fields["links"] = [words(link, "--link") for link in order.link]
    return (Row(order.kpi, fields, here.day(order.day) if order.day else None),)


def proposal_of(here: Context, desk: Desk, said: Sequence[Row]) -> Proposal:
    """A reading for each row, and what a person has to confirm."""
    from okrctl.model.kpi import Kpi

    statements = []
    doubts: list[str] = []
    known: list[Known] = []
    for row in sorted(said, key=lambda row: row.day or date.max):
        address = kpi_of(here, row.kpi)
        kpi = desk.workspace.by_address[str(address)]
        assert isinstance(kpi, Kpi)  # noqa: S101 - an address that is not broken has its KPI
        refuse_calculated(desk, kpi)
        true_on = day_of(row, desk)
        statements.append(about(address, row.fields, here.now, true_on))
        lies = true_on or desk.today
        doubts += unexpected(desk, kpi, row.fields, lies, among=known)
        known.append(Known(kpi.id, row.fields, lies))
    return Proposal(tuple(statements), tuple(doubts))


def day_of(row: Row, desk: Desk) -> date | None:
    """The day of a row, where it is not today; complaints name the line."""
    try:
        return true_day(row.day, desk.today, None)
    except UsageError as error:
        raise UsageError(f"{row.where}: {error.message}".lstrip(": "), error.next_step) from None


def refuse_calculated(desk: Desk, kpi: Kpi) -> None:
    """UsageError for a KPI whose values follow from others."""
    if kpi.formula is not None:
        formula = desk.workspace.formulas.get(kpi.id)
        inputs = ", ".join(dict.fromkeys(formula.ids)) if formula else ""
        raise UsageError(
            f"{kpi.id} is calculated as {kpi.formula}, so it has no readings",
            f"record those of {inputs}" if inputs else None,
        )
