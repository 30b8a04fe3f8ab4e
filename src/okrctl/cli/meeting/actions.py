"""`okrctl action`: the actions that are open, or one that is done, or is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.checkin.named import FEWEST
from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.context import Context
from okrctl.cli.meeting.minutes import settled
from okrctl.cli.meeting.recording import keep
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.meetings import Action


def settle(here: Context, named: str, *, done: bool, wishes: Wishes) -> None:
    """Say that an action is done, or is open again, in one commit."""
    action = action_named(here, named)
    if (action.done is not None) == done:
        word = "done" if done else "open"
        raise UsageError(f"{action.id} is {word} already: {action.what}", "nothing was written")
    subject = f"action({action.id}): {'done' if done else 'open again'}"
    keep(here, [settled(action, done=done)], subject, wishes)


def action_named(here: Context, text: str) -> Action:
    """The action whose id is, or alone begins with, `text`; UsageError where there is none."""
    from okrctl.measure.meetings import actions

    known = actions(here.loaded.workspace, here.today)
    fits = [one for one in known if one.id == text] or [
        one for one in known if len(text) >= FEWEST and one.id.startswith(text)
    ]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise UsageError(f"{text} may mean {', '.join(one.id for one in fits)}", "write more of it")
    raise UsageError(f"there is no action {text}", "okrctl action lists those that are open")
