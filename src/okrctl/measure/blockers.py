"""Blockers: what holds a goal up, from the entry that says so to the one that closes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okrctl.measure.aggregates import length_in_days
from okrctl.measure.rhythm import check_in_cadence
from okrctl.measure.state import ObjectiveState
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

EXCUSED_CADENCES = 2
"""After so many cadences, whoever could help has heard of it twice."""


def open_blockers(entries: Sequence[Entry], journal: Journal) -> tuple[Entry, ...]:
    """The entries in force that open a blocker which no later one closes.

    A corrected blocker is closed under the id of either entry.
    """
    opened = [entry for entry in entries if "blocked" in entry.fields and entry.text("blocked")]
    if not opened:
        return ()
    named = (entry.text("unblocked") for entry in entries if entry.has("unblocked"))
    closed = {journal.original(journal.by_id[name]) for name in named if name in journal.by_id}
    return tuple(entry for entry in opened if journal.original(entry) not in closed)


def open_asks(entries: Sequence[Entry], journal: Journal) -> tuple[Entry, ...]:
    """The entries in force that ask for support which no later one says was given.

    A corrected request is met under the id of either entry.
    """
    asked = [entry for entry in entries if entry.has("support")]
    if not asked:
        return ()
    named = (entry.text("supported") for entry in entries if entry.has("supported"))
    given = {journal.original(journal.by_id[name]) for name in named if name in journal.by_id}
    return tuple(entry for entry in asked if journal.original(entry) not in given)


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """What blocks a goal on a day, since when, and for how long that is excused.

    `entry` is in force; `first` opened it, and is another where it was corrected.
    """

    goal: Objective | KeyResult
    entry: Entry
    first: Entry
    owner: str
    since: date
    """The day it was opened, or on which the workspace adopted okrctl."""
    days: int
    """Days since then."""
    excused: int
    """So many days two cadences are."""

    @property
    def too_long(self) -> bool:
        """Whether it has been open for longer than two cadences."""
        return self.days > self.excused

    @property
    def too_long_from(self) -> date:
        """The first day on which it is."""
        return self.since + timedelta(self.excused + 1)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """Teams and what is asked of each, in the same breath."""
        return asked_in(self.entry)


def blockers_of(state: ObjectiveState, workspace: Workspace, day: date) -> Iterator[OpenBlocker]:
    """The open blockers of an objective and of its key results that were not let go."""
    objective, journal = state.objective, workspace.journal
    adopted = workspace.settings.adopted or date.min
    excused = EXCUSED_CADENCES * length_in_days(check_in_cadence(workspace, objective))
    pairs: list[tuple[Objective | KeyResult, Entry]] = [(objective, e) for e in state.blockers]
    pairs += [(kr.key_result, b.entry) for kr in state.key_results if not kr.left_out
              for b in kr.blockers]  # fmt: skip
    for goal, entry in pairs:
        first = journal.by_id.get(journal.original(entry), entry)
        since = max(first.day, adopted)
        yield OpenBlocker(
            goal,
            entry,
            first,
            workspace.owner(goal),
            since,
            (day - since).days,
            int(excused),
        )


def asked_in(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The teams that an entry asks, and what it asks of each."""
    listed = entry.fields.get("support")
    asked = listed if isinstance(listed, (list, tuple)) else ()
    return tuple((str(one["team"]), str(one["need"])) for one in asked)
