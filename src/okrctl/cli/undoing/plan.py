"""The opposite of a commit: entries withdrawn or written anew, goal files as they were before."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement
from okrctl.cli.checkin.proposing import folder_of
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.entry import Entry
    from okrctl.store.history import Commit, FileChanged
    from okrctl.store.plan import FileChange

ENTRIES = (".jsonl",)
SUBJECTS = {"kr": "kr", "objective": "objective", "kpi": "kpi", "team": "team", "re": "re"}


@dataclass(frozen=True, slots=True)
class Opposite:
    """What takes a commit back: statements to record, and files to bring back."""

    statements: tuple[Statement, ...]
    files: tuple[FileChange, ...]


def opposite(here: Context, desk: Desk, commit: Commit) -> Opposite:
    """What takes back a commit of okrctl; UsageError where that cannot be done any more."""
    refuse_a_pack(commit)
    entries = [one for one in commit.files if one.path.endswith(ENTRIES)]
    others = [one for one in commit.files if not one.path.endswith(ENTRIES)]
    blobs = bytes_of(here, commit.files)
    statements = tuple(
        statement
        for one in entries
        if one.status == "A"
        for data in lines_of(blobs[one.after or ""], one.path)
        for statement in taken_back(desk, data, here.now)
    )
    refuse_changed_entries(entries)
    files = tuple(brought_back(here, others, blobs))
    if not statements and not files:
        raise UsageError(
            f"{commit.sha[:7]} ({commit.subject}) is taken back already",
            "okrctl undo takes back only the last action; a check-in: okrctl checkin --void ENTRY",
        )
    return Opposite(statements, files)


def bytes_of(here: Context, files: Sequence[FileChanged]) -> Mapping[str, bytes]:
    """The bytes before and after of each file, by the id of its blob."""
    from okrctl.store.objects import read_blobs

    return read_blobs(here.git, [blob for one in files for blob in (one.before, one.after) if blob])


def lines_of(data: bytes, path: str) -> list[dict[str, object]]:
    """The entries of a file."""
    from okrctl.text.entries import read_lines

    return [row.data for row in read_lines(data, path).rows]


def refuse_a_pack(commit: Commit) -> None:
    """UsageError where a commit packed entries: the pack says all that its files said."""
    from okrctl.store.history import TRAILER

    if commit.trailers.get(TRAILER) == "pack":
        raise UsageError(
            f"{commit.sha[:7]} ({commit.subject}) changed no figure, so nothing is taken back",
            "a packed check-in is withdrawn as any other: okrctl checkin --void ENTRY",
        )


def refuse_changed_entries(files: Sequence[FileChanged]) -> None:
    """UsageError where a commit did more to entries than add them, as packing does."""
    changed = [one.path for one in files if one.status != "A"]
    if changed:
        raise UsageError(
            f"the commit changed {changed[0]}, and entries are only ever added",
            "git revert takes it back",
        )


def taken_back(desk: Desk, data: Mapping[str, object], now: datetime) -> Iterator[Statement]:
    """The void of an entry that is in force; of a void, the entry that it withdrew, anew."""
    journal = desk.workspace.journal
    entry = journal.by_id.get(str(data.get("id")))
    if entry is None:
        return
    if entry.kind == "void":
        withdrawn = journal.by_id[entry.subject]
        if not in_force(desk, withdrawn):
            yield anew(desk, withdrawn, now)
    elif in_force(desk, entry):
        folder = folder_of(entry, journal, now)
        yield Statement(folder, {"void": entry.id}, {}, None, entry.subject)


def in_force(desk: Desk, entry: Entry) -> bool:
    """Whether an entry counts, and so does nothing in its place; a void always stands."""
    return any(one.id == entry.id for one in desk.workspace.journal.about(entry.subject))


def anew(desk: Desk, entry: Entry, now: datetime) -> Statement:
    """The statement of an entry once more, true on the same day."""
    name = entry.subject
    subject = {SUBJECTS[entry.kind]: name}
    fields = {key: value for key, value in entry.fields.items() if key != "day"}
    if entry.kind in ("kr", "objective"):
        subject = {entry.kind: name.partition("/")[2]}
    elif entry.kind == "kpi":
        subject = {"kpi": name.removeprefix("kpi:")}
    elif entry.kind == "team":
        subject = {"team": name.partition(":")[0]}
    folder = folder_of(entry, desk.workspace.journal, now)
    day = None if entry.day == desk.today else entry.day
    return Statement(folder, subject, fields, day, name)


def brought_back(
    here: Context, files: Sequence[FileChanged], blobs: Mapping[str, bytes]
) -> Iterator[FileChange]:
    """What brings files back to what they were; UsageError where one was changed since."""
    from okrctl.store.durable import content
    from okrctl.store.plan import EditedFile, NewFile, RemovedFile

    for one in files:
        now = content(here.root / one.path)
        before = blobs[one.before] if one.before else None
        after = blobs[one.after] if one.after else None
        if now == before:
            continue
        if now != after:
            raise UsageError(
                f"{one.path} was changed since, so it is not brought back",
                f"look at what was done: git show -- {posixpath.relpath(one.path)}",
            )
        if before is None and after is not None:
            yield RemovedFile(one.path, after)
        elif before is not None and after is None:
            yield NewFile(one.path, before)
        elif before is not None and after is not None:
            yield EditedFile(one.path, after, before)
