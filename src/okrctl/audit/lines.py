"""Entries as lines of files, told apart by their ids: who said what about what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from okrctl.changes.change import said
from okrctl.load.entries.values import instant
from okrctl.text.entries import PACK, read_lines

FOLDERS = ("checkins/", "readings/")
ENDING = ".jsonl"
SUBJECTS = ("kr", "objective", "kpi", "team", "re", "void")
NOUNS = {"kpi": "reading", "team": "retrospective", "re": "comment", "void": "void"}


class Line(NamedTuple):
    """One entry where it stands. `cycle` is that of its folder, empty for readings."""

    id: str
    path: str
    number: int
    cycle: str
    data: Mapping[str, object]

    @property
    def who(self) -> str:
        """The name that it gives as its writer."""
        return str(self.data.get("who", ""))

    @property
    def at(self) -> datetime | None:
        """When it says that it was recorded; none where that is no time."""
        text = self.data.get("at")
        return instant(text) if isinstance(text, str) else None

    @property
    def subject(self) -> str:
        """The full address of what it is about, `team:cycle`, or an entry's id."""
        kind = self.kind
        text = str(self.data.get(kind, ""))
        if kind == "kpi":
            return f"kpi:{text}"
        if kind == "team":
            return f"{text}:{self.data.get('cycle', '')}"
        if kind in ("kr", "objective") and text.partition("#")[0].count("/") < 2:
            return f"{self.cycle}/{text}"
        return text

    @property
    def kind(self) -> str:
        """Which sort of subject it has; empty where it has none."""
        return next((name for name in SUBJECTS if name in self.data), "")

    @property
    def words(self) -> str:
        """`check-in 7f3kq2ab9mwx4 of mira about 2026-Q4/ops/calm#bugs`."""
        noun = "amendment" if "field" in self.data else NOUNS.get(self.kind, "check-in")
        about = f" about {self.subject}" if self.kind else ""
        return f"{noun} {self.id} of {self.who}{about}"

    def says(self, other: Line) -> bool:
        """Whether it is the same entry word for word, wherever its file lies in its cycle."""
        return self.cycle == other.cycle and spelled(self.data) == spelled(other.data)


def spelled(data: Mapping[str, object]) -> list[tuple[str, str]]:
    """What an entry says, so that `1`, `true` and `1.0` are three things."""
    return sorted((name, repr(value)) for name, value in data.items())


def is_entry_file(path: str) -> bool:
    """Whether a file holds entries."""
    return path.startswith(FOLDERS) and path.endswith(ENDING)


def is_pack(path: str) -> bool:
    """Whether a file is where entries are joined."""
    return path.endswith(f"/{PACK}")


def pack_of(path: str) -> str:
    """The pack into which the entries of a file go."""
    return "/".join((*path.split("/")[:2], PACK))


def lines_of(path: str, data: bytes) -> dict[str, Line]:
    """The entries of a file by id. What is no entry is lint's matter, and left out."""
    folder, cycle, *_ = path.split("/")
    cycle = cycle if folder == "checkins" else ""
    return {
        entry_id: Line(entry_id, path, row.line, cycle, row.data)
        for row in read_lines(data, path).rows
        if isinstance(entry_id := row.data.get("id"), str)
    }


def difference(before: Line, after: Line) -> tuple[str, str]:
    """What two forms of an entry say differently, each in its words."""
    if before.cycle != after.cycle:
        return f"in {before.cycle}", f"in {after.cycle}"
    old, new = before.data, after.data
    names = [name for name in {**old, **new} if repr(old.get(name)) != repr(new.get(name))]
    one = names[0] if len(names) == 1 else ""
    if one and one in old and one in new:
        return f"{one} {said(old[one])}", str(said(new[one]))
    return _told(old, names), _told(new, names)


def summary(line: Line) -> str:
    """What an entry says in short: `value 8, confidence 3`."""
    left_out = {"id", "at", "who", "day", *SUBJECTS}
    return _told(line.data, [name for name in line.data if name not in left_out][:2])


def _told(data: Mapping[str, object], names: list[str]) -> str:
    words = (f"{name} {said(data[name])}" for name in names if name in data)
    return ", ".join(words) or "nothing"
