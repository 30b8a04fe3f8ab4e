"""`okrctl undo` as a whole: the last action found, its opposite shown, and committed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Written, new_files
from okrctl.cli.checkin.recording import Wishes, changes, entries_of, upstream
from okrctl.cli.checkin.telling import Story, document, message
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.output import say
from okrctl.cli.undoing.plan import opposite
from okrctl.cli.writing import diff, tried
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.store.history import Commit
    from okrctl.store.plan import FileChange

SHORT = 7
UNDONE = re.compile(r"(?P<undo>undo [0-9a-f]+: )|redo: ")


@dataclass(frozen=True, slots=True)
class Undoing:
    """A commit, and all that takes it back."""

    commit: Commit
    entries: tuple[Written, ...]
    files: tuple[FileChange, ...]

    @property
    def subject(self) -> str:
        """The first line of the new commit's message; an undo that is undone is a redo."""
        before = UNDONE.match(self.commit.subject)
        if before is None:
            return f"undo {self.commit.sha[:SHORT]}: {self.commit.subject}"
        what = self.commit.subject[before.end() :]
        return f"redo: {what}" if before["undo"] else f"undo {self.commit.sha[:SHORT]}: {what}"


def undo(here: Context, wishes: Wishes) -> None:
    """Show, then commit, the opposite of the caller's last action."""
    desk = Desk(here.loaded, here.today)
    commit = last_action(here)
    found = opposite(here, desk, commit)
    entries = entries_of(here, desk, found.statements) if found.statements else ()
    undoing = Undoing(commit, entries, (*new_files(entries), *found.files))
    loaded = tried(here, undoing.files)
    show(here, undoing, dry_run=wishes.dry_run)
    if wishes.dry_run:
        return
    confirm(here, commit, wishes)
    from okrctl.store.record import record

    done = record(here.git, undoing.files, message("undo", undoing.subject))
    changed = changes(desk, loaded.workspace, entries)
    others = tuple(done.files) if found.files else ()
    told = Story("undo", entries, done, changed, (), ("okrctl status", "okrctl undo"),
                 upstream(here, done), others)  # fmt: skip
    emit(here, document(told), wishes.formats)


def last_action(here: Context) -> Commit:
    """The caller's last commit of okrctl; UsageError where there is none."""
    from okrctl.store.history import last_commit_by

    if not here.email:
        raise UsageError("git does not know who you are", "git config user.email you@example.org")
    commit = last_commit_by(here.git, here.email)
    if commit is None:
        raise UsageError(
            f"no commit of okrctl by {here.email} was found",
            "what was not committed can be deleted by hand; git status lists it",
        )
    return commit


def show(here: Context, undoing: Undoing, *, dry_run: bool) -> None:
    """What was done and when, and what takes it back, on a terminal or a dry run."""
    commit = undoing.commit
    if here.terminal.is_tty:
        say(f"Your last action, {commit.sha[:SHORT]} of {commit.authored[:10]}: {commit.subject}")
        say("Taken back by")
    if here.terminal.is_tty or dry_run:
        say(*shown(undoing.files))


def shown(files: Sequence[FileChange]) -> Iterator[str]:
    """The changes as a diff."""
    for file in files:
        yield from diff(file)


def confirm(here: Context, commit: Commit, wishes: Wishes) -> None:
    """Ask on a terminal; elsewhere --yes is wanted, since nobody saw what is undone."""
    from okrctl.cli.prompts import Prompts

    if wishes.sure:
        return
    if not here.terminal.can_prompt:
        raise UsageError(f"this would take back {commit.sha[:SHORT]}: {commit.subject}",
                         "if that is right: okrctl undo --yes")  # fmt: skip
    if not Prompts(here.terminal).confirm("Commit"):
        raise Interrupted("nothing was written")
