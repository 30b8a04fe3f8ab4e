"""Rules of the end: what ended is scored and decided upon, and a score says why it is one."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.closing import lacks
from okrctl.measure.rhythm import grace
from okrctl.measure.score import Score
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule(
    "OKR506",
    severity="error",
    by_clock=True,
    rests_on=f"{_DASHBOARD}: a cadence in place of post-mortems",
)
def ended_without_closing(objective: Objective, view: View) -> Iterator[Problem]:
    """A cycle has ended, and an objective has no score, no lesson or no decision.

    Once the grace has passed, each objective has a grade, its own or that of its key results; what
    was learned, said of it or by its team; and whether to keep, change or drop it. Cycles that
    ended before `adopted`, and those that the team has closed, are history. Only the clock breaks
    this rule, so it says nothing of a change under review. `okrctl close` asks for all of it.

    Bad:
        # as of 2026-10-08
        # goals/2026-Q3/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in June.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # as of 2026-10-08
        # goals/2026-Q3/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in June.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q3/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-10-02T14:03:21Z", "who": "mira", "objective": "ops/calm", "day": "2026-09-30", "grade": 0.6, "outcome": "keep", "learned": "Half of the pages came from one alert"}
    """  # noqa: E501 - an entry is one line
    cycle = view.workspace.cycle_of(objective.address)
    judged = cycle.last >= view.measured.adopted and not objective.draft
    if judged and view.today > cycle.last + grace(view.workspace):
        missing = [f"no {lack}" for lack in lacks(objective, view.workspace, view.today)]
        if missing:
            yield Problem(
                "",
                "{cycle} ended on {day}, and this objective has {missing}",
                help=f"okrctl close {cycle.name} asks for it; --sheet prints what to fill in",
                cycle=cycle.name,
                day=cycle.last.isoformat(),
                missing=" and ".join(filter(None, (", ".join(missing[:-1]), missing[-1]))),
            )


@rule("OKR507", severity="warning", rests_on=f"{_ZOKRI}: scoring with a narrative")
def score_without_reason(objective: Objective, view: View) -> Iterator[Problem]:
    """A score is far from the computed progress, and nothing says why.

    People grade, and may know better than the numbers. Where they differ by more than 0.2 a
    reader will ask for the reason: write it as the note of the grade, or as a comment on it.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 32}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T15:00:00Z", "who": "mira", "kr": "ops/calm#pages", "grade": 0.9}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 32}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T15:00:00Z", "who": "mira", "kr": "ops/calm#pages", "grade": 0.9, "note": "All but one of them came from a test that is gone"}
    """  # noqa: E501 - an entry is one line
    state = view.measured.objective(objective)
    if state is None:
        return
    if state.score:
        yield from _unreasoned(objective, state.score, view)
    for kr in state.key_results:
        if kr.score and not kr.left_out:
            yield from _unreasoned(kr.key_result, kr.score, view)


def _unreasoned(of: Objective | KeyResult, score: Score, view: View) -> Iterator[Problem]:
    given = score.given
    if given is None or score.computed is None or not score.needs_reason:
        return
    if given.day >= view.measured.adopted and not view.measured.is_explained(given):
        yield Problem(
            given,
            "the score {grade} is far from the computed {computed}, and nothing says why",
            about=of,
            help=f"say why: okrctl checkin --supersedes {given.id} --note …",
            grade=f"{score.grade:f}",
            computed=f"{score.computed:.2f}",
        )
