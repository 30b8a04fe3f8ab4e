"""What a killed run left in the git folder, and the draft of a walk: gone on with, or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.checkin.draft import kept_draft
from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.checkin.sending import Sent
    from okrctl.store.journal import Unfinished
    from okrctl.store.record import Recorded

SHORT = 7


def left_half_done(here: Context) -> Unfinished | None:
    """The check-in that a killed run left, if any; where there is no git there is none."""
    from okrctl.store.git import Git
    from okrctl.store.resume import unfinished

    return unfinished(here.repository) if isinstance(here.repository, Git) else None


def offer(here: Context, wishes: Wishes) -> None:
    """Ask what to do with a check-in that was left half done; off a terminal recording says it."""
    left = left_half_done(here)
    if left is None or not here.terminal.can_prompt:
        return
    from okrctl.cli.prompts import Prompts

    options = {"resume": f"finish it: {left.subject}", "discard": "take it back"}
    if Prompts(here.terminal).choice("A check-in was left half done", options) == "resume":
        resume(here, wishes)
    else:
        take_back(here, left)


def resume(here: Context, wishes: Wishes) -> bool:
    """Whether there was a half-done check-in, which is finished now, and pushed with --push.

    With --push one that died after its commit, and before it was pushed, is half done as well.
    """
    from okrctl.cli.checkin.sending import sending

    left = left_half_done(here)
    if left is None and (not wishes.push or kept_draft(here.root) is not None):
        return False
    with sending(here, wishes.branch or "", push=wishes.push, commit=wishes.commit) as on_its_way:
        done = None
        if left is not None:
            from okrctl.store.resume import resume as finish

            done = finish(here.git, left)
        done, sent = on_its_way.sent(done)
    if done is None and not (sent.pushed or sent.failed):
        return False
    tell(here, done, sent)
    if sent.failed:
        raise sent.failed
    return True


def tell(here: Context, done: Recorded | None, sent: Sent) -> None:
    """Say what was finished, where it was pushed to, and else how it is."""
    from okrctl.cli.checkin.screen import draw
    from okrctl.cli.checkin.telling import journey

    tick = "v" if here.terminal.ascii_only else "✓"
    if done is not None:
        commit = f", commit {done.commit[:SHORT]}" if done.commit else ""
        say(f"{tick} Finished: {done.subject}{commit}", *(f"+ {file}" for file in done.files))
    if sent.pushed:
        draw(here, *journey(sent))
    elif done is not None and done.commit and done.behind is not None and not sent.failed:
        say(f"Next  {'git pull --rebase && ' if done.behind else ''}git push")


def discard(here: Context) -> None:
    """Take back a half-done check-in and let the draft go; UsageError where there is neither."""
    left, draft = left_half_done(here), kept_draft(here.root)
    if left is None and draft is None:
        raise UsageError("there is nothing to discard", "okrctl status")
    if left is not None:
        take_back(here, left)
    if draft is not None:
        draft.forget()
        say("The draft is gone.")


def take_back(here: Context, left: Unfinished) -> None:
    """Take a half-done check-in back, and name what somebody changed since."""
    from okrctl.store.resume import discard as undo

    kept = undo(here.git, left)
    say(f"Taken back: {left.subject}")
    if kept:
        say(f"Changed since and left alone: {', '.join(kept)}")
