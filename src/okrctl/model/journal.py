"""The journal: every lawful entry, and which of them are in force.

Corrections never edit: a later entry `supersedes` an earlier one, or a `void` withdraws it. The
last correction by (at, id) wins, and voiding a correction brings the corrected entry back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from okrctl.model.entry import Entry


@dataclass(frozen=True)
class Journal:
    """All entries, each id once, in their order: by day, then when recorded, then id."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Journal:
        """A journal of these entries in order; the same id twice counts once."""
        once = {entry.id: entry for entry in entries}
        return cls(tuple(sorted(once.values(), key=lambda entry: entry.order)))

    def until(self, day: date) -> Journal:
        """The journal as of a day: entries whose day is not later."""
        if not self.entries or self.entries[-1].day <= day:
            return self
        return Journal(tuple(entry for entry in self.entries if entry.day <= day))

    def about(self, subject: str) -> tuple[Entry, ...]:
        """The entries in force about a subject, in their order."""
        return self.in_force.get(subject, ())

    def history(self, subject: str) -> tuple[Entry, ...]:
        """Every entry about a subject, corrected and withdrawn ones included."""
        return self._by_subject.get(subject, ())

    def comments(self, entry_id: str) -> tuple[Entry, ...]:
        """The comments in force on an entry."""
        return tuple(e for e in self.about(entry_id) if e.kind == "re")

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Ids of entries that a void names. A void itself cannot be voided."""
        named = (entry.subject for entry in self.entries if entry.kind == "void")
        return frozenset(
            entry_id
            for entry_id in named
            if entry_id in self.by_id and self.by_id[entry_id].kind != "void"
        )

    @cached_property
    def last_word(self) -> Mapping[str, Entry]:
        """For each corrected entry the last live correction or void of it, by (at, id)."""
        rivals: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.supersedes and entry.id not in self.withdrawn:
                rivals[self._original(entry)].append(entry)
            elif entry.kind == "void" and entry.subject in self.withdrawn:
                rivals[entry.subject].append(entry)
        return {
            corrected: max(entries, key=lambda entry: (entry.at, entry.id))
            for corrected, entries in rivals.items()
        }

    @cached_property
    def in_force(self) -> Mapping[str, tuple[Entry, ...]]:
        """For each subject its entries in force: not withdrawn and not replaced."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if self._counts(entry):
                groups[entry.subject].append(entry)
        return {subject: tuple(entries) for subject, entries in groups.items()}

    def _counts(self, entry: Entry) -> bool:
        if entry.kind == "void":
            return False
        if entry.supersedes:
            return self.last_word.get(self._original(entry)) is entry
        return entry.id not in self.last_word

    def _original(self, entry: Entry) -> str:
        """The id at the start of a chain of corrections; a loop of them ends where it began."""
        seen = {entry.id}
        while entry.supersedes and entry.supersedes not in seen:
            seen.add(entry.supersedes)
            before = self.by_id.get(entry.supersedes)
            if before is None:
                return entry.supersedes
            entry = before
        return entry.id

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Entry, ...]]:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.subject].append(entry)
        return {subject: tuple(entries) for subject, entries in groups.items()}
