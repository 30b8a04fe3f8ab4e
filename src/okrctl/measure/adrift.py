"""Adrift: goals of which nobody speaks any more, or that their owner has given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from okrctl.measure.aggregates import length_in_days
from okrctl.measure.outcomes import is_left_out
from okrctl.measure.rhythm import check_in_cadence
from okrctl.measure.state import KeyResultState, ObjectiveState
from okrctl.model.entry import CHECK_IN, Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

SILENT_CADENCES = 3
"""After so many cadences without a word, silence is an answer."""
DOUBTS, DOUBT = 3, 2
"""So many confidences in a row, of no more than this, say that a goal is given up."""


@dataclass(frozen=True, slots=True)
class Silence:
    """For how many days nobody has checked in on an objective, and since when that is too long."""

    days: int
    since: date


def silence(state: ObjectiveState, workspace: Workspace, day: date) -> Silence | None:
    """The silence around an objective, once it is longer than three cadences; else none."""
    objective = state.objective
    waiting = [kr for kr in state.key_results
               if not (kr.left_out or kr.progress.done or kr.key_result.carried)]  # fmt: skip
    if not waiting or is_left_out(objective, workspace, day):
        return None
    adopted = workspace.settings.adopted or date.min
    goals: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
    said = (e.day for of in goals for e in _judged(of, workspace, day) if _is_check_in(e))
    last = max((max(workspace.starts(objective), adopted), *said))
    excused = SILENT_CADENCES * length_in_days(check_in_cadence(workspace, objective))
    days = (day - last).days
    return Silence(days, last + timedelta(int(excused) + 1)) if days > excused else None


def given_up(state: KeyResultState, workspace: Workspace, day: date) -> tuple[Entry, ...]:
    """The last three confidences of a key result where all of them are 2 or less; else none."""
    if state.left_out or state.progress.done:
        return ()
    said = _judged(state.key_result, workspace, day)
    last = [entry for entry in said if entry.confidence is not None][-DOUBTS:]
    low = len(last) == DOUBTS and all((entry.confidence or 0) <= DOUBT for entry in last)
    return tuple(last) if low else ()


def _judged(of: Objective | KeyResult, workspace: Workspace, day: date) -> Iterator[Entry]:
    """The entries about a goal that are in force, since okrctl was adopted."""
    adopted = workspace.settings.adopted or date.min
    return (e for e in workspace.journal.about(str(of.address), day) if e.day >= adopted)


def _is_check_in(entry: Entry) -> bool:
    return not CHECK_IN.isdisjoint(entry.fields) or entry.has("note")
