"""Each goal held against itself on an earlier day: what its state and its progress did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from okrctl.changes.match import Matched
from okrctl.measure.state import RANK, KeyResultState, ObjectiveState, State, StateName
from okrctl.model.workspace import Workspace
from okrctl.pages.filters import Filters

Way = Literal["worse", "better", "first news", "ended", "new", "gone", "unread", "as before"]
UNTOLD = frozenset({"no data", "too early"})
ENDED = frozenset({"closed", "dropped", "deferred"})
WAYS: Mapping[Way, str] = {
    "worse": "GOT WORSE", "better": "GOT BETTER", "first news": "FIRST NEWS",
    "ended": "ENDED", "new": "NEW", "gone": "GONE",
    "unread": "COULD NOT BE READ ON ONE OF THE DAYS", "as before": "STATE AS BEFORE",
}  # fmt: skip
"""The ways in the order of the screen, and their headings."""

Goal = ObjectiveState | KeyResultState


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two days: where everything stood, by which files."""

    state: State
    workspace: Workspace
    commit: str = ""
    """The commit of the files; empty for those on disk."""
    instead: str = ""
    """Why these are today's files and not those of that day; empty where they are of that day."""


@dataclass(frozen=True, slots=True)
class Move:
    """A goal then and now; none on a side where there was none, or where nobody could read it."""

    goal: Goal
    """The goal as it is now, else as it was."""
    then: Goal | None
    now: Goal | None
    way: Way
    below: tuple[Move, ...] = field(default=())
    """The same for each key result of an objective."""

    @property
    def points(self) -> Decimal | None:
        """The share gained; none where a side has no progress."""
        before, after = progress(self.then), progress(self.now)
        return None if before is None or after is None else after - before

    @property
    def order(self) -> tuple[int, int, Decimal, str]:
        """Sort key: by way, the worst state first, and among those what lost most."""
        state = self.goal.state
        rank = RANK.index(state) if state in RANK else len(RANK)
        return [*WAYS].index(self.way), rank, self.points or Decimal(0), str(self.goal.address)


@dataclass(frozen=True)
class Since:
    """Two days of one cycle, and which goal of the one is which of the other."""

    then: Side
    now: Side
    filters: Filters = field(default_factory=Filters)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What every objective did that passes the filters: what changed its state comes first.

        The filters ask for what it is now; of what is gone, for what it was.
        """
        return tuple(sorted((*self._there(), *self._gone()), key=lambda move: move.order))

    @cached_property
    def matched(self) -> Matched:
        """Which goal of then is which of now: by address, alias or likeness."""
        return Matched(self.then.workspace, self.now.workspace)

    def _there(self) -> Iterator[Move]:
        for objective in self.now.state.objectives:
            if self.filters.shows(objective, self.now.workspace):
                parts = tuple(self._now(kr) for kr in objective.key_results)
                yield replace(self._now(objective), below=parts)

    def _gone(self) -> Iterator[Move]:
        renamed = self.matched.renamed
        for objective in self.then.state.objectives:
            address = str(objective.address)
            stays = renamed.get(address, "") in self.now.state.by_address
            if not stays and self.filters.shows(objective, self.then.workspace):
                broken = address in self.now.workspace.broken
                yield Move(objective, objective, None, "unread" if broken else "gone")

    def _now(self, goal: Goal) -> Move:
        address = str(goal.address)
        before = self.then.state.by_address.get(self._old_names.get(address, address))
        if before is not None:
            return Move(goal, before, goal, turned(before.state, goal.state))
        broken = address.partition("#")[0] in self.then.workspace.broken
        return Move(goal, None, goal, "unread" if broken else "new")

    @cached_property
    def _old_names(self) -> Mapping[str, str]:
        return {now: old for old, now in self.matched.renamed.items()}


def turned(then: StateName, now: StateName) -> Way:
    """Which way a state went. First news is neither better nor worse; no news any more is worse."""
    if then == now:
        return "as before"
    if now in ENDED:
        return "ended"
    if then in UNTOLD:
        return "first news"
    worse = then in ENDED or now in UNTOLD or RANK.index(now) < RANK.index(then)
    return "worse" if worse else "better"


def progress(goal: Goal | None) -> Decimal | None:
    """The progress of a goal; none where there is no goal, or no progress."""
    if isinstance(goal, KeyResultState):
        return goal.progress.share
    return goal.progress if goal else None
