"""Corrections: what entries say of other entries, judged when all of them are known."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.load.entries.forms import Fault
from okrctl.load.entries.journals import Assembly, Told
from okrctl.load.rules import POINTS_NOWHERE
from okrctl.model.entry import Entry

OPENED_BY = {"unblocked": "blocked", "supported": "support"}
"""The field of an entry that each of these closes."""


def judge_references(assembly: Assembly) -> None:
    """Leave out every entry that refers to one which is not there, or cannot be meant."""
    known = dict(assembly.entries)
    actions = {
        str(action["id"])
        for entry in known.values()
        if entry.kind == "team" and isinstance(listed := entry.fields.get("actions"), list)
        for action in listed
    }
    for told in assembly.referring:
        for field in told.form.refers:
            fault = _fault(told, field, known, actions, assembly.left_out)
            if fault is not None:
                assembly.drop(told, fault)
                break


def _fault(
    told: Told, field: str, known: Mapping[str, Entry], actions: set[str], left_out: set[str]
) -> Fault | None:
    entry = told.entry
    named = entry.subject if field in ("re", "void") else entry.text(field)
    if field == "action":
        nowhere = named not in actions and not left_out
        return _nowhere(field, named, "action") if nowhere else None
    other = known.get(named)
    if other is None:
        return None if named in left_out else _nowhere(field, named, "entry")
    wrong = _wrong(entry, field, other) or _in_a_circle(entry, field, known)
    return Fault(POINTS_NOWHERE, field, wrong[0], {"id": named}, wrong[1]) if wrong else None


def _wrong(entry: Entry, field: str, other: Entry) -> tuple[str, str] | None:
    """Why `other` cannot be what a field of `entry` means, and what to do."""
    if field == "void" and other.kind == "void":
        return "{id} is itself a void, which is not withdrawn", "write the entry anew"
    if field == "supersedes" and other.id == entry.id:
        return "{id} supersedes itself", "draw a new id for the correction"
    if field == "supersedes" and (other.kind, other.subject) != (entry.kind, entry.subject):
        return "{id} is about another subject", f"it is about {other.subject}"
    if field in OPENED_BY and not other.has(OPENED_BY[field]):
        return (
            "{id} asks for nothing that could be closed",
            f"name an entry with {OPENED_BY[field]}",
        )
    return None


def _in_a_circle(entry: Entry, field: str, known: Mapping[str, Entry]) -> tuple[str, str] | None:
    """Why a comment answers nothing: what it answers leads back to itself."""
    seen = {entry.id}
    at: Entry | None = entry
    while field == "re" and at is not None and at.kind == "re":
        at = known.get(at.subject)
        if at is not None and at.id in seen:
            return "{id} leads back to this comment", "name the entry that it answers"
        seen.add(at.id if at else "")
    return None


def _nowhere(field: str, named: str, sort: str) -> Fault:
    return Fault(
        POINTS_NOWHERE,
        field,
        "there is no " + sort + " {id}",
        {"id": named},
        "copy its id from okrctl log",
    )
