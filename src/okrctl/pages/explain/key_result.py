"""A key result explained: progress, pace, status, the week, the forecast, the grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.kinds.pace import AT_RISK_FROM, ON_PACE_FROM, TOO_EARLY
from okrctl.model.kinds.reckoning import time_gone
from okrctl.model.workspace import Workspace
from okrctl.pages.explain.forecast import forecast_steps
from okrctl.pages.explain.step import Ground, Source, Step, capped_parts, days_between
from okrctl.pages.key_result import latest_entries
from okrctl.pages.numbers import percent, ratio


@dataclass(frozen=True, slots=True)
class Case:
    """What explanations are made from: the state, the one a week before, the files."""

    state: State
    before: State
    workspace: Workspace
    ground: Ground

    def then(self, address: str) -> KeyResultState | ObjectiveState | None:
        """Where a goal stood a week before."""
        return self.before.by_address.get(address)


def key_result_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """Every number that screens show of a key result, in the order in which they are reckoned."""
    yield from progress_steps(kr, case)
    yield from pace_steps(kr, case)
    yield from status_steps(kr, case)
    yield from week_steps(kr, case)
    yield from forecast_steps(kr, case.ground)
    yield from grade_steps(kr, case)
    yield entries_step(kr, case)


def entries_step(kr: KeyResultState, case: Case) -> Step:
    """The entries that its card lists, with what each says."""
    told = (
        case.ground.entry(name, number, entry)
        for entry in latest_entries(kr)
        for name, number in (("value", entry.value), ("confidence", entry.confidence))
        if number is not None
    )
    sources = tuple(told)
    return Step("ENTRIES", "numbers", len(sources), (str(len(sources)),), sources, detail=True)


def progress_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """The raw share, what the mean takes of it, the latest value, the weight."""
    address, ground, progress = str(kr.address), case.ground, kr.progress
    if progress.share is None:
        told = tuple(ground.entry("outcome", None, entry) for entry in progress.inputs)
        reason = kr.outcome_note or progress.reason
        yield Step("PROGRESS", "reason", f"left out: {reason}", sources=told)
    else:
        found = kr.key_result.reckoning(progress, kr.history)
        sources = ground.inputs(address, found)
        yield Step("PROGRESS", "progress", progress.share, found.parts, sources, found.words)
    if progress.counts is not None and progress.share is not None:
        same = progress.counts == progress.share
        yield Step("PROGRESS", "counts", progress.counts, capped_parts(progress.share),
                   words="capped, as it rolls up", detail=same)  # fmt: skip
    if (latest := kr.history.latest) is not None:
        value = ground.entry("value", latest.value, latest.entry)
        yield Step("PROGRESS", "value", latest.value, sources=(value,), detail=True)
    yield weight_step(kr, case)


def weight_step(kr: KeyResultState, case: Case) -> Step:
    """Its weight in the mean of its objective."""
    weight = kr.key_result.counted_weight
    if kr.key_result.weight is not None:
        source = case.ground.field("weight", weight, str(kr.address), "weight")
        return Step("PROGRESS", "weight", weight, sources=(source,))
    words = "a guardrail weighs 0" if kr.key_result.guardrail else "none is given, so 1"
    return Step("PROGRESS", "weight", weight, (weight,), words=words)


def pace_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """What is expected by now."""
    expected = kr.judgement.expected
    if expected is None:
        return
    by_kind = kr.key_result.expected(kr.history) == expected
    found = kr.key_result.expectation(kr.history) if by_kind else time_gone(kr.history)
    sources = case.ground.inputs(str(kr.address), found)
    yield Step("PACE", "expected", expected, found.parts, sources, found.words)


def status_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """The ratio against the thresholds, confidence, how old the last word is, and the verdict."""
    judgement, ground = kr.judgement, case.ground
    if judgement.ratio is not None and judgement.expected is not None:
        counts = kr.progress.counts or Decimal(0)
        parts = (counts, " / ", judgement.expected)
        yield Step("STATUS", "ratio", judgement.ratio, parts, words="of expected")
    if kr.confidence is not None:
        stated = next(e for e in reversed(kr.history.entries) if e.confidence is not None)
        source = ground.entry("confidence", kr.confidence, stated)
        yield Step("STATUS", "confidence", kr.confidence, sources=(source,))
    yield from age_steps(kr, case)
    yield Step("STATUS", "state", kr.state, words=why(kr), sources=(thresholds(kr, case),))


def age_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """How many days ago its last number was said; of what others carry, the oldest of theirs."""
    if kr.age_days is None:
        return
    if kr.last_entry is not None:
        last = case.ground.entry("last report", kr.last_entry.value, kr.last_entry)
        parts = days_between(kr.last_entry.day, kr.history.day)
        yield Step("STATUS", "age_days", kr.age_days, parts, (last,), "since its last report")
        return
    found = (case.state.by_address.get(support.address) for support in kr.history.supports)
    ages = [(o.oldest_days, str(o.address)) for o in found
            if isinstance(o, ObjectiveState) and o.oldest_days is not None]  # fmt: skip
    sources = tuple(Source("age_days", days, address=address) for days, address in ages)
    listed = ", ".join(str(days) for days, _ in ages)
    yield Step("STATUS", "age_days", kr.age_days, (f"max({listed}, 0)",), sources, "the oldest")


def why(kr: KeyResultState) -> str:
    """What the verdict was held against."""
    judgement, limits = kr.judgement, kr.thresholds
    if kr.state == "stale":
        return f"nothing since {kr.last_day}, and its grace is over"
    if kr.state == "too early":
        return f"judged once {percent(TOO_EARLY)} of progress is expected"
    if judgement.ratio is not None and limits is not None:
        return f"on pace from {ratio(limits.on_pace)}, at risk from {ratio(limits.at_risk)}"
    by = {
        "confidence": f"by confidence: on pace from {ON_PACE_FROM}, at risk from {AT_RISK_FROM}",
        "periods": f"{judgement.words}: on pace to 1 missed in 10, off pace above 2",
        "due": judgement.words,
        "ratio": kr.progress.reason,
    }
    return by[judgement.by]


def thresholds(kr: KeyResultState, case: Case) -> Source:
    """Where the thresholds are set."""
    objective = case.workspace.objective(kr.address.objective)
    committed = objective is not None and objective.committed
    words = f"an objective that is {'committed' if committed else 'aspirational'}, preset"
    scoring = case.workspace.settings.scoring
    return case.ground.field(words, scoring.preset, "workspace", "scoring")


def week_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """What was gained in seven days."""
    then = case.then(str(kr.address))
    if kr.week is None or not isinstance(then, KeyResultState):
        return
    now, before = kr.progress.counts or Decimal(0), then.progress.counts or Decimal(0)
    told = tuple(case.ground.entry("then", e.value, e) for e in then.progress.inputs[-1:])
    words = f"{percent(now)} now, {percent(before)} on {case.before.as_of}"
    yield Step("WEEK", "week", kr.week, (now, " - ", before), told, words)


def grade_steps(kr: KeyResultState, case: Case) -> Iterator[Step]:
    """The final grade, and what it amounts to."""
    if kr.score is None or kr.score.given is None:
        return
    source = case.ground.entry("grade", kr.score.grade, kr.score.given)
    reason = ", and far from what was computed" if kr.score.needs_reason else ""
    yield Step("SCORE", "grade", kr.score.grade, sources=(source,),
               words=f"{kr.score.word}{reason}")  # fmt: skip
