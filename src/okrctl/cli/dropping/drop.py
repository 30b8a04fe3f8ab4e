"""`okrctl drop` as a whole: what is let go, why, what that makes of the score, and the commit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrctl.cli.addresses import meant
from okrctl.cli.amending.amend import reason_for
from okrctl.cli.checkin.acting import Action, carried_out
from okrctl.cli.checkin.days import refuse_when_closed, refuse_when_out, true_day
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement, about, new_files
from okrctl.cli.checkin.recording import Wishes, changes, entries_of
from okrctl.cli.checkin.summary import short
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.cli.checkin.telling import Change
    from okrctl.measure.state import ObjectiveState
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress
    from okrctl.pages.blocks import Line

    Goal = ObjectiveAddress | KeyResultAddress

SORTS = frozenset({"objective", "key result"})
ASKED = "Why is it let go?"


def drop(here: Context, text: str, why: str | None, wishes: Wishes, *, deferred: bool) -> None:
    """Let a key result go, or an objective with all it has left, in one commit.

    Its entries stay, and nothing counts it any more; the reason is shown instead.
    """
    from okrctl.model.address import KpiAddress

    address = meant(here, text, SORTS)  # type: ignore[arg-type]
    assert not isinstance(address, KpiAddress)  # noqa: S101 - only goals were asked for
    desk = Desk(here.loaded, here.today)
    goals = let_go(desk, address)
    refuse_before_it_begins(desk, address)
    outcome = "deferred" if deferred else "dropped"
    reason = reason_for(here, why, ASKED)
    statements = [statement(here, desk, one, outcome, reason) for one in goals]
    entries = entries_of(here, desk, statements)
    after = desk.tried(entries).workspace
    changed = changes(desk, after, entries)
    name = short(str(address))
    action = Action(
        f"drop({name}): {outcome}\n\n{' '.join(reason.split())}",
        new_files(entries),
        entries,
        tuple(consequences(name, outcome, reason, changed)),
        changed,
        (f"okrctl show {address}", "okrctl undo"),
    )
    carried_out(here, action, wishes)


def let_go(desk: Desk, address: Goal) -> tuple[Goal, ...]:
    """The goal, and of an objective also the key results that were still in play."""
    from okrctl.model.address import KeyResultAddress

    if isinstance(address, KeyResultAddress):
        found = desk.key_result(address)
        refuse_when_closed(found.state, address.objective.cycle, address.objective.team)
        refuse_when_out(found.state, address.short, found.outcome_note)
        return (address,)
    of = desk.objective(address)
    if desk.workspace.is_closed(address, desk.today):
        refuse_when_closed("closed", address.cycle, address.team)
    refuse_when_gone(desk, of)
    return (address, *(kr.address for kr in of.key_results if not kr.left_out))


def refuse_when_gone(desk: Desk, of: ObjectiveState) -> None:
    """UsageError where an objective was dropped or deferred before."""
    entries = desk.workspace.journal.about(str(of.address), desk.today)
    last = next((entry for entry in reversed(entries) if entry.has("outcome")), None)
    if last is not None:
        refuse_when_out(last.text("outcome"), of.address.within_cycle, last.note)


def refuse_before_it_begins(desk: Desk, address: Goal) -> None:
    """UsageError in a planned cycle, where a goal can simply be taken out of its file."""
    from okrctl.model.address import KeyResultAddress

    goal = address.objective if isinstance(address, KeyResultAddress) else address
    cycle = desk.workspace.cycle_of(goal)
    if desk.today < cycle.first:
        raise UsageError(
            f"{cycle.name} begins on {cycle.first}: what is only planned needs no reason to go",
            f"take it out: okrctl edit {address}",
        )


def statement(here: Context, desk: Desk, address: Goal, outcome: str, why: str) -> Statement:
    """The closing entry of one goal during its cycle."""
    from okrctl.model.address import KeyResultAddress

    goal = address.objective if isinstance(address, KeyResultAddress) else address
    day = true_day(None, desk.today, desk.workspace.cycle_of(goal))
    return about(address, {"outcome": outcome, "note": why}, here.now, day)


def consequences(
    name: str, outcome: str, reason: str, changed: tuple[Change, ...]
) -> Iterator[Line]:
    """What is let go and why; of each objective what its mean becomes."""
    from okrctl.pages.blocks import Run, line
    from okrctl.pages.change import arrow, state_change
    from okrctl.pages.numbers import percent

    yield line(Run(name, "strong"), f"  {outcome}: {reason}")
    for before, after in changed:
        share = arrow(percent(before.progress), percent(after.progress))
        yield line(f"  {after.objective.id}  {share}, ", *state_change(before.state, after.state))
