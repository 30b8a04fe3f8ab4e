"""`okrctl close` on a terminal: the walk with its draft, and what was said handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.question import Answers
from okrctl.cli.checkin.screen import draw, with_keys
from okrctl.cli.checkin.steps import Step, StepWalk, begun, let_go, walked_through
from okrctl.cli.closing.cases import Case
from okrctl.cli.closing.heads import objective_heads, team_heads
from okrctl.cli.closing.questions import OfTeam, verdict_of
from okrctl.cli.closing.sheet import Retrospective
from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle
    from okrctl.pages.blocks import Line

Finish = Callable[[Sequence[Retrospective]], bool]
"""Records what was said; whether it was recorded. Raises `WentBack` at the last question."""


def walked(here: Context, desk: Desk, cycle: Cycle, cases: Sequence[Case], finish: Finish) -> None:
    """Ask, hand on what was said, and forget the draft once it is recorded."""
    goes_on = f"okrctl close {cycle.name}"
    steps = steps_of(desk, cycle, cases)
    names = [step.name for step in steps]
    question = f"Go on with the draft of closing {cycle.name}?"
    draft = begun(here, goes_on.removeprefix("okrctl "), names, question)
    walk = StepWalk(here, steps, draft, goes_on)
    draw(here, header(here, cycle, cases))
    if walk.is_through:
        walk.back()
    if walked_through(walk, lambda answers: finish(told_by(cases, answers))):
        let_go(draft, names)


def steps_of(desk: Desk, cycle: Cycle, cases: Sequence[Case]) -> list[Step]:
    """Every objective of a team and then the team itself, team by team."""
    count = sum(len(case.objectives) for case in cases)
    steps: list[Step] = []
    for case in cases:
        for one in case.objectives:
            nth = 1 + sum("/" in step.name for step in steps)
            heads = objective_heads(desk, cycle, one, f"{nth} of {count}")
            steps.append(Step(str(one.of.address), one, heads))
        last = OfTeam(case.team, case.lesson, last=case is cases[-1])
        steps.append(Step(case.team, last, team_heads(case.title)))
    return steps


def header(here: Context, cycle: Cycle, cases: Sequence[Case]) -> Line:
    """`Closing 2026-Q4 · mira · 3 objectives of 2 teams`."""
    from okrctl.pages.numbers import plural

    goals = plural(sum(len(case.objectives) for case in cases), "objective")
    what = f" · {goals} of {plural(len(cases), 'team')}"
    return with_keys(here, f"Closing {cycle.name}", f" · {here.who}{what}", skips=False)


def told_by(cases: Sequence[Case], answers: Mapping[str, Answers]) -> tuple[Retrospective, ...]:
    """What the answers say of each team; what would be missing is said with the first."""
    missing = answers[cases[-1].team].get("missing", "")
    return tuple(
        Retrospective(
            case.team,
            tuple(verdict_of(one, answers[str(one.of.address)]) for one in case.objectives),
            answers[case.team]["learned"],
            missing if case is cases[0] else "",
        )
        for case in cases
    )
