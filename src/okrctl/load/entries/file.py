"""Entry files: the lines of one file to drafts, each of a lawful form. No goal is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from okrctl.findings import Finding
from okrctl.load.entries.forms import Fault, Form, form_of
from okrctl.load.near import GUESSES
from okrctl.load.reading.settled import MOST
from okrctl.load.rules import NO_SUCH_VALUE, UNKNOWN_KEY, WRONG_TYPE
from okrctl.model.entry import ID_LENGTH
from okrctl.text.entries import read_lines
from okrctl.text.entry_places import EntryPlaces
from okrctl.text.quoting import clipped


class Draft(NamedTuple):
    """A line of a lawful form, whose subject is not looked up yet."""

    line: int
    form: Form
    data: Mapping[str, object]


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
    rows, unreadable = read_lines(data, file)
    drafts: list[Draft] = []
    faults: list[tuple[int, Mapping[str, object], Fault]] = []
    for line, entry in rows:
        form = form_of(tuple(entry))
        fault = form.fault or value_fault(form, entry)
        if fault is None:
            drafts.append(Draft(line, form, entry))
        else:
            faults.append((line, entry, fault))
    if not faults:
        return EntryLines(file, tuple(drafts), unreadable)
    places = EntryPlaces(data, file)
    findings = [
        finding(places, line, str(entry.get("id", "")), fault, guess=number < GUESSES)
        for number, (line, entry, fault) in enumerate(faults[: MOST + 1])
    ]
    left_out = frozenset(
        entry_id for _, entry, _ in faults if type(entry_id := entry.get("id")) is str
    )
    ordered = sorted((*unreadable, *findings), key=lambda found: found.order)
    return EntryLines(file, tuple(drafts), tuple(ordered), left_out)


def value_fault(form: Form, entry: Mapping[str, object]) -> Fault | None:
    """The first field of a line whose value is not what it has to be."""
    for name, check in form.checks:
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
