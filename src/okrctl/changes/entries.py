"""What changed among the entries, which are written once: edited, gone, back-dated, new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from okrctl.changes.change import Change, said
from okrctl.changes.jumps import jump
from okrctl.changes.match import Matched
from okrctl.load.loading import Loaded
from okrctl.model.cadence_words import parse_duration
from okrctl.model.entry import Entry
from okrctl.model.workspace import Workspace

REFERENCES = ("supersedes", "unblocked", "supported", "action")


@dataclass(frozen=True)
class Recorded:
    """When entries were really written, as far as history tells: by file, and now for the rest."""

    now: datetime | None = None
    """None where nobody can tell, so that nothing counts as back-dated."""
    by_file: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, file: str) -> datetime | None:
        """When the entries of a file were written."""
        return self.by_file.get(file, self.now)


@dataclass(frozen=True)
class EntryChanges:
    """The entries of two sides. Packing files, or renaming their subject, changes none of them."""

    within: Matched
    before: Loaded
    after: Loaded
    recorded: Recorded

    def changes(self) -> Iterator[Change]:
        """Every entry that is not what it was."""
        old, new = self.within.base.journal.by_id, self.within.head.journal.by_id
        for entry_id, entry in old.items():
            found = new.get(entry_id)
            if found is None:
                yield from self._missing(entry)
            elif not self._same(entry, found):
                yield self._edited(entry, found)
        yield from (self._added(entry) for entry_id, entry in new.items() if entry_id not in old
                    and entry_id not in self.before.left_out)  # fmt: skip

    @cached_property
    def _writers(self) -> Mapping[str, str]:
        """Every name that people and bots of the head go by, and who that is."""
        settings = self.within.head.settings
        aliased = {
            alias: who for who, person in settings.people.items() for alias in person.aliases
        }
        return aliased | {who: who for who in (*settings.people, *settings.bots)}

    @cached_property
    def _same_days(self) -> bool:
        """Whether an instant lies on the same day for both sides."""
        return self.within.base.calendars.timezone == self.within.head.calendars.timezone

    def _facts(self, entry: Entry) -> tuple[object, ...]:
        fields = {name: value for name, value in entry.fields.items() if value is not None}
        return (entry.at, self._writers.get(entry.who, entry.who), entry.kind, fields)

    def _same(self, old: Entry, new: Entry) -> bool:
        subject = self._subject_now(old)
        same_day = old.day == new.day or not self._same_days
        return same_day and subject == new.subject and self._facts(old) == self._facts(new)

    def _subject_now(self, entry: Entry) -> str:
        """What the head calls the subject of an entry of the base."""
        if entry.kind == "team":
            team, _, cycle = entry.subject.partition(":")
            return f"{self.within.head.team_name(team)}:{cycle}"
        return self.within.renamed.get(entry.subject, entry.subject)

    def _missing(self, entry: Entry) -> Iterator[Change]:
        """Deleted, or edited into something unreadable. Who lost its subject is not meant."""
        if entry.id not in self.after.left_out:
            yield self._change("entry-deleted", entry, summary(entry), None)
        elif self._still_fits(entry):
            yield self._change("entry-edited", entry, summary(entry), "what cannot be read")

    def _still_fits(self, entry: Entry) -> bool:
        """Whether the head has all that the entry leans on, so that only its own line can err."""
        base, head = self.within.base, self.within.head
        journal = head.journal.by_id
        named = [entry.text(name) for name in REFERENCES if entry.has(name)]
        if entry.who not in self._writers or any(one in base.journal.by_id and one not in journal
                                                 for one in named):  # fmt: skip
            return False
        if entry.kind in ("re", "void"):
            return entry.subject in journal
        if entry.kind == "team":
            return self._subject_now(entry).partition(":")[0] in head.settings.teams
        old = base.by_address.get(entry.subject)
        return old is not None and type(head.by_address.get(_name_in(head, entry))) is type(old)

    def _edited(self, old: Entry, new: Entry) -> Change:
        before, after = summary(old), summary(new)
        if before == after:
            before, after = everything(old), everything(new)
        return self._change("entry-edited", new, before, after)

    def _added(self, entry: Entry) -> Change:
        """A new entry by the gravest thing that can be said of it."""
        after = summary(entry)
        if self._backdated(entry):
            return self._change("entry-backdated", entry, None, f"{entry.at:%Y-%m-%d}: {after}")
        if entry.fields.get("reopened") is True:
            return self._change("cycle-reopened", entry, "closed", after)
        if found := jump(entry, self.within.head):
            return self._change("value-jump", entry, found, said(entry.value))
        if entry.has("grade") and (earlier := self._overridden(entry)):
            return self._change("score-overridden", entry, earlier, said(entry.number("grade")))
        return self._change("entry-added", entry, None, after)

    def _backdated(self, entry: Entry) -> bool:
        """Whether it says that it was recorded long before it was."""
        span = self.after.places.entries.get(entry.id)
        written = self.recorded.of(span.file if span else "")
        tolerance = parse_duration(self.within.base.settings.review.backdate_tolerance)
        return written is not None and entry.at.date() + tolerance < written.date()

    def _overridden(self, entry: Entry) -> str:
        """The grade in whose place it stands; empty where it is the first."""
        about = self.within.base.journal.about(entry.subject)
        grades = [one.number("grade") for one in about if one.has("grade")]
        last = grades[-1] if grades else None
        return str(last) if last is not None and last != entry.number("grade") else ""

    def _change(self, name: str, entry: Entry, before: object, after: object) -> Change:
        subject = self._subject_now(entry)
        return Change(name, subject, "", said(before), said(after), entry=entry.id)


def _name_in(head: Workspace, entry: Entry) -> str:
    """What the head calls an entry's subject by its own names alone."""
    cycle, slash, rest = entry.subject.partition("/")
    found = head.directory.goal(rest, (cycle,)).address if slash else None
    return str(found or entry.subject)


SUMMED_UP = ("value", "zone", "milestone", "done", "progress", "grade", "outcome", "closed",
             "reopened", "event", "confidence", "note")  # fmt: skip


def summary(entry: Entry) -> str:
    """What an entry says in short: `value 8, confidence 3`."""
    told = [name for name in SUMMED_UP if entry.has(name)][:2] or [*entry.fields][:2]
    words = (f"{name} {_in_words(entry.fields[name])}" for name in told)
    return ", ".join(words) or entry.kind


def _in_words(value: object) -> str:
    """A value of an entry; a grade that was withheld is none."""
    return "none" if value is None else f"{said(value)}"


def everything(entry: Entry) -> str:
    """All that an entry says, where two say the same in short."""
    fields = (f"{name} {said(value)}" for name, value in sorted(entry.fields.items()))
    return ", ".join((f"at {entry.at.isoformat()}", f"day {entry.day}", f"who {entry.who}",
                      f"about {entry.subject}", *fields))  # fmt: skip
