"""Rules of a key result's numbers: where it starts, how far it goes, and whether that is far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.due import baseline_by
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.base import Goalpost
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_OZ = '"KPIs vs. OKRs: Understanding the Key Differences" (Haldun Oz)'
_CERTAIN = 9
"""A confidence above it leaves nothing open."""
_TENTH = Decimal("0.1")


@rule("OKR315", severity="info", rests_on=f"{_ZOKRI}: both achievable and stretch targets")
def no_stretch(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A key result of an aspirational objective has no stretch, although others have.

    Said once a workspace uses `stretch` at all. A target that cannot be exceeded needs none: zero,
    or all of a hundred percent; nor does a guardrail, nor a committed objective.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12, stretch: 6}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12, stretch: 6}
          again: {title: Minutes until it is well again, from: 90, to: 30, stretch: 20}
    """
    results = [kr for one in workspace.objectives for kr in one.key_results]
    if not any("stretch" in _posts(kr) for kr in results if "to" in _posts(kr)):
        return
    for objective in workspace.objectives:
        for kr in () if objective.committed else objective.key_results:
            if not kr.guardrail and _could_stretch(kr) and not view.left_out(kr):
                yield Problem(
                    _target_field(kr),
                    "this key result has no stretch",
                    about=kr,
                    help="add stretch: with what would surprise you",
                )


@rule(
    "OKR316",
    severity="warning",
    by_clock=True,
    rests_on=f"{_ZOKRI}: no baseline from which to set a target",
)
def baseline_still_unknown(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """The baseline of a key result is still unknown, and its day has passed.

    A target without a baseline is a guess. `baseline_by` says until when that is fine; without it,
    a third of the time. Only the clock breaks this rule, so it says nothing of a change under
    review.

    Bad:
        # goals/2026-Q4/data/answers.yaml
        title: Whoever asks has an answer the same day
        why: People guess instead of asking.
        key_results:
          days: {title: Days to an answer, unit: d, from: unknown, change_by: -50%, better: lower}
          asked: {title: Questions whose time we write down, unit: "%", from: 0, to: 80}

    Good:
        # goals/2026-Q4/data/answers.yaml
        title: Whoever asks has an answer the same day
        why: People guess instead of asking.
        key_results:
          days:
            title: Days to an answer
            unit: d
            from: unknown
            change_by: -50%
            better: lower
            baseline_by: 2026-12-01
          asked: {title: Questions whose time we write down, unit: "%", from: 0, to: 80}
    """
    by = baseline_by(key_result, view.workspace)
    if by is not None and view.today > by and not view.left_out(key_result):
        yield Problem(
            "from",
            "the baseline is still unknown, and was to be known by {day}",
            help="write where it stood when the cycle began into from:",
            day=by.isoformat(),
        )


@rule("OKR318", severity="warning", rests_on=f"{_OZ}: stretch goals")
def target_too_easy(objective: Objective, view: View) -> Iterator[Problem]:
    """A target was reached before the work began, or everybody was certain from the first day.

    In the first tenth of its time a key result should not stand at its target, nor should all of
    an objective's key results have a confidence of 10: what cannot fail was not a goal.

    Bad:
        # goals/2026-Q4/ops/machines.yaml
        title: Machines stop less than we do
        why: A stop costs a shift.
        key_results:
          stops: {title: Stops of a machine, from: 30, to: 9}
          parts: {title: Parts that are thrown away, unit: "%", from: 6, to: 2}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-10-06T14:03:22Z", "who": "mira", "kr": "ops/machines#stops", "value": 8}

    Good:
        # goals/2026-Q4/ops/machines.yaml
        title: Machines stop less than we do
        why: A stop costs a shift.
        key_results:
          stops: {title: Stops of a machine, from: 30, to: 9}
          parts: {title: Parts that are thrown away, unit: "%", from: 6, to: 2}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-10-06T14:03:22Z", "who": "mira", "kr": "ops/machines#stops", "value": 29}
    """  # noqa: E501 - an entry is one line
    until = min(_end_of_tenth(objective, view.workspace), view.today)
    results = view.in_play(objective)
    for kr in results:
        points = view.series.of(kr, until)
        target = _posts(kr).get("to")
        if points and target and _is_reached(target, points[0].value):
            yield Problem(
                _target_field(kr),
                "the target {target} was reached before the work began: {value}",
                about=kr,
                help="aim further, or watch it as a KPI",
                target=str(target.value),
                value=str(points[0].value),
            )
    if _all_certain(results, until, view):
        yield Problem(
            "key_results",
            "every confidence was above {certain} from the start",
            help="aim for what might fail",
            certain=_CERTAIN,
        )


@rule("OKR319", severity="warning", rests_on=f"{_ZOKRI}: a KPI as part of a key result, X to Y")
def starts_elsewhere(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A key result on a KPI starts elsewhere than the KPI stood when it began.

    Progress would begin with a step that nobody took. A tenth of the way is let pass.

    Bad:
        # kpis/coverage.yaml
        title: Covered code
        unit: "%"
        better: higher
        # readings/2026/september.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-09-30T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 71}
        # goals/2026-Q4/ops/releases.yaml
        title: Customers trust every release
        why: Support spends half of its week on what we shipped.
        key_results:
          coverage: {title: What we ship is tested, kpi: coverage, from: 63, to: 80}
          bugs: {title: Critical bugs found after a release, from: 10, to: 0}

    Good:
        # kpis/coverage.yaml
        title: Covered code
        unit: "%"
        better: higher
        # readings/2026/september.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-09-30T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 71}
        # goals/2026-Q4/ops/releases.yaml
        title: Customers trust every release
        why: Support spends half of its week on what we shipped.
        key_results:
          coverage: {title: What we ship is tested, kpi: coverage, from: 71, to: 80}
          bugs: {title: Critical bugs found after a release, from: 10, to: 0}
    """  # noqa: E501 - an entry is one line
    start, target = (_posts(key_result).get(name) for name in ("from", "to"))
    if key_result.kpi is None or start is None or not isinstance(start.value, Decimal):
        return
    points = view.series.of(key_result, min(view.workspace.starts(key_result), view.today))
    far = target.value if target and isinstance(target.value, Decimal) else Decimal(0)
    if points and abs(points[-1].value - start.value) > _TENTH * abs(far - start.value):
        stood = points[-1]
        yield Problem(
            "from",
            "this starts at {start}, and {kpi} stood at {value} on {day}",
            help=f"write from: {stood.value}, or say in why: what else it counts",
            start=str(start.value),
            kpi=key_result.kpi,
            value=str(stood.value),
            day=stood.day.isoformat(),
        )


def _posts(key_result: KeyResult) -> dict[str, Goalpost]:
    """The goalposts of a key result by name."""
    return {post.name: post for post in key_result.goalposts()}


def _target_field(key_result: KeyResult) -> str:
    """The key under which a file says the target."""
    return next(iter(key_result.shape & key_result.model_fields_set), "")


def _could_stretch(key_result: KeyResult) -> bool:
    """Whether a target is a number, has no stretch, and leaves something beyond it."""
    posts = _posts(key_result)
    target = posts.get("to")
    if target is None or "stretch" in posts or not isinstance(target.value, Decimal):
        return False
    is_all = key_result.unit == "%" and target.value == 100
    return target.value != 0 and not is_all


def _end_of_tenth(objective: Objective, workspace: Workspace) -> date:
    starts, due = workspace.starts(objective), workspace.due(objective)
    return starts + timedelta((due - starts).days // 10)


def _is_reached(target: Goalpost, value: Decimal) -> bool:
    if not isinstance(target.value, Decimal) or target.harder == "either":
        return False
    return value >= target.value if target.harder == "up" else value <= target.value


def _all_certain(results: list[KeyResult], until: date, view: View) -> bool:
    """Whether every key result that somebody reports was said to be certain, and never less."""
    said = [
        [
            entry.confidence
            for entry in view.workspace.journal.about(str(kr.address), until)
            if entry.confidence is not None
        ]
        for kr in results
        if not kr.carried
    ]
    return bool(said) and all(said) and all(one > _CERTAIN for of_one in said for one in of_one)
