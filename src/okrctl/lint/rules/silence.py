"""Rules that the clock breaks: a check-in that is due, a blocker that stays, a goal left alone."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.adrift import given_up, silence
from okrctl.measure.blockers import blockers_of
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective

_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


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
    change under review; `okrctl due` says who owes what, `okrctl due --mine` what is yours.

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
    for blocker in blockers_of(state, view.workspace, view.today) if state else ():
        if blocker.too_long:
            yield Problem(
                blocker.entry,
                "blocked for {days} days: {by}",
                about=blocker.goal,
                help=f"once it is gone: okrctl checkin {blocker.goal.address.within_cycle}"
                f" --unblocked {blocker.first.id}",
                days=blocker.days,
                by=blocker.entry.text("blocked"),
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
    silent = silence(state, view.workspace, view.today)
    if silent:
        yield Problem(
            "",
            "no check-in on any of its key results for {days} days: keep, change or drop?",
            help=f"okrctl checkin {objective.address.within_cycle}, or drop it with a reason",
            days=silent.days,
        )
    for kr in state.key_results:
        doubts = given_up(kr, view.workspace, view.today)
        if doubts:
            yield Problem(
                "",
                "confidence was {doubts}: keep, change or drop?",
                about=kr.key_result,
                help="say how it can still be reached, change it, or drop it with a reason",
                doubts=", ".join(str(entry.confidence) for entry in doubts),
            )
