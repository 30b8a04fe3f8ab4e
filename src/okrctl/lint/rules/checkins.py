"""Rules of what check-ins say: that numbers and words belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from okrctl.findings import Span
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.forecast import Forecast, own_points, way_of
from okrctl.measure.state import KeyResultState
from okrctl.measure.turns import Turn
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import Point

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'

_SURE_FROM = 7
"""From this confidence on an owner says that the target will be reached."""
_FLAT_OVER = 3
"""So many reports in a row say that nothing moves."""

_TURNED: dict[Turn, str] = {
    "backwards": "the value went backwards",
    "off pace": "it went off pace",
    "less sure": "confidence fell from {was} to {now}",
}


@rule(
    "OKR502",
    severity="warning",
    rests_on=f"{_ZOKRI}: a narrative explaining where support is needed",
)
def worse_without_a_word(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """The last check-in says that things got worse, and not why.

    The value went backwards, the key result went off pace, or the confidence fell by two or more.
    A note, what holds it back, a blocker or what is needed from whom tells the others how to help;
    a comment on the entry does too, or a word on the objective since that day. The prompt of a
    check-in asks for it in the same cases. Of a breached guardrail OKR508 speaks.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 24}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 24, "note": "The new alerts fire twice"}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state, measured = view.measured.key_result(key_result), view.measured
    entry = measured.last_check_ins.entry(key_result)
    objective = view.workspace.objective(key_result.address.objective)
    if state is None or state.breached or entry is None or objective is None:
        return
    told = tuple(measured.told_since(objective, entry.day))
    if entry.day < measured.adopted or measured.is_explained(entry, told):
        return
    found = measured.last_check_ins.of(key_result)
    if found and found.turns:
        yield Problem(
            entry,
            _TURNED[found.turns[0]] + ", and nothing says why",
            help=f"say why: okrctl checkin --supersedes {entry.id} --note …",
            was=found.before.confidence or 0,
            now=found.after.confidence or 0,
        )


@rule(
    "OKR503", severity="warning", rests_on=f'{_DASHBOARD}: "green" dashboards and a terrified team'
)
def confident_against_the_trend(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """An owner is confident, and the numbers are not.

    A confidence of 7 or more beside a value that has not moved over three reports, or a forecast
    that gives the target far less of a chance. Either somebody knows what the numbers do not show
    yet, or nobody dares to say it. Talk about it, and write down what comes of it.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-06T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36, "confidence": 8}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-06T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 36, "confidence": 3}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state = view.measured.key_result(key_result)
    says = _last(view.measured.about(key_result), "confidence")
    if state is None or says is None or state.progress.done:
        return
    confidence = says.confidence
    if confidence is None or confidence < _SURE_FROM:
        return
    trend = state.forecast
    gap = trend.gap(confidence) if isinstance(trend, Forecast) else None
    if isinstance(trend, Forecast) and gap is not None and gap < 0:
        yield Problem(
            says,
            "confidence is {confidence}, and the trend gives it {chance} of 10",
            help="say what the numbers do not show yet, or how sure you really are",
            confidence=confidence,
            chance=trend.of_ten,
        )
    elif _stands_still(state):
        yield Problem(
            says,
            "confidence is {confidence}, and {count} reports show no progress",
            help="say what the numbers do not show yet, or how sure you really are",
            confidence=confidence,
            count=_FLAT_OVER,
        )


@rule(
    "OKR508",
    severity="warning",
    rests_on=f"{_DASHBOARD}: cheap leads that hit the number and burn the brand",
)
def breach_without_a_word(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A guardrail is breached, and nobody mentions it.

    A guardrail says what must not be paid for progress. It has been outside since its last number,
    and no check-in of it or of its objective says a word about that since.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          uptime: {title: The API stays up, unit: "%", at_least: 99.5, every: week, guardrail: true}
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#uptime", "value": 98}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          uptime: {title: The API stays up, unit: "%", at_least: 99.5, every: week, guardrail: true}
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#uptime", "value": 98, "note": "A rack lost power"}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state = view.measured.key_result(key_result)
    objective = view.workspace.objective(key_result.address.objective)
    if state is None or objective is None or not state.breached:
        return
    first, last = _breach(state)
    told = [entry for of in (key_result, objective)
            for entry in view.measured.told_since(of, first.day)]  # fmt: skip
    if last.day >= view.measured.adopted and not view.measured.is_explained(last.entry, told):
        yield Problem(
            "",
            "this guardrail is breached since {day}, and nobody says a word about it",
            related=_place(last.entry, view),
            help=f"say why: okrctl checkin {key_result.address.within_cycle} --note …",
            day=first.day.isoformat(),
        )


def _last(entries: Sequence[Entry], field: str) -> Entry | None:
    """The last entry that says anything under a field."""
    return next((entry for entry in reversed(entries) if entry.has(field)), None)


def _stands_still(state: KeyResultState) -> bool:
    """Whether the last reports show no progress where its plan expects some."""
    history, way = state.history, way_of(state.key_result)
    points = own_points(history)[-_FLAT_OVER:]
    if way is None or not state.key_result.forecasts or len(points) < _FLAT_OVER:
        return False
    first, last = points[0], points[-1]
    gained = last.value - first.value if way.rises else first.value - last.value
    then = state.key_result.expected(replace(history, as_of=first.day))
    return gained <= 0 and then != state.key_result.expected(history)


def _breach(state: KeyResultState) -> tuple[Point, Point]:
    """The first and the last number since a guardrail lies outside."""
    history, count = state.history, len(state.history.points)
    first = count
    while first > 1 and state.key_result.breached(
        replace(history, points=history.points[: first - 1])
    ):
        first -= 1
    return history.points[first - 1], history.points[-1]


def _place(entry: Entry, view: View) -> tuple[tuple[Span, str], ...]:
    """The line of an entry, as something to look at."""
    span = view.places.entries.get(entry.id)
    return ((span, "its last number"),) if span else ()
