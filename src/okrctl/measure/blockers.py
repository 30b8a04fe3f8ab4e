"""Blockers: what holds a goal up, from the entry that says so to the one that closes it."""

from __future__ import annotations

from collections.abc import Sequence

from okrctl.model.entry import Entry
from okrctl.model.journal import Journal


def open_blockers(entries: Sequence[Entry], journal: Journal) -> tuple[Entry, ...]:
    """The entries in force that open a blocker which no later one closes.

    A corrected blocker is closed under the id of either entry.
    """
    opened = [entry for entry in entries if "blocked" in entry.fields and entry.text("blocked")]
    if not opened:
        return ()
    named = (entry.text("unblocked") for entry in entries if entry.has("unblocked"))
    closed = {journal.original(journal.by_id[name]) for name in named if name in journal.by_id}
    return tuple(entry for entry in opened if journal.original(entry) not in closed)
