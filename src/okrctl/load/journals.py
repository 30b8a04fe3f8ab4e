"""The journal: drafts of all entry files, with their subjects, days and writers looked up.

This runs once for every entry there is, so the usual line passes with a few look-ups; what is odd
is told apart only when a finding is made of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from okrctl.findings import Finding, Span
from okrctl.load.entry_file import Draft, EntryLines, finding
from okrctl.load.entry_forms import Fault, Form
from okrctl.load.entry_values import day, instant
from okrctl.load.fitting import misfit, strangers
from okrctl.load.near import did_you_mean, listing
from okrctl.load.rules import CYCLE, ENTRY_SUBJECT, SAME_ID, WHO
from okrctl.load.subjects import Subject, Subjects
from okrctl.model.calendar import Calendars
from okrctl.model.entry import Entry
from okrctl.text.entry_places import EntryPlaces

Reader = Callable[[str], bytes]
"""The bytes of an entry file, read again where a finding needs the place of a field."""

_APART = frozenset({"id", "at", "who", "kr", "objective", "kpi", "team", "re", "void"})
"""Fields of a line that an entry holds by themselves."""

_GONE = ("dropped", "deferred")
_ALSO = 5
"""How many further places of one mistake are named."""


class Line(NamedTuple):
    """Where an entry stands."""

    file: str
    number: int

    @property
    def span(self) -> Span:
        """Its place, as far as it is known without reading the file."""
        return Span(self.file, self.number, 1, self.number, 1)


class Told(NamedTuple):
    """An entry with its line and form, for what is judged after all entries are known."""

    entry: Entry
    line: Line
    form: Form


@dataclass(slots=True)
class Assembly:
    """The entries of a workspace on their way into its journal."""

    subjects: Subjects
    calendars: Calendars
    entries: dict[str, Entry] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    referring: list[Told] = field(default_factory=list)
    faults: list[tuple[Line, Fault]] = field(default_factory=list)
    _unknown: dict[str, list[tuple[Told, Subject]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _local_days: dict[str, date] = field(default_factory=dict)

    def take(self, file: EntryLines, cycle: str) -> None:
        """Every draft of a file, in the folder of a cycle (empty for readings)."""
        self.left_out |= file.left_out
        for draft in file.drafts:
            entry, subject, fault = self._entry(draft, cycle)
            line = Line(file.file, draft.line)
            if fault is not None:
                self._leave_out(entry.id, line, fault)
            elif subject is not None and subject.unknown:
                self._unknown[subject.address].append((Told(entry, line, draft.form), subject))
            else:
                self._keep(Told(entry, line, draft.form))

    def finish(self) -> None:
        """Judge what nobody knows: let pass what was dropped, and complain of the rest once."""
        for address, told in self._unknown.items():
            if self._dropped(address):
                for one, _ in told:
                    self._keep(one)
                continue
            (first, subject), *rest = told
            args = {"subject": address}
            also = tuple((one.line.span, "here too") for one, _ in rest[:_ALSO])
            fault = Fault(ENTRY_SUBJECT, first.form.kind, subject.unknown, args, subject.help, also)
            self._leave_out(first.entry.id, first.line, fault)
            self.left_out |= {one.entry.id for one, _ in rest}

    def drop(self, told: Told, fault: Fault) -> None:
        """Take back an entry that turned out to be wrong."""
        self.entries.pop(told.entry.id, None)
        self._leave_out(told.entry.id, told.line, fault)

    def findings(self, read: Reader) -> Iterator[Finding]:
        """A finding for each fault, at its field."""
        by_file: dict[str, list[tuple[Line, Fault]]] = defaultdict(list)
        for line, fault in self.faults:
            by_file[line.file].append((line, fault))
        for file, faults in by_file.items():
            places = EntryPlaces(read(file), file)
            for line, fault in faults:
                yield finding(places, line.number, fault)

    def _entry(self, draft: Draft, cycle: str) -> tuple[Entry, Subject | None, Fault | None]:
        data, form = draft.data, draft.form
        at_text, kind = str(data["at"]), form.kind
        at = instant(at_text)
        assert at is not None  # noqa: S101 - the draft's form was checked
        true_on = day(str(data["day"])) if "day" in data else None
        if true_on is None:
            true_on = self._local_day(at_text)
        text = str(data[kind])
        subject: Subject | None = None
        if kind == "team":
            subject = self.subjects.team(cycle, text, str(data["cycle"]))
        elif kind not in ("re", "void"):
            subject = self.subjects.find(cycle, kind, text)
        said_by = str(data["who"])
        who = self.subjects.names.writers.get(said_by)
        fields = {name: value for name, value in data.items() if name not in _APART}
        address = text if subject is None else subject.address
        entry = Entry(str(data["id"]), at, who or said_by, true_on, kind, address, fields)
        if who is None and self.subjects.settled:
            return entry, subject, self._stranger(said_by)
        return entry, subject, self._fault(form, data, subject, true_on)

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

    def _local_day(self, at: str) -> date:
        """The local day of a time; kept, since the entries of one run share it."""
        known = self._local_days.get(at)
        if known is None:
            moment = instant(at)
            assert moment is not None  # noqa: S101 - the draft's form was checked
            known = self._local_days[at] = self.calendars.local_day(moment)
        return known

    def _keep(self, told: Told) -> None:
        entry = told.entry
        known = self.entries.setdefault(entry.id, entry)
        if known is entry:
            self.lines[entry.id] = told.line
            if told.form.refers:
                self.referring.append(told)
        elif known != entry:
            also = ((self.lines[entry.id].span, "the other one"),)
            args = {"id": entry.id}
            help_ = "entries are written once: draw a new id, or write a correction"
            self.faults.append(
                (
                    told.line,
                    Fault(SAME_ID, "id", "{id} is the id of another entry", args, help_, also),
                )
            )

    def _leave_out(self, entry_id: str, line: Line, fault: Fault) -> None:
        self.left_out.add(entry_id)
        self.faults.append((line, fault))

    def _stranger(self, who: str) -> Fault:
        known = self.subjects.names.writers
        help_ = did_you_mean(who, known, f"people are {listing(known)}")
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
