"""An objective and a team explained: the means, the time gone, the weakest, the week."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from okrctl.measure.forecast import Forecast
from okrctl.measure.state import KeyResultState, ObjectiveState, State, TeamState
from okrctl.model.kinds.history import History
from okrctl.model.kinds.reckoning import time_gone, weighted
from okrctl.pages.explain.key_result import Case
from okrctl.pages.explain.step import Source, Step
from okrctl.pages.numbers import percent


def objective_steps(state: ObjectiveState, case: Case) -> Iterator[Step]:
    """Every number that screens show of an objective."""
    yield mean_step(state)
    yield from time_steps(state, case)
    yield from weakest_steps(state)
    yield from week_steps(state, case)
    yield from score_steps(state, case)


def mean_step(state: ObjectiveState) -> Step:
    """The weighted mean of its key results, or why there is none."""
    counted = [kr for kr in state.key_results if kr.progress.counts is not None]
    sources = tuple(
        Source(kr.key_result.id, kr.progress.counts, address=str(kr.address)) for kr in counted
    )
    if state.progress is None:
        return Step("PROGRESS", "reason", f"none: {state.reason}", sources=sources)
    pairs = [(kr.key_result.counted_weight, kr.progress.counts or Decimal(0)) for kr in counted]
    heavy = [pair for pair in pairs if pair[0]]
    left_out = len(state.key_results) - len(counted)
    words = f"the mean by weight; {left_out} left out" if left_out else "the mean by weight"
    return Step("PROGRESS", "progress", state.progress, weighted(heavy), sources, words)


def time_steps(state: ObjectiveState, case: Case) -> Iterator[Step]:
    """The share of its time that is gone."""
    if state.expected is None:
        return
    workspace, objective = case.workspace, state.objective
    history = History(case.state.as_of, workspace.starts(objective), workspace.due(objective))
    gone = time_gone(history)
    sources = case.ground.inputs(str(state.address), gone)
    words = "days gone, first and last included"
    yield Step("PACE", "expected", state.expected, gone.parts, sources, words)


def weakest_steps(state: ObjectiveState) -> Iterator[Step]:
    """What is shown of the weakest key result, and the state that it gives."""
    if (weakest := state.weakest) is not None:
        told = weakest.forecast
        shown = {
            "ratio": weakest.judgement.ratio,
            "confidence": weakest.confidence,
            "chance": told.of_ten if isinstance(told, Forecast) else None,
        }
        address = str(weakest.address)
        for name, value in shown.items():
            if value is not None:
                source = Source(name, value, address=address)
                yield Step("STATUS", name, value, sources=(source,), detail=True)
        ratio = Source("weakest", weakest.state, address=address)
        yield Step("STATUS", "state", state.state, sources=(ratio,), words=reason(state))
    else:
        yield Step("STATUS", "state", state.state, words=state.reason or "nothing is ranked")
    ages = [kr for kr in state.key_results if kr.age_days == state.oldest_days]
    if state.oldest_days is not None and ages:
        oldest = Source("age_days", state.oldest_days, address=str(ages[0].address))
        yield Step("STATUS", "age_days", state.oldest_days, sources=(oldest,), detail=True)


def reason(state: ObjectiveState) -> str:
    """Why an objective has the state of its weakest key result, or a worse one."""
    if state.capped_by:
        return f"{state.capped_by.id} is breached: at risk at best"
    return "that of its weakest key result"


def week_steps(state: ObjectiveState, case: Case) -> Iterator[Step]:
    """What was gained in seven days."""
    then = case.then(str(state.address))
    if state.week is None or state.progress is None or then is None:
        return
    before = then.progress if isinstance(then, ObjectiveState) else None
    if before is not None:
        words = f"{percent(state.progress)} now, {percent(before)} on {case.before.as_of}"
        yield Step("WEEK", "week", state.week, (state.progress, " - ", before), words=words)


def score_steps(state: ObjectiveState, case: Case) -> Iterator[Step]:
    """The grade that was given, or the mean of those of its key results."""
    score = state.score
    if score is None:
        return
    if score.given is not None:
        source = case.ground.entry("grade", score.grade, score.given)
        yield Step("SCORE", "grade", score.grade, sources=(source,), words=score.word)
    graded = [(kr, kr.score) for kr in state.key_results if kr.score and not kr.left_out]
    if score.mean is not None:
        pairs = [(kr.key_result.counted_weight, found.grade) for kr, found in graded]
        sources = tuple(Source("grade", found.grade, address=str(kr.address))
                        for kr, found in graded)  # fmt: skip
        yield Step("SCORE", "mean", score.mean, weighted(pairs), sources, "of its key results")


def team_steps(team: TeamState) -> Iterator[Step]:
    """The weighted mean of a team's objectives."""
    counted = [(o, o.progress) for o in team.objectives if o.progress is not None]
    sources = tuple(Source(o.address.id, share, address=str(o.address)) for o, share in counted)
    if team.progress is None:
        yield Step("PROGRESS", "reason", "none of its objectives has progress", sources=sources)
        return
    pairs = [(o.objective.weight, share) for o, share in counted]
    words = "the mean of its objectives by weight"
    yield Step("PROGRESS", "progress", team.progress, weighted(pairs), sources, words)


def team_named(state: State, name: str) -> TeamState | None:
    """The team of that id, none where it has no objectives in the cycle."""
    return next((team for team in state.teams if team.team == name), None)


def shown(found: ObjectiveState | KeyResultState) -> str:
    """`42%, off pace`: what other screens say of it."""
    share = found.progress if isinstance(found, ObjectiveState) else found.progress.share
    return f"{percent(share)}, {found.state}"
