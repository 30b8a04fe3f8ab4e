"""Entries of days that are still to come. What is the future only the one who asks can say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrctl.findings import Finding
from okrctl.load.loading import Loaded
from okrctl.load.rules import ENTRY_SUBJECT


def future_entries(loaded: Loaded, today: date) -> Iterator[Finding]:
    """A finding for each entry whose day lies after `today`."""
    for entry in reversed(loaded.workspace.journal.entries):
        if entry.day <= today:
            return
        yield Finding(
            ENTRY_SUBJECT,
            loaded.places.entries[entry.id],
            "{day} is in the future",
            {"id": entry.id, "day": str(entry.day)},
            entry.subject,
            "day" if entry.has("day") else "at",
            help="an entry says what is true already",
        )
