"""An action of entries and files together: shown, confirmed, recorded in one commit, told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.checkin.recording import Wishes, upstream
from okrctl.cli.checkin.telling import Change, Story, document, message
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.output import say
from okrctl.cli.writing import diff
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Written
    from okrctl.pages.blocks import Block
    from okrctl.store.plan import FileChange
    from okrctl.store.record import Recorded


@dataclass(frozen=True, slots=True)
class Action:
    """What a command is about to do: its files, their entries, and what comes of it."""

    subject: str
    """The first line of the commit's message; further lines follow it."""
    files: tuple[FileChange, ...]
    entries: tuple[Written, ...] = ()
    seen: tuple[Block, ...] = ()
    """What a person sees before the question, and whoever was not asked afterwards."""
    changes: tuple[Change, ...] = ()
    next: tuple[str, ...] = ()
    in_full: bool = True
    """Whether the change is short enough to be shown as a diff before the question."""


def refuse_uncommitted(here: Context, action: Action, wishes: Wishes) -> None:
    """EnvironmentFault where git would not take exactly this change; nothing is written yet."""
    from okrctl.store.plan import changes as planned
    from okrctl.store.preflight import refuse_to_commit, refuse_what_changed

    if wishes.commit:
        refuse_to_commit(here.git)
        refuse_what_changed(here.git, planned(action.files))


def carried_out(
    here: Context, action: Action, wishes: Wishes, *, goes_back: bool = False
) -> Recorded | None:
    """What was recorded; on a dry run nothing is, and the change is shown as a diff.

    Where there were questions before the last one, Esc at that raises `WentBack`.
    """
    from okrctl.store.record import record

    refuse_uncommitted(here, action, wishes)
    if wishes.dry_run or here.terminal.is_tty:
        show(here, action, in_full=wishes.dry_run or action.in_full)
    if wishes.dry_run:
        return None
    confirm(here, wishes, goes_back=goes_back)
    repository = here.git if wishes.commit else here.repository
    text = message(wishes.action, action.subject)
    done = record(repository, action.files, text, commit=wishes.commit)
    emit(here, document(story(here, action, wishes, done)), wishes.formats)
    return done


def story(here: Context, action: Action, wishes: Wishes, done: Recorded) -> Story:
    """What was done, and what comes of it where nobody saw that yet."""
    from okrctl.pages.blocks import Line

    seen = () if here.terminal.is_tty else action.seen
    return Story(
        wishes.action,
        action.entries,
        done,
        action.changes,
        tuple(block for block in seen if isinstance(block, Line)),
        action.next,
        upstream(here, done),
        tuple(done.files),
    )


def show(here: Context, action: Action, *, in_full: bool) -> None:
    """The change as a diff, and what comes of it."""
    from okrctl.pages.document import Document

    for file in action.files if in_full else ():
        say(*diff(file))
    if action.seen:
        emit(here, Document("okrctl.action/1", blocks=action.seen), ("table",))


def confirm(here: Context, wishes: Wishes, *, goes_back: bool = False) -> None:
    """Ask on a terminal. Elsewhere the command has said it all."""
    from okrctl.cli.checkin.asking import WalkingPrompts
    from okrctl.cli.prompts import Prompts, yes_or_no

    if wishes.sure or not here.terminal.can_prompt:
        return
    question = "Commit" if wishes.commit else "Write"
    if goes_back:
        answer = WalkingPrompts(here.terminal).answer(f"{question}  (Y/n)", "y", check=yes_or_no)
        sure = answer.lower().startswith("y")
    else:
        sure = Prompts(here.terminal).confirm(question)
    if not sure:
        raise Interrupted("nothing was written")
