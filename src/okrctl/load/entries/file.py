"""Entry files: the lines of one file to drafts, each of a lawful form. No goal is known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from okrctl.findings import Finding
from okrctl.load.entries.forms import KINDS, Fault, Form, form_of
from okrctl.load.entries.values import Check, instant
from okrctl.load.near import GUESSES
from okrctl.load.reading.settled import MOST
from okrctl.load.rules import NO_SUCH_VALUE, UNKNOWN_KEY, WRONG_TYPE
from okrctl.model.entry import ID_LENGTH
from okrctl.text.entries import Row, over_the_limit, plain_fields, read_line
from okrctl.text.entry_places import EntryPlaces
from okrctl.text.quoting import clipped
from okrctl.text.usual_lines import usual_lines


class Draft(NamedTuple):
    """A line of a lawful form, whose subject is not looked up yet."""

    line: int
    form: Form
    id: str
    at: str
    who: str
    subject: str
    says: Mapping[str, object]
    """What it says of its subject. Lines that say the same share it."""

    @property
    def data(self) -> dict[str, object]:
        """All of its fields."""
        named = {"id": self.id, "at": self.at, "who": self.who, self.form.kind: self.subject}
        return {**named, **self.says}


@dataclass(frozen=True, slots=True)
class EntryLines:
    """What one entry file holds. A line with a finding is left out, and the others count."""

    file: str
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]
    left_out: frozenset[str] = frozenset()
    """Ids of lines that were left out, so that nobody calls them unknown."""


def read_entries(data: bytes, file: str) -> EntryLines:
    """The drafts of an entry file, in its order."""
    if too_large := over_the_limit(data, file):
        return EntryLines(file, (), (too_large,))
    drafts: list[Draft] = []
    unreadable: list[Finding] = []
    faults: list[Faulty] = []
    for number, (line, usual) in enumerate(usual_lines(data), start=1):
        if not line:
            continue
        if usual is not None:
            entry_id, at, who, kind, subject, rest = usual.groups()
            said = what_is_said(kind, rest)
            if said is not None and instant(at) is not None:
                drafts.append(Draft(number, said.form, entry_id, at, who, subject, said.fields))
                continue
        written = line.encode() if isinstance(line, str) else line
        if row := read_line(written, file, number, unreadable):
            one = _draft(row)
            if isinstance(one, Draft):
                drafts.append(one)
            else:
                faults.append(one)
    if not faults:
        return EntryLines(file, tuple(drafts), tuple(unreadable))
    places = EntryPlaces(data, file)
    findings = [
        finding(places, line, str(entry.get("id", "")), fault, guess=place < GUESSES)
        for place, (line, entry, fault) in enumerate(faults[: MOST + 1])
    ]
    left_out = frozenset(known for _, entry, _ in faults if type(known := entry.get("id")) is str)
    ordered = sorted((*unreadable, *findings), key=lambda found: found.order)
    return EntryLines(file, tuple(drafts), tuple(ordered), left_out)


class Faulty(NamedTuple):
    """A line of JSON that is no lawful entry, and why."""

    line: int
    data: Mapping[str, object]
    fault: Fault


def _draft(row: Row) -> Draft | Faulty:
    """What a line holds, whatever it looks like."""
    line, entry = row
    form = form_of(tuple(entry))
    fault = form.fault or value_fault(form.checks, entry)
    if fault is not None:
        return Faulty(line, entry, fault)
    says = {name: entry[name] for name in form.says}
    entry_id, at, who, subject = (str(entry[name]) for name in ("id", "at", "who", form.kind))
    return Draft(line, form, entry_id, at, who, subject, says)


class Said(NamedTuple):
    """What the rest of a usual line says, and the form that it makes of the line."""

    form: Form
    fields: Mapping[str, object]


@lru_cache(maxsize=1 << 14)
def what_is_said(kind: str, rest: str | None) -> Said | None:
    """What the rest of a usual line says; none where anything about it calls for a closer look.

    Kept, since the same few things are said again and again.
    """
    fields = plain_fields(rest) if rest else {}
    if fields is None or not _HEAD.isdisjoint(fields):
        return None
    form = form_of(("id", "at", "who", kind, *fields))
    if form.fault or value_fault(form.checks[_AT_HEAD:], fields):
        return None
    return Said(form, fields)


_AT_HEAD = 4
"""How many fields the start of a usual line has: id, at, who and its subject."""
_HEAD = frozenset({"id", "at", "who", *KINDS})


def value_fault(checks: Iterable[tuple[str, Check]], entry: Mapping[str, object]) -> Fault | None:
    """The first field of a line whose value is not what it has to be."""
    for name, check in checks:
        expected = check(entry[name])
        if expected:
            return _mistyped(name, entry[name], expected)
    if entry.get("grade", 0) is None and "note" not in entry:
        return Fault(
            WRONG_TYPE,
            "grade",
            "a grade of null has no note",
            {},
            "say in note why there is no grade",
        )
    return None


def finding(
    places: EntryPlaces, line: int, entry_id: str, fault: Fault, *, guess: bool = True
) -> Finding:
    """The finding of a fault, at its field. The entity of an entry is its id."""
    told = fault.help
    help_ = told if isinstance(told, str) else told() if guess else ""
    of_key = fault.rule is UNKNOWN_KEY
    span = places.key(line, fault.field) if of_key else places.field(line, fault.field)
    args = {"field": fault.field, **fault.args}
    return Finding(
        fault.rule,
        span,
        fault.template,
        args,
        entry_id[:ID_LENGTH],
        fault.field,
        help=help_,
        related=fault.related,
    )


def _mistyped(name: str, value: object, expected: str) -> Fault:
    unreal = name in ("at", "day", "meeting") and _is_unreal(value)
    if unreal:
        return Fault(NO_SUCH_VALUE, name, "there is no {value}", {"value": clipped(str(value))})
    args: dict[str, str | int] = {"expected": expected, "found": _found(value)}
    return Fault(WRONG_TYPE, name, "{field}: expected {expected}, found {found}", args)


def _is_unreal(value: object) -> bool:
    """Whether a text has the form of a day or time that the calendar does not have."""
    if not isinstance(value, str) or len(value) < len("2026-11-21"):
        return False
    digits = value[:4] + value[5:7] + value[8:10]
    shaped = digits.isdigit() and value[4] == value[7] == "-"
    with_offset = len(value) == len("2026-11-21") or value[-1] == "Z" or value[-6:-5] in ("+", "-")
    return shaped and with_offset


def _found(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text “{clipped(value)}”" if value.strip() else "an empty text"
        case list():
            return "a list"
        case dict():
            return "an object"
    return f"the number {clipped(str(value))}"
