"""Minutes recorded: tried, shown, confirmed, and all of them in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import new_files
from okrctl.cli.checkin.recording import Wishes, entries_of, recorded, upstream
from okrctl.cli.checkin.review import reviewed
from okrctl.cli.checkin.telling import Story, document, message
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.prompts import WentBack
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Statement, Written


def keep(
    here: Context,
    statements: Sequence[Statement],
    subject: str,
    wishes: Wishes,
    *,
    goes_back: bool = False,
) -> bool:
    """Record statements about teams in one commit, and say so; a person looks at them first.

    Whether they were recorded: a dry run only shows them. Where there were questions before the
    last look, Esc there raises `WentBack`.
    """
    desk = Desk(here.loaded, here.today)
    entries = entries_of(here, desk, statements)
    desk.tried(entries)
    if here.terminal.can_prompt and not (wishes.sure or wishes.dry_run):
        try:
            entries = reviewed(here, desk, entries, commit=wishes.commit)
        except WentBack:
            if goes_back:
                raise
            raise Interrupted("nothing was written") from None
    return record(here, entries, subject, wishes)


def record(here: Context, entries: Sequence[Written], subject: str, wishes: Wishes) -> bool:
    """Write the entries and tell of them; a dry run shows what would be written."""
    done = recorded(here, new_files(entries), message(wishes.action, subject), wishes)
    if done is None:
        return False
    taking_back = ("okrctl undo",) if done.commit else (f"git add {' '.join(done.files)}",)
    told = Story(wishes.action, tuple(entries), done, next=("okrctl action", *taking_back),
                 upstream=upstream(here, done))  # fmt: skip
    emit(here, document(told), wishes.formats)
    return True
