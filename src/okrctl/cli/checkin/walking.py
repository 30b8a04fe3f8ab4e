"""`okrctl checkin` on a terminal: what is due, walked, looked at once more, and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.draft import Draft, draft_file, kept_draft
from okrctl.cli.checkin.due import Owed, owed, running
from okrctl.cli.checkin.entries import Written
from okrctl.cli.checkin.order import Order, goal_named
from okrctl.cli.checkin.recording import Wishes, entries_of, keep
from okrctl.cli.checkin.review import reviewed
from okrctl.cli.checkin.screen import draw, header
from okrctl.cli.checkin.script import LABEL, lines, script
from okrctl.cli.checkin.walk import GOES_ON, Answered, Walk, chosen, needs_a_person
from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.prompts import Prompts, WentBack
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState
    from okrctl.pages.blocks import Line

FEW = 2
"""So many commands are printed in full."""


def walk(here: Context, order: Order) -> None:
    """Walk the key results that are named, else those that are the person's and due."""
    desk = Desk(here.loaded, here.today)
    day = here.day(order.day) if order.day else None
    mine = owed(desk.workspace, (desk.state(name) for name in running(desk.workspace, here.today)),
                here.who)  # fmt: skip
    asked = named(here, desk, order.addresses) if order.addresses else mine.due
    needs_a_person(here, asked or mine.mine)
    draft = kept_draft(here.root)
    if draft is not None and draft.said and not order.addresses and wants(here, draft):
        resume(here, desk, draft, order.wishes)
        return
    if not asked and not mine.mine:
        say(f"{here.who} owns no key result that is running.", "Next  okrctl status")
        return
    asked = asked or [chosen(here, mine.mine)]
    draft = Draft(draft_file(here.root), here.who, order.day or "")
    what = named_or_due(order, asked, mine)
    started(Walk(here, desk, asked, draft, day), what, order.wishes)


def named_or_due(order: Order, asked: Sequence[KeyResultState], mine: Owed) -> str:
    """`6 key results` where they are named, or none is due, else `4 of 5 due`."""
    if order.addresses or not mine.due:
        return counted(asked)
    return f"{len(mine.due)} of {len(mine.mine)} due"


def counted(asked: Sequence[KeyResultState]) -> str:
    """`6 key results`."""
    from okrctl.pages.numbers import plural

    return plural(len(asked), "key result")


def go_on(here: Context, wishes: Wishes) -> None:
    """Go on with the draft; UsageError where there is none."""
    draft = kept_draft(here.root)
    if draft is None or not draft.said:
        raise UsageError("there is nothing to go on with", "okrctl checkin begins")
    desk = Desk(here.loaded, here.today)
    needs_a_person(here, ())
    resume(here, desk, draft, wishes)


def resume(here: Context, desk: Desk, draft: Draft, wishes: Wishes) -> None:
    """The walk of a draft, from the first question that it does not answer."""
    known = desk.workspace.by_address
    asked = [
        desk.key_result(found.address)  # type: ignore[arg-type]
        for address in draft.answers
        if (found := known.get(address)) is not None
    ]
    draft.answers = {str(state.address): draft.answers[str(state.address)] for state in asked}
    day = here.day(draft.day) if draft.day else None
    started(Walk(here, desk, asked, draft, day), counted(asked), wishes)


def started(walk: Walk, what: str, wishes: Wishes) -> None:
    """Walk, look once more, and record; the draft is kept until that is done."""
    here, desk = walk.here, walk.desk
    for state in walk.asked:
        walk.draft.answers.setdefault(str(state.address), {})
    draw(here, header(here, what))
    answered, entries = said_and_seen(walk, wishes)
    if not answered:
        walk.draft.forget()
        say("Nothing was said, so nothing was written.")
        return
    same = shown(here, answered, walk.day)
    if keep(here, desk, entries, wishes, same) is not None:
        walk.draft.forget()


def said_and_seen(walk: Walk, wishes: Wishes) -> tuple[list[Answered], tuple[Written, ...]]:
    """What a person said, and the entries of it as they were looked at once more.

    Esc at the last look goes back to the last question.
    """
    while answered := walk.take():
        entries = entries_of(walk.here, walk.desk, walk.statements(answered))
        if wishes.sure or wishes.dry_run:
            return answered, entries
        try:
            return answered, reviewed(walk.here, walk.desk, entries, commit=wishes.commit)
        except WentBack:
            walk.back()
        except (Interrupted, KeyboardInterrupt):
            raise Interrupted("nothing was written", GOES_ON) from None
    return [], ()


def named(here: Context, desk: Desk, texts: Sequence[str]) -> list[KeyResultState]:
    """The key results that are named; those of an objective that a person reports."""
    from okrctl.measure.due import can_be_reported
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress

    found: dict[str, KeyResultState] = {}
    for text in texts:
        address = goal_named(here, text)
        if isinstance(address, KeyResultAddress):
            states = [desk.key_result(address)]
        else:
            assert isinstance(address, ObjectiveAddress)  # noqa: S101 - only goals were asked for
            states = [kr for kr in desk.objective(address).key_results if can_be_reported(kr)]
        found |= {str(state.address): state for state in states}
    return list(found.values())


def wants(here: Context, draft: Draft) -> bool:
    """Whether a person goes on with a draft; answering no lets it go."""
    if draft.who != here.who:
        return False
    from okrctl.pages.numbers import plural

    count = plural(draft.said, "key result")
    if Prompts(here.terminal).confirm(f"Go on with the draft of {count}?"):
        return True
    draft.forget()
    return False


def shown(here: Context, answered: Sequence[Answered], day: date | None) -> tuple[Line, ...]:
    """The commands that say the same; of many the first, to show how it is done."""
    from okrctl.pages.blocks import line
    from okrctl.pages.names import shortest

    found: list[str] = []
    for one in answered if len(answered) <= FEW else answered[:1]:
        name = shortest(one.address, here.loaded.workspace, here.today)
        found += lines(script(name, one.saying, day), here.terminal.width)
    if len(answered) > FEW:
        found.append(f"{LABEL}and {len(answered) - 1} more like it")
    return tuple(line(text) for text in found)
