"""The score before and after a change of goals, with the same check-ins.

Both sides are measured with every entry that the base had, and those that the change brings: what
differs then is owed to the goals, or to entries that were edited or deleted, and to no progress.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from okrctl.changes.match import Matched
from okrctl.measure.measure import measure
from okrctl.measure.state import GaugeState, KeyResultState, ObjectiveState, State
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shift:
    """The progress of a goal and its state, before and after; none where it is not measured."""

    address: str
    before: Decimal | None
    after: Decimal | None
    state_before: str
    state_after: str

    @property
    def gain(self) -> Decimal:
        """How much it rose without new progress."""
        if self.before is None or self.after is None:
            return Decimal(0)
        return self.after - self.before

    @property
    def moved(self) -> bool:
        """Whether anything became another."""
        return (self.before, self.state_before) != (self.after, self.state_after)


@dataclass(frozen=True)
class Rescore:
    """Where goals stand on a day by the words of the base, and by those of the head."""

    matched: Matched
    day: date
    cycles: frozenset[str]
    """The cycles that are measured."""
    adrift: tuple[Entry, ...] = ()
    """Entries of the head about goals that only the base has."""

    @cached_property
    def before(self) -> Mapping[str, ObjectiveState | KeyResultState]:
        """States by the base's goals, by the base's addresses."""
        return dict(_states(self._base, self.day, self.cycles))

    @cached_property
    def after(self) -> Mapping[str, ObjectiveState | KeyResultState]:
        """States by the head's goals."""
        return dict(_states(self.matched.head, self.day, self.cycles))

    @cached_property
    def objectives(self) -> tuple[Shift, ...]:
        """The objectives that are on both sides and stand elsewhere, the largest gain first."""
        pairs = self.matched.objectives.pairs
        shifts = (self.shift(str(p.before.address), str(p.after.address)) for p in pairs)
        moved = [shift for shift in shifts if shift is not None and shift.moved]
        return tuple(sorted(moved, key=lambda shift: (-shift.gain, shift.address)))

    def shift(self, old: str, new: str) -> Shift | None:
        """What became of a goal or a KPI; none where neither side measures it."""
        if new.startswith("kpi:"):
            return self._gauge_shift(old, new)
        before, after = self.before.get(old), self.after.get(new)
        if before is None and after is None:
            return None
        return Shift(new, _share(before), _share(after), _state(before), _state(after))

    def _gauge_shift(self, old: str, new: str) -> Shift | None:
        sides = ((self._base_state, old), (self._head_state, new))
        found = [_gauge(state, address.removeprefix("kpi:")) for state, address in sides]
        health = [gauge.health if gauge else "" for gauge in found]
        return Shift(new, None, None, health[0], health[1]) if any(found) else None

    @cached_property
    def _base_state(self) -> State:
        return measure(self._base, self.day)

    @cached_property
    def _head_state(self) -> State:
        return measure(self.matched.head, self.day)

    @cached_property
    def _base(self) -> Workspace:
        """The base with the entries that are new in the head, under the base's names."""
        base, head = self.matched.base, self.matched.head
        old_names = {now: old for old, now in self.matched.renamed.items()}
        known = base.journal.by_id
        added = (
            entry._replace(subject=old_names.get(entry.subject, entry.subject))
            for entry in (*head.journal.entries, *self._left_behind)
            if entry.id not in known
        )
        return replace(base, journal=Journal.of_entries((*base.journal.entries, *added)))

    @property
    def _left_behind(self) -> Iterator[Entry]:
        known = self.matched.base.by_address
        return (entry for entry in self.adrift if entry.subject in known)


def _states(
    workspace: Workspace, day: date, cycles: Iterable[str]
) -> Iterator[tuple[str, ObjectiveState | KeyResultState]]:
    for name in sorted(cycles):
        cycle = workspace.calendars.cycle(name)
        if cycle is not None:
            yield from measure(workspace, day, cycle).by_address.items()


def _share(state: ObjectiveState | KeyResultState | None) -> Decimal | None:
    if isinstance(state, ObjectiveState):
        return state.progress
    return state.progress.share if state else None


def _state(state: ObjectiveState | KeyResultState | None) -> str:
    return state.state if state else ""


def _gauge(state: State, kpi_id: str) -> GaugeState | None:
    return next((gauge for gauge in state.gauges if gauge.id == kpi_id), None)
