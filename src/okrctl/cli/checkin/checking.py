"""`okrctl checkin` as a whole: finish what was left, say what the options say, or walk and ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.named import checked_key, entry_named
from okrctl.cli.checkin.order import Order, goal_named
from okrctl.cli.checkin.proposing import (
    Proposal,
    correction,
    of_key_result,
    of_objective,
    withdrawal,
)
from okrctl.cli.checkin.recording import confirmed, entries_of, keep
from okrctl.cli.checkin.review import reviewed
from okrctl.cli.checkin.saying import Fields, fields_of
from okrctl.cli.checkin.screen import draw
from okrctl.cli.checkin.sending import refuse_to_send
from okrctl.cli.context import Context
from okrctl.cli.prompts import WentBack
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Written
    from okrctl.model.address import Address

EXAMPLE = "okrctl checkin trusted-releases#critical-bugs --value 8 --confidence 5"


def check_in(here: Context, order: Order) -> None:
    """Do what the command line asks for."""
    from okrctl.cli.checkin.narrow import narrowed
    from okrctl.cli.checkin.unfinished import discard, offer, resume
    from okrctl.cli.checkin.walking import go_on, walk

    wishes = order.wishes
    pushes = wishes.push and not wishes.dry_run
    refuse_to_send(here, wishes.branch or "", push=pushes, commit=wishes.commit)
    here = narrowed(here, order.addresses[0]) if order.is_about_one_goal else here
    if order.discard:
        discard(here)
    elif order.resume and resume(here, wishes):
        return
    elif order.resume:
        go_on(here, order.wishes)
    else:
        offer(here, wishes)
        (say_it if order.speaks else walk)(here, order)


def say_it(here: Context, order: Order) -> None:
    """Record what the options say."""
    wishes = order.wishes
    desk = Desk(here.loaded, here.today)
    proposal = proposal_of(here, desk, order)
    key = checked_key(wishes.key) if wishes.key else None
    entries = entries_of(here, desk, proposal.statements, key)
    for doubt in () if wishes.sure else proposal.doubts:
        confirmed(here, f"{doubt}. Is it right?")
    if here.terminal.can_prompt and not (wishes.sure or wishes.dry_run):
        show_consequences(here, desk, entries)
        try:
            entries = reviewed(here, desk, entries, commit=wishes.commit)
        except WentBack:
            raise Interrupted("nothing was written") from None
    keep(here, desk, entries, wishes)


def show_consequences(here: Context, desk: Desk, entries: Sequence[Written]) -> None:
    """What becomes of each key result that the entries speak of, before they are saved."""
    from okrctl.cli.checkin.desk import key_result_in, measured
    from okrctl.model.address import KeyResultAddress
    from okrctl.pages.blocks import line
    from okrctl.pages.change import consequence

    after = desk.tried(entries).workspace
    named = (desk.workspace.by_address.get(one.statement.address) for one in entries)
    for goal in dict.fromkeys(goal.address for goal in named if goal is not None):
        if isinstance(goal, KeyResultAddress):
            before = desk.key_result(goal)
            now = key_result_in(measured(after, goal.objective.cycle, desk.today), goal)
            draw(here, line(f"{goal.short}  ", *consequence(before, now).runs))


def proposal_of(here: Context, desk: Desk, order: Order) -> Proposal:
    """What the options propose to record."""
    journal = desk.workspace.journal
    fields = whole_ids(desk, fields_of(order.saying))
    day = here.day(order.day) if order.day else None
    if order.void:
        if order.supersedes or fields.keys() - {"note"}:
            raise UsageError("--void withdraws an entry and says nothing else but --note")
        old = entry_named(journal, order.void, "--void")
        same(here, order, old.subject)
        return withdrawal(desk, old, order.saying.note or "", here.now)
    if order.supersedes:
        old = entry_named(journal, order.supersedes, "--supersedes")
        same(here, order, old.subject)
        return correction(desk, old, fields, day, here.now)
    return of_goal(desk, the_one(here, order), fields, day, here)


def of_goal(
    desk: Desk, address: Address, fields: Fields, day: date | None, here: Context
) -> Proposal:
    """The check-in of a key result, or of a whole objective."""
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress

    if isinstance(address, KeyResultAddress):
        return of_key_result(desk, address, fields, day, here.now)
    assert isinstance(address, ObjectiveAddress)  # noqa: S101 - only goals were asked for
    return of_objective(desk, address, fields, day, here.now)


def the_one(here: Context, order: Order) -> Address:
    """The goal that the command line names; UsageError for none, and for several."""
    if not order.addresses:
        raise UsageError("of which key result?", EXAMPLE)
    if len(order.addresses) > 1:
        raise UsageError(
            "options speak of one key result, and several are named", "a command for each"
        )
    return goal_named(here, order.addresses[0])


def same(here: Context, order: Order, subject: str) -> None:
    """UsageError where a goal is named that the entry is not about."""
    for text in order.addresses:
        if str(goal_named(here, text)) != subject:
            raise UsageError(f"that entry is about {subject}, not {text}", "leave the address out")


def whole_ids(desk: Desk, fields: Fields) -> Fields:
    """The fields with the ids of other entries written out."""
    for name in ("unblocked", "supported"):
        listed = fields.get(name)
        if isinstance(listed, list):
            named = (entry_named(desk.workspace.journal, str(one), f"--{name}") for one in listed)
            fields[name] = [entry.id for entry in named]
    return fields
