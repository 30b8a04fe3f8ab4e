"""The journal: drafts of all entry files, with their subjects, days and writers looked up.

This runs once for every entry there is, so the usual line passes with a few look-ups; what is odd
is told apart only when a finding is made of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from okrctl.findings import Finding, Span
from okrctl.load.entries.file import Draft, EntryLines, finding
from okrctl.load.entries.fitting import misfit, strangers
from okrctl.load.entries.forms import Fault, Form
from okrctl.load.entries.subjects import Subject, Subjects
from okrctl.load.entries.values import day, instant
from okrctl.load.entries.ways import Way, way_of
from okrctl.load.near import GUESSES, did_you_mean, listing
from okrctl.load.reading.settled import MOST
from okrctl.load.rules import CYCLE, ENTRY_SUBJECT, SAME_ID, WHO
from okrctl.model.calendar import Calendars
from okrctl.model.entry import Entry
from okrctl.text.entry_places import EntryPlaces

Reader = Callable[[str], bytes]
"""The bytes of an entry file, read again where a finding needs the place of a field."""

_ENTRIES = frozenset({"re", "void"})
"""Subjects that are themselves entries."""

_GONE = ("dropped", "deferred")
_ALSO = 5
"""How many further places of one mistake are named."""


Line = tuple[str, int]
"""Where an entry stands: its file, and the number of its line."""


def span_of(line: Line) -> Span:
    """The place of a line, as far as it is known without reading the file."""
    return Span(line[0], line[1], 1, line[1], 1)


class Told(NamedTuple):
    """An entry with its form and line, for what is judged after all entries are known."""

    entry: Entry
    form: Form
    line: Line


@dataclass(slots=True)
class Assembly:
    """The entries of a workspace on their way into its journal."""

    subjects: Subjects
    calendars: Calendars
    entries: dict[str, Entry] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    adrift: list[Entry] = field(default_factory=list)
    """Entries that are left out because there is no such goal or KPI, or none any more."""
    referring: list[Told] = field(default_factory=list)
    faults: list[tuple[Line, str, Fault]] = field(default_factory=list)
    """What is wrong, with its line and the id of its entry."""
    _unknown: dict[str, list[tuple[Told, Subject]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _ways: dict[str, dict[tuple[Form, str], Way]] = field(default_factory=lambda: defaultdict(dict))
    """By the cycle of the folder, then by form and subject as it is written."""
    _moments: dict[str, tuple[datetime, date]] = field(default_factory=dict)

    def take(self, file: EntryLines, cycle: str) -> None:
        """Every draft of a file, in the folder of a cycle (empty for readings)."""
        self.left_out |= file.left_out
        name = file.file
        moments, ways, writers = self._moments, self._ways[cycle], self.subjects.names.writers
        for draft in file.drafts:
            number, form, entry_id, at_text, writer, text, says = draft
            at, true_on = moments.get(at_text) or self._moment(at_text)
            if "day" in says:
                true_on = day(str(says["day"])) or true_on
            way = ways.get((form, text)) or self._way(draft, cycle)
            who = writers.get(writer)
            entry = Entry(entry_id, at, who or writer, true_on, form.kind, way.address, says)
            if who is None and self.subjects.settled:
                self._leave_out(entry_id, (name, number), self._stranger(writer))
            elif way.fits(says, true_on):
                self._keep(entry, form, (name, number))
            else:
                self._take_odd(draft, entry, way.subject, name)

    def _take_odd(self, draft: Draft, entry: Entry, subject: Subject | None, file: str) -> None:
        """A draft whose subject is not known, or cannot be sure to take what it says."""
        line = (file, draft.line)
        fault = self._fault(draft.form, draft.data, subject, entry.day)
        if fault is not None:
            self._leave_out(entry.id, line, fault)
        elif subject is not None and subject.unknown:
            self._unknown[subject.address].append((Told(entry, draft.form, line), subject))
        else:
            self._keep(entry, draft.form, line)

    def finish(self) -> None:
        """Judge what nobody knows: let pass what was dropped, and complain of the rest once."""
        for address, told in self._unknown.items():
            if self._dropped(address):
                for one, _ in told:
                    self._keep(*one)
                continue
            (first, subject), *rest = told
            args = {"subject": subject.named or address}
            also = tuple((span_of(one.line), "here too") for one, _ in rest[:_ALSO])
            fault = Fault(ENTRY_SUBJECT, first.form.kind, subject.unknown, args, subject.help, also)
            self._leave_out(first.entry.id, first.line, fault)
            self.adrift += [one.entry for one, _ in told]
            self.left_out |= {one.entry.id for one, _ in rest}

    def drop(self, told: Told, fault: Fault) -> None:
        """Take back an entry that turned out to be wrong."""
        self.entries.pop(told.entry.id, None)
        self._leave_out(told.entry.id, told.line, fault)

    def findings(self, read: Reader) -> Iterator[Finding]:
        """A finding for each fault, at its field."""
        by_file: dict[str, list[tuple[int, str, Fault]]] = defaultdict(list)
        for line, entry_id, fault in self.faults:
            by_file[line[0]].append((line[1], entry_id, fault))
        for file, faults in by_file.items():
            places = EntryPlaces(read(file), file)
            for count, (number, entry_id, fault) in enumerate(faults[: MOST + 1]):
                yield finding(places, number, entry_id, fault, guess=count < GUESSES)

    def _way(self, draft: Draft, cycle: str) -> Way:
        """How a line becomes an entry; that of a retrospective depends on more than its form."""
        form, text = draft.form, draft.subject
        way = way_of(form, self._subject(draft, cycle), text)
        if form.kind != "team" and form.kind not in _ENTRIES:
            self._ways[cycle][form, text] = way
        return way

    def _subject(self, draft: Draft, cycle: str) -> Subject | None:
        """What an entry is about; none where that is another entry."""
        kind = draft.form.kind
        if kind in _ENTRIES:
            return None
        if kind == "team":
            return self.subjects.team(cycle, draft.subject, str(draft.says["cycle"]))
        return self.subjects.find(cycle, kind, draft.subject)

    def _fault(
        self, form: Form, data: Mapping[str, object], subject: Subject | None, true_on: date
    ) -> Fault | None:
        if form.names_people and self.subjects.settled:
            fault = next(strangers(data, self.subjects.names), None)
            if fault:
                return fault
        if subject is None or subject.unknown:
            return None
        if form.kind == "team" and subject.cycle is None and self.subjects.settled:
            return Fault(CYCLE, "cycle", "there is no cycle {cycle}", {"cycle": str(data["cycle"])})
        return misfit(form, data, subject, true_on)

    def _moment(self, text: str) -> tuple[datetime, date]:
        """A time and its local day; kept, since the entries of one run share it."""
        at = instant(text)
        assert at is not None  # noqa: S101 - the draft's form was checked
        moment = self._moments[text] = (at, self.calendars.local_day(at))
        return moment

    def _keep(self, entry: Entry, form: Form, line: Line) -> None:
        known = self.entries.setdefault(entry.id, entry)
        if known is entry:
            self.lines[entry.id] = line
            if form.refers:
                self.referring.append(Told(entry, form, line))
        elif known != entry:
            also = ((span_of(self.lines[entry.id]), "the other one"),)
            args = {"id": entry.id}
            help_ = "entries are written once: draw a new id, or write a correction"
            fault = Fault(SAME_ID, "id", "{id} is the id of another entry", args, help_, also)
            self.faults.append((line, entry.id, fault))

    def _leave_out(self, entry_id: str, line: Line, fault: Fault) -> None:
        self.left_out.add(entry_id)
        self.faults.append((line, entry_id, fault))

    def _stranger(self, who: str) -> Fault:
        known = self.subjects.names.writers
        help_ = partial(did_you_mean, who, known, f"people are {listing(known)}")
        return Fault(WHO, "who", "there is no person or bot {who}", {"who": who[:80]}, help_)

    def _dropped(self, address: str) -> bool:
        """Whether the last closing entry of an unknown goal, or of its objective, let it go."""
        objective = address.partition("#")[0]
        for name in dict.fromkeys((address, objective)):
            closings = [told.entry for told, _ in self._unknown.get(name, ())]
            outcomes = [entry for entry in closings if entry.has("outcome")]
            last = max(outcomes, key=lambda entry: entry.order, default=None)
            if last is not None and last.text("outcome") in _GONE:
                return True
        return False
