"""`okrctl comment` as a whole: the entry that is meant, the words on it, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.addresses import meant
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement
from okrctl.cli.checkin.named import entry_named
from okrctl.cli.checkin.proposing import folder_of
from okrctl.cli.checkin.recording import Wishes, entries_of, keep
from okrctl.cli.composing import composed
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.entry import Entry
    from okrctl.model.journal import Journal

EXAMPLE = "okrctl comment 7f3kq2 'Ask ops: they have one'"


def comment(here: Context, named: str, text: str | None, wishes: Wishes) -> None:
    """Record words on an entry; without a text they are written in the editor."""
    desk = Desk(here.loaded, here.today)
    entry = commented(here, named)
    journal = desk.workspace.journal
    goal = thread(entry, journal)[-1].subject
    words = said(here, entry, text)
    statement = Statement(
        folder_of(entry, journal, here.now), {"re": entry.id}, {"note": words}, None, goal
    )
    keep(here, desk, entries_of(here, desk, [statement], wishes.key), wishes)


def commented(here: Context, named: str) -> Entry:
    """The entry of an id or of its beginning, else the last one about the goal or KPI so named."""
    journal = here.loaded.workspace.journal
    try:
        entry = entry_named(journal, named, "ENTRY")
    except UsageError as unknown:
        if any(known.startswith(named) for known in journal.by_id):
            raise
        entry = last_about(here, named, unknown)
    if entry.kind == "void":
        raise UsageError(
            f"{entry.id} withdraws {entry.subject}", "comment on the entry that it withdraws"
        )
    return entry


def last_about(here: Context, named: str, unknown: UsageError) -> Entry:
    """The last entry in force about a goal or KPI; `unknown` where that is no name of one."""
    try:
        address = meant(here, named)
    except UsageError:
        raise unknown from None
    entries = here.loaded.workspace.journal.about(str(address), here.today)
    if not entries:
        raise UsageError(
            f"nothing was said of {address} yet", "comments answer entries: okrctl checkin"
        )
    return entries[-1]


def thread(entry: Entry, journal: Journal) -> tuple[Entry, ...]:
    """A comment, what it answers, and so on to the entry about a goal; any other entry alone."""
    found = [entry]
    while found[-1].kind == "re":
        found.append(journal.by_id[found[-1].subject])
    return tuple(found)


def said(here: Context, entry: Entry, text: str | None) -> str:
    """The words: those of the command line, else those of the editor."""
    if text is not None:
        if not text.strip():
            raise UsageError("the comment is empty", EXAMPLE)
        return text.strip()
    if not here.terminal.can_edit:
        raise UsageError("the words are missing, and no editor can be opened here", EXAMPLE)
    about = f"On {entry.id} of {entry.who}, {entry.day}, about {entry.subject}"
    return composed(here, "\n".join(filter(None, (about, entry.note))))
