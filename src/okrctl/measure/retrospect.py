"""Retrospect: how a cycle ended, by objective and by team, and beside the cycles before it.

docs/method.md, "Closing".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import Literal

from okrctl.measure.calibration import Calibration, calibration
from okrctl.measure.discipline import Discipline, discipline
from okrctl.measure.measure import measure
from okrctl.measure.moves import Moved, kpis_of, moved
from okrctl.measure.state import KeyResultState, ObjectiveState, State, TeamState
from okrctl.model.calendar import Cycle
from okrctl.model.entry import Entry
from okrctl.model.kinds import Move
from okrctl.model.objective import Objective
from okrctl.model.values import CONTEXT, Share, mean
from okrctl.model.workspace import Workspace

Zone = Literal["stretch", "target", "commit", "below", "not measured"]
ZONES: tuple[Zone, ...] = ("stretch", "target", "commit", "below", "not measured")
Attained = Literal["", "too easy", "too far"]

TOO_FAR = Decimal("0.4")
"""A mean score below this over the cycles says that targets lie too far."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an objective ended: its state, what was decided and learned, how often it went on."""

    state: ObjectiveState
    decision: str
    lessons: tuple[str, ...]
    carried: int
    """Through how many cycles before this one it came."""


@dataclass(frozen=True, slots=True)
class TeamEnd:
    """How a team's cycle ended, and its score in this cycle and in those before it.

    `scores` are (cycle, mean of its objectives' scores), the oldest first; cycles without a score
    are left out.
    """

    team: str
    title: str
    closed: bool
    objectives: tuple[Ended, ...]
    scores: tuple[tuple[str, Share], ...]
    kinds: Mapping[str, int]
    discipline: Discipline
    lessons: tuple[str, ...] = ()
    missing: str = ""
    """What would be missing, had it hit all of these."""

    @property
    def attained(self) -> Attained:
        """What its scores over the cycles say: always 1 is too easy, under 0.4 too far."""
        scores = [score for _, score in self.scores]
        if len(scores) > 1 and all(score == 1 for score in scores):
            return "too easy"
        average = mean([(Decimal(1), score) for score in scores])
        return "too far" if average is not None and average < TOO_FAR else ""


@dataclass(frozen=True, slots=True)
class Retrospect:
    """A cycle looked back on, as of a day."""

    state: State
    teams: tuple[TeamEnd, ...]
    moved: tuple[Moved, ...]
    calibration: Calibration
    """What was foreseen at mid-cycle of the key results of teams that have closed it."""

    @property
    def cycle(self) -> Cycle:
        """The cycle."""
        return self.state.cycle

    @property
    def objectives(self) -> tuple[Ended, ...]:
        """All objectives, team by team."""
        return tuple(one for team in self.teams for one in team.objectives)


def retrospect(workspace: Workspace, as_of: date, cycle: Cycle) -> Retrospect:
    """How a cycle ended by what is known on a day; one that still runs, as far as it has come."""
    state = measure(workspace, as_of, cycle)
    before = [measure(workspace, as_of, one) for one in cycles_up_to(workspace, cycle)]
    with localcontext(CONTEXT):
        calls = calibration(workspace, as_of).calls
        teams = tuple(_team(team, state, [*before, state], workspace) for team in state.teams)
    objectives = [one.objective for one in state.objectives]
    return Retrospect(
        state,
        teams,
        tuple(moved(kpis_of(objectives, workspace), workspace, cycle, as_of)),
        Calibration(tuple(c for c in calls if c.address.objective.cycle == cycle.name)),
    )


def cycles_up_to(workspace: Workspace, cycle: Cycle) -> list[Cycle]:
    """The cycles of about the same length that ended before one began, the oldest first."""
    found = (one for one in workspace.cycles.values() if one.last < cycle.first)
    alike = (one for one in found if one.days < 2 * cycle.days and cycle.days < 2 * one.days)
    return sorted(alike, key=lambda one: (one.last, one.name))


def score_of(team: TeamState) -> Share | None:
    """The weighted mean of the scores of a team's objectives; none where none has one."""
    return mean([(o.objective.weight, o.score.grade) for o in team.objectives if o.score])


def zone_of(state: KeyResultState) -> Zone:
    """Where a key result ended: of zones the one that was said, of numbers the one reached."""
    said = state.history.last(frozenset({"zone"}))
    if said is not None:
        return next((zone for zone in ZONES[:3] if zone == said.text("zone")), "below")
    if state.progress.share is None:
        return "not measured"
    kr, latest = state.key_result, state.history.latest
    if isinstance(kr, Move) and latest is not None and kr.rises is not None:
        posts: tuple[tuple[Zone, Decimal | None], ...] = (
            ("stretch", kr.stretch),
            ("target", kr.target if isinstance(kr.target, Decimal) else None),
            ("commit", kr.commit),
        )
        for zone, post in posts:
            if post is not None and (latest.value >= post if kr.rises else latest.value <= post):
                return zone
        return "below"
    return "target" if state.progress.done else "below"


def times_carried(objective: Objective, workspace: Workspace) -> int:
    """Through how many earlier cycles an objective came; a loop of them ends where it began."""
    seen = {str(objective.address)}
    while objective.continues is not None:
        cycles = tuple(workspace.directory.goals)
        found = workspace.directory.goal(objective.continues, cycles).address
        before = workspace.objective(str(found)) if found is not None else None
        if before is None or str(before.address) in seen:
            return len(seen) - 1 + (before is None)
        seen.add(str(before.address))
        objective = before
    return len(seen) - 1


def ended(state: ObjectiveState, workspace: Workspace, as_of: date) -> Ended:
    """How an objective ended by what is known on a day."""
    entries = workspace.journal.about(str(state.address), as_of)
    outcomes = (entry.text("outcome") for entry in reversed(entries) if entry.has("outcome"))
    return Ended(
        state,
        next(outcomes, ""),
        tuple(lessons(entries)),
        times_carried(state.objective, workspace),
    )


def lessons(entries: Sequence[Entry]) -> Iterator[str]:
    """What the last entry with a lesson says was learned."""
    said = next((e.fields["learned"] for e in reversed(entries) if e.has("learned")), ())
    yield from (str(one) for one in (said if isinstance(said, (list, tuple)) else (said,)))


def _team(team: TeamState, state: State, states: Sequence[State], workspace: Workspace) -> TeamEnd:
    entries = workspace.journal.about(f"{team.team}:{state.cycle.name}", state.as_of)
    scores = ((one.cycle.name, score_of(of)) for one in states for of in one.teams
              if of.team == team.team)  # fmt: skip
    results = [kr for objective in team.objectives for kr in objective.key_results]
    closing = [entry for entry in entries if entry.has("closed")]
    return TeamEnd(
        team.team,
        team.title,
        all(workspace.is_closed(one.address, state.as_of) for one in team.objectives),
        tuple(ended(one, workspace, state.as_of) for one in team.objectives),
        tuple((name, score) for name, score in scores if score is not None),
        Counter(kr.key_result.kind for kr in results),
        discipline(results, workspace),
        tuple(lessons(entries)),
        closing[-1].note if closing else "",
    )
