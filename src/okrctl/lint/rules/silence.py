"""Rules that the clock breaks: a check-in that is due, a blocker that stays, a goal left alone."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.aggregates import length_in_days
from okrctl.measure.state import ObjectiveState
from okrctl.model.entry import CHECK_IN, Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective

_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'

_BLOCKED_CADENCES = 2
_SILENT_CADENCES = 3
_DOUBTS, _DOUBT = 3, 2
"""So many confidences in a row, of no more than this, say that the goal is given up."""


@rule(
    "OKR501",
    severity="warning",
    by_clock=True,
    rests_on=f"{_DASHBOARD}: weekly check-ins instead of Q4 post-mortems",
)
def overdue_check_in(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A check-in was due, and nobody wrote one.

    A day of the cadence has passed without an entry since the day before it. Of a key result that
    is measured by a KPI a reading is due. Only the clock breaks this rule, so it says nothing of a
    change under review; `okrctl status --mine` shows what is yours.

    Bad:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-06T14:03:22Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state = view.measured.key_result(key_result)
    if state is None or key_result.carried or "overdue" not in state.flags:
        return
    due = state.next_due
    if due is None or due < view.measured.adopted:
        return
    last = f"the last was on {state.last_day}" if state.last_day else "there was none yet"
    address = key_result.address.within_cycle
    yield Problem(
        "",
        "a reading of {what} was due on {due}; {last}"
        if key_result.kpi
        else "a check-in was due on {due}; {last}",
        help=f"okrctl reading {key_result.kpi}" if key_result.kpi else f"okrctl checkin {address}",
        due=due.isoformat(),
        last=last,
        what=key_result.kpi or "",
    )


@rule(
    "OKR504",
    severity="warning",
    by_clock=True,
    rests_on=f"{_DASHBOARD}: a cadence that brings up what is stuck before it is too late",
)
def blocker_stays_open(objective: Objective, view: View) -> Iterator[Problem]:
    """A blocker has been open for longer than two cadences.

    Whoever could help has heard of it twice. Either it is gone and nobody said so, or it needs
    somebody else. Only the clock breaks this rule, so it says nothing of a change under review.

    Bad:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-06T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 24, "blocked": "No staging data"}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-06T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 24, "blocked": "No staging data"}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 20, "unblocked": "6f3kq2ab9mwx4"}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state = view.measured.objective(objective)
    excused = _BLOCKED_CADENCES * length_in_days(view.measured.cadence(objective))
    for about, entry in _blockers(state) if state else ():
        journal = view.workspace.journal
        first = journal.by_id.get(journal.original(entry), entry)
        days = (view.today - max(first.day, view.measured.adopted)).days
        if days > excused:
            yield Problem(
                entry,
                "blocked for {days} days: {by}",
                about=about,
                help=f"once it is gone: okrctl checkin {about.address.within_cycle}"
                f" --unblocked {first.id}",
                days=days,
                by=entry.text("blocked"),
            )


@rule(
    "OKR509",
    severity="warning",
    by_clock=True,
    rests_on=f"{_DASHBOARD}: drift is obvious, objectives that no longer match reality",
)
def goal_is_adrift(objective: Objective, view: View) -> Iterator[Problem]:
    """Nobody speaks of an objective any more, or its owner has given it up.

    No check-in on any of its key results for three cadences, or a confidence of 2 or less three
    times in a row. Keep it and say how, change it, or drop it: each is better than silence. Only
    the clock breaks this rule, so it says nothing of a change under review.

    Bad:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "5f3kq2ab9mwx4", "at": "2026-11-06T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 30, "confidence": 2, "note": "The alerts stay loud"}
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-13T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 29, "confidence": 2, "note": "Still loud"}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 28, "confidence": 1, "note": "Louder"}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}

    Good:
        # as of 2026-11-21
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "5f3kq2ab9mwx4", "at": "2026-11-06T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 30, "confidence": 2, "note": "The alerts stay loud"}
        {"id": "6f3kq2ab9mwx4", "at": "2026-11-13T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 29, "confidence": 2, "note": "Still loud"}
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:21Z", "who": "mira", "kr": "ops/calm#pages", "value": 22, "confidence": 5, "note": "Half of them are gone"}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#again", "value": 50}
    """  # noqa: E501 - an entry is one line
    state = view.measured.objective(objective)
    if state is None or view.left_out(objective):
        return
    days = _silent_days(state, view)
    if days > _SILENT_CADENCES * length_in_days(view.measured.cadence(objective)):
        yield Problem(
            "",
            "no check-in on any of its key results for {days} days: keep, change or drop?",
            help=f"okrctl checkin {objective.address.within_cycle}, or drop it with a reason",
            days=days,
        )
    for kr in state.key_results:
        doubts = _confidences(kr.key_result, view)[-_DOUBTS:]
        given_up = len(doubts) == _DOUBTS and all(doubt <= _DOUBT for doubt in doubts)
        if given_up and not kr.left_out and not kr.progress.done:
            yield Problem(
                "",
                "confidence was {doubts}: keep, change or drop?",
                about=kr.key_result,
                help="say how it can still be reached, change it, or drop it with a reason",
                doubts=", ".join(map(str, doubts)),
            )


def _blockers(state: ObjectiveState) -> Iterator[tuple[Objective | KeyResult, Entry]]:
    """The open blockers of an objective and of its key results, and whose they are."""
    yield from ((state.objective, entry) for entry in state.blockers)
    for kr in state.key_results:
        if not kr.left_out:
            yield from ((kr.key_result, blocker.entry) for blocker in kr.blockers)


def _silent_days(state: ObjectiveState, view: View) -> int:
    """For how long nobody has checked in on what is still open; 0 where nobody would have to."""
    waiting = [kr for kr in state.key_results
               if not (kr.left_out or kr.progress.done or kr.key_result.carried)]  # fmt: skip
    if not waiting:
        return 0
    goals: tuple[Objective | KeyResult, ...] = (state.objective, *state.objective.key_results)
    said = (e.day for of in goals for e in view.measured.about(of) if _is_check_in(e))
    first = max(view.workspace.starts(state.objective), view.measured.adopted)
    return max((view.today - max((first, *said))).days, 0)


def _is_check_in(entry: Entry) -> bool:
    return not CHECK_IN.isdisjoint(entry.fields) or entry.has("note")


def _confidences(key_result: KeyResult, view: View) -> list[int]:
    """Every confidence that was said of a key result, in order."""
    said = (entry.confidence for entry in view.measured.about(key_result))
    return [confidence for confidence in said if confidence is not None]
