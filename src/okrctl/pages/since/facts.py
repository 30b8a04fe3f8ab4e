"""Then and now for programs: facts, and a row for each objective."""

from __future__ import annotations

from collections import Counter

from okrctl.measure.state import KeyResultState
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import cycle_facts, day
from okrctl.pages.header import Basis
from okrctl.pages.since.moves import WAYS, Goal, Move, Since, progress
from okrctl.pages.standings import frame
from okrctl.pages.words import sorted_flags

RECORD = (
    "change", "address", "state_then", "state_now", "progress_then", "progress_now", "points",
    "weakest", "owner", "title",
)  # fmt: skip


def record(move: Move) -> tuple[Cell, ...]:
    """An objective as a row for programs."""
    goal = move.goal
    return (
        move.way,
        str(goal.address),
        move.then.state if move.then else None,
        move.now.state if move.now else None,
        progress(move.then),
        progress(move.now),
        move.points,
        weakest(move.now),
        owner(goal),
        title(goal),
    )


def since_facts(since: Since, basis: Basis) -> dict[str, Fact]:
    """Everything on the page, exact, and what each key result did."""
    now, then = since.now, since.then
    counts = Counter(move.way for move in since.moves)
    return frame(now.workspace, now.state.as_of, basis) | {
        "cycle": cycle_facts(now.state.cycle, now.state.as_of),
        "filters": since.filters.facts(),
        "then": {
            "as_of": day(then.state.as_of),
            "commit": then.commit or None,
            "instead": then.instead or None,
        },
        "counts": {way: counts[way] for way in WAYS},
        "objectives": [
            move_facts(move, since) | {"key_results": [move_facts(kr, since) for kr in move.below]}
            for move in since.moves
        ],
    }


def move_facts(move: Move, since: Since) -> dict[str, Fact]:
    """A goal and what it did."""
    old = str(move.then.address) if move.then else None
    address = str(move.goal.address)
    return {
        "address": address,
        "old_address": old if old != address else None,
        "title": title(move.goal),
        "owner": owner(move.goal, since),
        "change": move.way,
        "points": move.points,
        "then": standing(move.then),
        "now": standing(move.now),
    }


def standing(goal: Goal | None) -> Fact:
    """Where a goal stands on one of the days; none where there is none."""
    if goal is None:
        return None
    part = goal if isinstance(goal, KeyResultState) else goal.weakest
    return {
        "state": goal.state,
        "flags": sorted_flags(goal.flags),
        "progress": progress(goal),
        "weakest": weakest(goal),
        "ratio": part.judgement.ratio if part else None,
        "confidence": part.confidence if part else None,
    }


def title(goal: Goal) -> str:
    """What a goal says."""
    return goal.key_result.title if isinstance(goal, KeyResultState) else goal.objective.title


def owner(goal: Goal, since: Since | None = None) -> str | None:
    """Who answers for a goal; for a key result its workspace must say."""
    if not isinstance(goal, KeyResultState):
        return goal.owner or None
    return since.now.workspace.owner(goal.key_result) or None if since else None


def weakest(goal: Goal | None) -> str | None:
    """The id of the key result that an objective's state is that of."""
    if goal is None or isinstance(goal, KeyResultState) or goal.weakest is None:
        return None
    return goal.weakest.key_result.id
