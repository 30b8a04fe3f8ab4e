"""Meetings: the ones that teams recorded, and the actions that came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from okrctl.model.entry import Entry
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a team: its day, what was written down, and the entry that says so."""

    team: str
    cycle: str
    day: date
    entry: Entry


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody took on in a meeting; `due` is none where no day was said."""

    id: str
    who: str
    what: str
    due: date | None
    meeting: Meeting
    done: Entry | None = None
    """The entry that last said it is done; none while it is open."""


def meetings(workspace: Workspace, day: date, team: str = "") -> tuple[Meeting, ...]:
    """The meetings held up to a day, of one team or of all, in the order of their days."""
    found = [m for m in _meetings(workspace, day) if m.day <= day and team in ("", m.team)]
    return tuple(sorted(found, key=lambda meeting: (meeting.day, meeting.entry.order)))


def actions(workspace: Workspace, day: date, team: str = "") -> tuple[Action, ...]:
    """The actions of meetings up to a day, the oldest first; open ones and those that are done."""
    said = _last_words(workspace, day)
    return tuple(
        _action(one, meeting, said)
        for meeting in meetings(workspace, day, team)
        for one in listed(meeting.entry)
    )


def listed(entry: Entry) -> tuple[dict[str, str], ...]:
    """The actions that an entry lists, as they were written."""
    found = entry.fields.get("actions")
    return tuple(found) if isinstance(found, (list, tuple)) else ()


def _meetings(workspace: Workspace, day: date) -> Iterator[Meeting]:
    for entry in _of_teams(workspace, day):
        if entry.has("meeting"):
            team, _, cycle = entry.subject.partition(":")
            held = date.fromisoformat(entry.text("meeting"))
            yield Meeting(workspace.team_name(team), cycle, held, entry)


def _last_words(workspace: Workspace, day: date) -> dict[str, Entry]:
    """For each action of which anything was said since, the last entry that did."""
    return {e.text("action"): e for e in _of_teams(workspace, day) if e.has("action")}


def _of_teams(workspace: Workspace, day: date) -> list[Entry]:
    """The entries in force about teams as of a day, in their order."""
    journal = workspace.journal
    subjects = dict.fromkeys(entry.subject for entry in journal.entries if entry.kind == "team")
    found = (entry for subject in subjects for entry in journal.about(subject, day))
    return sorted(found, key=lambda entry: entry.order)


def _action(one: dict[str, str], meeting: Meeting, said: dict[str, Entry]) -> Action:
    due = date.fromisoformat(one["due"]) if "due" in one else None
    last = said.get(one["id"])
    done = last if last and last.fields.get("done") is True else None
    return Action(one["id"], one["who"], one["what"], due, meeting, done)
