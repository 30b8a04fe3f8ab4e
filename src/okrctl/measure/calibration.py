"""Calibration: what was foreseen at mid-cycle against what came, over closed cycles.

A stated confidence of 7 is right if seven of ten such goals are reached. The Brier score says how
near that was: the mean square of foreseen minus reached, 0 at best, 0.25 for "5 of 10" each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from okrctl.measure.forecast import Forecast, way_of
from okrctl.measure.measure import measure
from okrctl.measure.state import KeyResultState, State
from okrctl.model.address import KeyResultAddress
from okrctl.model.calendar import Cycle
from okrctl.model.entry import Entry
from okrctl.model.values import CONTEXT, Share, mean
from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """What was foreseen of a key result at mid-cycle, and whether it then reached its target.

    `confidence` and `chance` are 0 to 1, none where nothing was stated, or nothing forecast.
    """

    address: KeyResultAddress
    team: str
    confidence: Share | None
    chance: Share | None
    reached: bool


@dataclass(frozen=True, slots=True)
class Brier:
    """A Brier score and how many calls it rests on; no score where there are none."""

    score: Share | None
    count: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Calls in the order of cycles and goals, with the Brier score of what was foreseen in each."""

    calls: tuple[Call, ...]

    @property
    def stated(self) -> Brier:
        """The score of stated confidence."""
        return brier([(call.confidence, call.reached) for call in self.calls])

    @property
    def forecast(self) -> Brier:
        """The score of the forecast's chance."""
        return brier([(call.chance, call.reached) for call in self.calls])

    @property
    def both(self) -> Calibration:
        """The calls of which both were known, so that the two scores compare."""
        return Calibration(
            tuple(c for c in self.calls if c.confidence is not None and c.chance is not None)
        )

    @property
    def teams(self) -> dict[str, Calibration]:
        """The calls of each team, in the order in which teams first appear."""
        names = dict.fromkeys(call.team for call in self.calls)
        return {
            name: Calibration(tuple(call for call in self.calls if call.team == name))
            for name in names
        }


def calibration(workspace: Workspace, as_of: date, person: str | None = None) -> Calibration:
    """The calls of all closed cycles as of a day; with a person only those that person stated.

    A cycle counts for each team that has closed it, and of it each key result that goes to a
    number and was neither dropped nor deferred. A person's own calls are for that person's eyes.
    """
    with localcontext(CONTEXT):
        calls = tuple(
            call
            for cycle in sorted(workspace.cycles.values(), key=lambda c: (c.last, c.first, c.name))
            for call in _calls(workspace, cycle, as_of, person)
        )
    return Calibration(calls)


def brier(foreseen: Sequence[tuple[Share | None, bool]]) -> Brier:
    """The Brier score of (chance, came true) pairs; those without a chance are left out."""
    squares = [
        (Decimal(1), (chance - Decimal(came)) ** 2)
        for chance, came in foreseen
        if chance is not None
    ]
    return Brier(mean(squares), len(squares))


def middle(cycle: Cycle) -> date:
    """The last day of a cycle's first half; of an odd number of days the one in the middle."""
    return cycle.first + timedelta((cycle.days - 1) // 2)


def _calls(workspace: Workspace, cycle: Cycle, as_of: date, person: str | None) -> Iterator[Call]:
    """What was foreseen of one cycle's key results, where it is known how they ended."""
    if middle(cycle) >= as_of:
        return
    halfway = measure(workspace, middle(cycle), cycle)
    for team, end in _ended(measure(workspace, as_of, cycle)):
        then = halfway.by_address[str(end.address)]
        assert isinstance(then, KeyResultState)  # noqa: S101 - the same goals on both days
        said = _stated(then.history.entries)
        if person is not None and (said is None or said.who != person):
            continue
        yield Call(
            address=end.address,
            team=team,
            confidence=Decimal(said.confidence or 0) / 10 if said else None,
            chance=then.forecast.chance if isinstance(then.forecast, Forecast) else None,
            reached=end.progress.done,
        )


def _ended(state: State) -> Iterator[tuple[str, KeyResultState]]:
    """The closed key results of a state that go to a number, by team, in the order of addresses."""
    for team in state.teams:
        parts = [kr for objective in team.objectives for kr in objective.key_results]
        closed = [kr for kr in parts if kr.state == "closed" and way_of(kr.key_result)]
        yield from ((team.team, kr) for kr in sorted(closed, key=lambda kr: str(kr.address)))


def _stated(entries: Sequence[Entry]) -> Entry | None:
    """The last entry that states a confidence."""
    return next((entry for entry in reversed(entries) if entry.confidence is not None), None)
