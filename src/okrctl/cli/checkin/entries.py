"""Entries on their way into files: each statement a line, a file for each team that is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.model.address import Address
    from okrctl.store.plan import NewFile

ORDER = (
    "id", "at", "who", "kr", "objective", "kpi", "team", "cycle", "re", "void", "day", "meeting",
    "value", "of", "segment", "event", "zone", "milestone", "action", "done", "progress",
    "confidence", "expects", "grade", "outcome", "learned", "note", "going_well", "holding_back",
    "blocked", "unblocked", "support", "supported", "evidence", "actions", "closed", "reopened",
    "links", "supersedes",
)  # fmt: skip
"""The order in which a line has its fields; others keep theirs, behind."""

CLOCKS_DIFFER_BY = timedelta(days=1)
"""By so much the clocks of two computers may differ; more is a mistake that is not followed."""

SUFFIX = 6
"""So many characters of a file's first id end the file's name."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one subject: where its line goes, how it is named there, and its fields."""

    folder: str
    subject: Mapping[str, str]
    fields: Mapping[str, object]
    day: date | None = None
    """The day it was true; none is the day on which it is recorded."""
    address: str = ""
    """The full address of the subject; of what answers or corrects an entry that entry's."""

    @property
    def spoken_of(self) -> str:
        """What a journal files the entry under: of a comment the entry that it answers."""
        return self.subject.get("re", self.address)


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as the line that will be written, and the file it goes to."""

    statement: Statement
    entry: Mapping[str, object]
    path: str = ""

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.entry["id"])

    @property
    def line(self) -> str:
        """Its line, without the line end."""
        from okrctl.text.entries import write_line

        return write_line(self.entry)


def about(
    address: Address, fields: Mapping[str, object], now: datetime, day: date | None = None
) -> Statement:
    """The statement of these fields about a goal or a KPI."""
    from okrctl.model.address import KeyResultAddress, KpiAddress

    match address:
        case KpiAddress():
            folder, subject = f"readings/{now.astimezone(UTC).year:04}", {"kpi": address.id}
        case KeyResultAddress(objective=goal):
            folder = f"checkins/{goal.cycle}/{goal.team}"
            subject = {"kr": address.within_cycle}
        case _:
            folder = f"checkins/{address.cycle}/{address.team}"
            subject = {"objective": address.within_cycle}
    return Statement(folder, subject, fields, day, str(address))


def written(
    statements: Sequence[Statement], ids: Iterable[str], who: str, at: str
) -> tuple[Written, ...]:
    """The statements as entries with these ids, each in the file of its folder's first one."""
    entries = [
        Written(statement, entry_of(statement, entry_id, who, at))
        for statement, entry_id in zip(statements, ids, strict=False)
    ]
    return placed(entries)


def entry_of(statement: Statement, entry_id: str, who: str, at: str) -> dict[str, object]:
    """The entry of a statement, its fields in the order of the format."""
    said: dict[str, object] = {"id": entry_id, "at": at, "who": who}
    said |= statement.subject
    if statement.day is not None:
        said["day"] = statement.day.isoformat()
    return in_order(said | dict(statement.fields))


def in_order(entry: Mapping[str, object]) -> dict[str, object]:
    """The same entry with its fields in the order of the format."""
    return {name: entry[name] for name in sorted(entry, key=_place)}


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def placed(entries: Sequence[Written]) -> tuple[Written, ...]:
    """The entries with the path of their file: one for each folder, named after its first entry."""
    names: dict[str, str] = {}
    for one in entries:
        names.setdefault(one.statement.folder, file_name(one.entry))
    return tuple(
        Written(one.statement, one.entry, f"{one.statement.folder}/{names[one.statement.folder]}")
        for one in entries
    )


def file_name(entry: Mapping[str, object]) -> str:
    """`20261121T140322Z-mira-7f3kq2.jsonl`."""
    at = datetime.fromisoformat(str(entry["at"])).astimezone(UTC)
    return f"{at:%Y%m%dT%H%M%SZ}-{entry['who']}-{str(entry['id'])[:SUFFIX]}.jsonl"


def new_files(entries: Sequence[Written]) -> tuple[NewFile, ...]:
    """The files that hold the entries, each line ended."""
    from okrctl.store.plan import NewFile

    lines: dict[str, list[str]] = {}
    for one in entries:
        lines.setdefault(one.path, []).append(one.line)
    return tuple(
        NewFile(path, "".join(f"{line}\n" for line in of_it).encode())
        for path, of_it in lines.items()
    )


def moment(now: datetime, latest: datetime | None = None) -> str:
    """When it is recorded, in whole seconds; exact where it must follow another entry of `latest`.

    Of two corrections the later one wins, so two commands in one second must not be equal, nor may
    the second lose because the first was recorded where the clock is ahead.
    """
    exact = now.astimezone(UTC)
    if latest is None or latest < exact.replace(microsecond=0):
        return f"{exact:%Y-%m-%dT%H:%M:%SZ}"
    ahead = latest - exact
    if timedelta(0) <= ahead < CLOCKS_DIFFER_BY:
        exact = latest.astimezone(UTC) + timedelta(microseconds=1)
    return f"{exact:%Y-%m-%dT%H:%M:%S.%fZ}"
