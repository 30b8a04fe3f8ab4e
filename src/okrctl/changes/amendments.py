"""Reasons that the change itself writes down: amendments, and closing entries of what went."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.changes.change import Change, said
from okrctl.changes.match import LET_GO, Matched
from okrctl.model.entry import Entry

REMOVALS = frozenset({"key-result-removed", "objective-removed"})


def reason(change: Change, within: Matched) -> str:
    """Why a goal was changed, as an entry says; empty where none does.

    An amendment counts for the change that brings it: one that the base already had was the reason
    of something else. That a goal was dropped or deferred may have been said before it went.
    """
    if change.entry:
        return ""
    if change.name in REMOVALS:
        return next(_dropped(change, within), "")
    known = within.base.journal.by_id
    for entry in within.head.journal.about(change.address):
        if entry.id not in known and entry.has("field") and _amends(entry, change):
            return entry.text("why")
    return ""


def _amends(entry: Entry, change: Change) -> bool:
    if entry.text("field") != change.field:
        return False
    new = entry.fields.get("new")
    return isinstance(new, (dict, list)) or said(new) == change.after


def _dropped(change: Change, within: Matched) -> Iterator[str]:
    """The reasons of closing entries that let the goal go, or the objective that held it."""
    names = {change.address, change.before_address}
    for name in sorted(names | {name.partition("#")[0] for name in names}):
        closings = [e for e in within.head.journal.about(name) if e.has("outcome")]
        if closings and closings[-1].text("outcome") in LET_GO:
            yield closings[-1].note
