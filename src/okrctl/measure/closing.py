"""Closing: what an objective of an ended cycle still lacks before it is history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from okrctl.measure.outcomes import is_left_out
from okrctl.measure.score import grading
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Lack = Literal["score", "lesson", "decision"]


def lacks(objective: Objective, workspace: Workspace, day: date) -> tuple[Lack, ...]:
    """What an objective has not been given by a day; nothing where it was dropped in time.

    A score is its own or that of all its key results; a lesson may be its team's.
    """
    return tuple(_lacks(objective, workspace, day))


def _lacks(objective: Objective, workspace: Workspace, day: date) -> Iterator[Lack]:
    entries = workspace.journal.about(str(objective.address), day)
    outcome = next((entry for entry in reversed(entries) if entry.has("outcome")), None)
    cycle = workspace.cycle_of(objective.address)
    if outcome and outcome.day < cycle.last and is_left_out(objective, workspace, day):
        return
    if grading(entries) is None and not _graded_in_parts(objective, workspace, day):
        yield "score"
    names = {workspace.team_name(objective.address.team), objective.address.team}
    told = (e for name in names for e in workspace.journal.about(f"{name}:{cycle.name}", day))
    if not any(entry.has("learned") for entry in (*entries, *told)):
        yield "lesson"
    if outcome is None:
        yield "decision"


def _graded_in_parts(objective: Objective, workspace: Workspace, day: date) -> bool:
    """Whether each key result that was not dropped or deferred has a grade."""
    results = [kr for kr in objective.key_results if not is_left_out(kr, workspace, day)]
    return bool(results) and all(grading(workspace.journal.about(str(kr.address), day))
                                 for kr in results)  # fmt: skip
