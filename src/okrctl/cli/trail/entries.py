"""Entries as events: each with what stood before it, corrected and withdrawn ones included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from okrctl.pages.log_event import Event, Kind

if TYPE_CHECKING:
    from okrctl.model.entry import Entry
    from okrctl.model.workspace import Workspace

GONE = ("dropped", "deferred")
Segment = tuple[tuple[str, str], ...]


def entry_events(workspace: Workspace, addresses: Iterable[str]) -> Iterator[Event]:
    """The events of all entries about these subjects, with their corrections and comments."""
    answers: dict[str, list[Entry]] = defaultdict(list)
    for entry in workspace.journal.entries:
        if entry.kind in ("void", "re"):
            answers[entry.subject].append(entry)
    for address in addresses:
        told = workspace.journal.history(address)
        yield from told_of(workspace, address)
        for entry in told:
            yield from answered(entry, address, answers)


def answered(entry: Entry, address: str, answers: Mapping[str, Sequence[Entry]]) -> Iterator[Event]:
    """The comments on an entry and what withdraws it, and those on these, as deep as they go."""
    for answer in answers.get(entry.id, ()):
        yield answer_to(entry, address, answer)
        yield from answered(answer, address, answers)


def told_of(workspace: Workspace, address: str) -> Iterator[Event]:
    """The events of the entries about one subject, in their order."""
    journal = workspace.journal
    history = journal.history(address)
    counts = {entry.id for entry in journal.about(address)}
    replaced = {entry.supersedes for entry in history if entry.supersedes}
    values: dict[Segment, Decimal | None] = {(): baseline(workspace, address)}
    confidence: int | None = None
    for entry in history:
        segment = segment_of(entry)
        corrected = journal.by_id.get(entry.supersedes)
        before = corrected.value if corrected else values.get(segment)
        event = event_of(entry, address, before, confidence)
        if entry.id in counts:
            yield replace(event, kind="corrected", about=entry.supersedes) if corrected else event
            values[segment] = values.get(segment) if entry.value is None else entry.value
            confidence = confidence if entry.confidence is None else entry.confidence
        else:
            gone: Kind = "superseded" if entry.id in replaced else "withdrawn"
            yield replace(event, kind=gone, about=entry.supersedes)


def event_of(entry: Entry, address: str, before: Decimal | None, confidence: int | None) -> Event:
    """An entry as an event, as if nothing corrected it."""
    kind = kind_of(entry)
    event = Event(
        kind, entry.at, entry.day, entry.who, address, entry=entry.id, said=said(entry),
        note=entry.text("why") or entry.note or entry.text("learned"),
        blocked=entry.text("blocked"),
    )  # fmt: skip
    if entry.has("field"):
        return replace(
            event,
            field=entry.text("field"),
            old=entry.fields.get("old"),  # type: ignore[arg-type]  # what JSON can hold
            new=entry.fields.get("new"),  # type: ignore[arg-type]
        )
    if entry.confidence is not None:
        event = replace(event, confidence=(confidence, entry.confidence))
    if entry.value is not None:
        event = replace(event, old=before, new=entry.value, is_value=True)
    return event


def answer_to(entry: Entry, address: str, answer: Entry) -> Event:
    """A comment on an entry, or the void that withdraws it, as an event of its subject."""
    kind: Literal["void", "comment"] = "void" if answer.kind == "void" else "comment"
    return Event(
        kind, answer.at, answer.day, answer.who, address, entry=answer.id, note=answer.note,
        about=entry.id,
    )  # fmt: skip


def kind_of(entry: Entry) -> Kind:
    """What kind of event an entry is."""
    if entry.has("field"):
        return "amended"
    if entry.has("grade") or entry.has("outcome"):
        return "closing"
    if entry.kind == "kpi":
        return "event" if entry.has("event") else "reading"
    if entry.kind == "team":
        return "meeting" if entry.has("meeting") or entry.has("action") else "closing"
    return "check-in"


def said(entry: Entry) -> str:
    """What an entry says in no value: `pilot done`, `zone target`, `grade 0.7, keep`."""
    return ", ".join(_said(entry.fields))


def _said(fields: Mapping[str, object]) -> Iterator[str]:
    if "milestone" in fields:
        yield f"{fields['milestone']} {'done' if fields.get('done') else 'open again'}"
    elif "action" in fields:
        yield f"action {fields['action']} {'done' if fields.get('done') else 'open again'}"
    elif "done" in fields:
        yield "done" if fields["done"] else "not done"
    yield from (
        f"{name} {fields[name]}" for name in ("zone", "progress", "event") if name in fields
    )
    if "grade" in fields:
        yield "no grade" if fields["grade"] is None else f"grade {fields['grade']}"
    if "outcome" in fields:
        outcome = str(fields["outcome"])
        yield outcome.upper() if outcome in GONE else outcome
    yield from (name for name in ("closed", "reopened") if fields.get(name) is True)
    if "meeting" in fields:
        yield f"meeting of {fields['meeting']}"


def baseline(workspace: Workspace, address: str) -> Decimal | None:
    """Where a key result starts, for the first value to be held against."""
    from okrctl.model.kinds import Move

    found = workspace.key_result(address)
    start = found.baseline if isinstance(found, Move) else None
    return start if isinstance(start, Decimal) else None


def segment_of(entry: Entry) -> Segment:
    """The segment that a reading is of, as something to look up by."""
    segment = entry.fields.get("segment")
    found = segment.items() if isinstance(segment, dict) else ()
    return tuple(sorted((str(name), str(part)) for name, part in found))
