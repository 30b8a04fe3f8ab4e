"""`okrctl close` on a terminal: the walk with its draft, and what was said handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.draft import Draft, draft_file, kept_draft
from okrctl.cli.checkin.question import Answers
from okrctl.cli.checkin.screen import draw, with_keys
from okrctl.cli.closing.cases import Case
from okrctl.cli.closing.heads import objective_heads, team_heads
from okrctl.cli.closing.questions import OfTeam, verdict_of
from okrctl.cli.closing.sheet import Retrospective
from okrctl.cli.closing.walk import Step, Walk
from okrctl.cli.context import Context
from okrctl.cli.prompts import Prompts
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle
    from okrctl.pages.blocks import Line

Finish = Callable[[Sequence[Retrospective]], bool]
"""Records what was said; whether it was recorded."""


def walked(here: Context, desk: Desk, cycle: Cycle, cases: Sequence[Case], finish: Finish) -> None:
    """Ask, hand on what was said, and forget the draft once it is recorded."""
    goes_on = f"okrctl close {cycle.name}"
    steps = steps_of(desk, cycle, cases)
    walk = Walk(here, steps, begun(here, cycle, steps), goes_on)
    draw(here, header(here, cycle, cases))
    if walk.is_through:
        walk.back()
    told = told_by(cases, walk.take())
    try:
        recorded = finish(told)
    except (Interrupted, KeyboardInterrupt):
        raise Interrupted("nothing was written", f"{goes_on} goes on") from None
    if recorded:
        let_go(walk.draft, steps)


def let_go(draft: Draft, steps: Sequence[Step]) -> None:
    """Forget the answers of these steps; those of another team's run are kept."""
    for step in steps:
        draft.answers.pop(step.name, None)
    if draft.said:
        draft.keep()
    else:
        draft.forget()


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


def begun(here: Context, cycle: Cycle, steps: Sequence[Step]) -> Draft:
    """The draft of an earlier run, where it answers any of this and the person goes on with it."""
    of = f"close {cycle.name}"
    kept = kept_draft(here.root, of)
    if kept is None or kept.who != here.who:
        return Draft(draft_file(here.root, of), here.who)
    answered = any(kept.answers.get(step.name) for step in steps)
    question = f"Go on with the draft of closing {cycle.name}?"
    if answered and not Prompts(here.terminal).confirm(question):
        let_go(kept, steps)
    return kept


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
