"""The journal: every lawful entry, and which of them are in force.

Corrections never edit: a later entry `supersedes` an earlier one, or a `void` withdraws it. The
last correction by (at, id) wins, and voiding a correction brings the corrected entry back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from okrctl.model.entry import Entry

_IN_ORDER = attrgetter("day", "at", "id")
"""`Entry.order` without a call for each entry."""


@dataclass(frozen=True)
class Journal:
    """All entries, each id once, in their order: by day, then when recorded, then id."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Journal:
        """A journal of these entries in order; the same id twice counts once."""
        once = {entry.id: entry for entry in entries}
        return cls(tuple(sorted(once.values(), key=_IN_ORDER)))

    def until(self, day: date) -> Journal:
        """The journal as of a day: entries whose day is not later."""
        return Journal(up_to(self.entries, day))

    def about(self, subject: str, until: date = date.max) -> tuple[Entry, ...]:
        """The entries about a subject that are in force as of a day, in their order.

        What is later than that day is not known then, corrections included.
        """
        known = up_to(self.history(subject), until)
        if subject not in self._corrected:
            return known
        return in_force(known, up_to(self._corrected[subject], until))

    def history(self, subject: str) -> tuple[Entry, ...]:
        """Every entry about a subject, corrected and withdrawn ones included."""
        return self._by_subject.get(subject, ())

    def comments(self, entry_id: str) -> tuple[Entry, ...]:
        """The comments in force on an entry."""
        return self.about(entry_id)

    def thread(self, entry_id: str, until: date = date.max) -> tuple[Entry, ...]:
        """The comments in force on an entry as of a day, each followed by those on itself."""
        return tuple(
            each
            for comment in self.about(entry_id, until)
            for each in (comment, *self.thread(comment.id, until))
        )

    def original(self, entry: Entry) -> str:
        """The id of what an entry stands in place of; its own where it corrects nothing."""
        return original(entry, self.by_id)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def closed(self) -> frozenset[str]:
        """The subjects of which any entry, in force or not, ever told an outcome."""
        return frozenset(entry.subject for entry in self.entries if "outcome" in entry.fields)

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries about each subject; a void is about an entry and is in `_corrected`."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.kind != "void":
                groups[entry.subject].append(entry)
        return {subject: tuple(entries) for subject, entries in groups.items()}

    @cached_property
    def _corrected(self) -> Mapping[str, tuple[Entry, ...]]:
        """The subjects of which an entry was corrected, and the voids among the corrections."""
        voids: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.kind == "void":
                if named := self.by_id.get(entry.subject):
                    voids[named.subject].append(entry)
            elif "supersedes" in entry.fields:
                voids[entry.subject] += []
        return {subject: tuple(entries) for subject, entries in voids.items()}


def up_to(entries: tuple[Entry, ...], day: date) -> tuple[Entry, ...]:
    """Those of the entries, which are in order, whose day is not later."""
    if not entries or entries[-1].day <= day:
        return entries
    return entries[: bisect_right(entries, day, key=lambda entry: entry.day)]


def in_force(entries: Sequence[Entry], voids: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of one subject's entries that are neither replaced nor withdrawn by a void.

    Each corrected entry has rivals: what stands in its place, and the voids that name it. The last
    of them by (at, id) has its say.
    """
    by_id = {entry.id: entry for entry in entries}
    withdrawn = {void.subject for void in voids}
    rivals: dict[str, list[Entry]] = defaultdict(list)
    for void in voids:
        rivals[void.subject].append(void)
    for entry in entries:
        if entry.supersedes and entry.id not in withdrawn:
            rivals[original(entry, by_id)].append(entry)
    last = {
        corrected: max(those, key=lambda entry: (entry.at, entry.id))
        for corrected, those in rivals.items()
    }
    return tuple(
        entry
        for entry in entries
        if (last.get(original(entry, by_id)) is entry if entry.supersedes else entry.id not in last)
    )


def original(entry: Entry, by_id: Mapping[str, Entry]) -> str:
    """The id at the start of a chain of corrections; a loop of them ends where it began."""
    seen = {entry.id}
    while entry.supersedes and entry.supersedes not in seen:
        seen.add(entry.supersedes)
        before = by_id.get(entry.supersedes)
        if before is None:
            return entry.supersedes
        entry = before
    return entry.id
