"""Rules of what key results say: an outcome each, and one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.phrases import makes, two_results
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective

_LUCID = '"OKRs vs. KPIs" (Lucid)'


@rule("OKR307", severity="info", rests_on=f'{_LUCID}: "offering free career training"')
def key_result_is_a_task(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A key result is a task.

    A task can be done and change nothing. What it should change is the key result; the task is an
    initiative of the objective, and may name the key results that it is for.

    Bad:
        # goals/2026-Q4/people/workplace.yaml
        title: We will become a better place to work
        why: Whoever leaves takes years of knowledge along.
        key_results:
          training: {title: Offering free career training, count: 40, unit: people}
          stay: {title: People who stay for another year, unit: "%", from: 71, to: 85}

    Good:
        # goals/2026-Q4/people/workplace.yaml
        title: We will become a better place to work
        why: Whoever leaves takes years of knowledge along.
        key_results:
          next-job: {title: People whose next job was with us, unit: "%", from: 12, to: 40}
          stay: {title: People who stay for another year, unit: "%", from: 71, to: 85}
        initiatives:
          training: {title: Free career training, key_results: [next-job]}
    """
    verb = makes(key_result.title, view.language)
    if verb:
        yield Problem(
            "title",
            "this key result is a task: {verb} …",
            help="say what it changes, and make the task an initiative",
            verb=verb,
        )


@rule("OKR323", severity="warning", rests_on=f"{_LUCID}: specific, measurable outcomes")
def every_key_result_is_a_task(objective: Objective, view: View) -> Iterator[Problem]:
    """Every key result of an objective is a task.

    Where nothing but work is listed, all of it can be done while the objective is missed. At least
    one key result has to say what the work changes.

    Bad:
        # goals/2026-Q4/people/workplace.yaml
        title: We will become a better place to work
        why: Whoever leaves takes years of knowledge along.
        key_results:
          training: {title: Offering free career training, count: 40, unit: people}
          survey: {title: Conduct four surveys, count: 4, unit: surveys}

    Good:
        # goals/2026-Q4/people/workplace.yaml
        title: We will become a better place to work
        why: Whoever leaves takes years of knowledge along.
        key_results:
          next-job: {title: People whose next job was with us, unit: "%", from: 12, to: 40}
          stay: {title: People who stay for another year, unit: "%", from: 71, to: 85}
    """
    results = [kr for kr in objective.key_results if not kr.guardrail]
    if results and all(makes(kr.title, view.language) for kr in results):
        yield Problem(
            "key_results",
            "every key result of this objective is a task",
            help="add a key result that says what the work changes",
        )


@rule("OKR320", severity="info", rests_on=f"{_LUCID}: key results are specific")
def two_results_in_one(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A key result joins two measures.

    One number cannot say of two things how far they have come, and a reader cannot tell which of
    them it follows. Each measure is a key result, or one of them is a guardrail.

    Bad:
        # goals/2026-Q4/growth/stay.yaml
        title: Whoever tries us stays
        why: Of ten who come nine leave.
        key_results:
          both: {title: Grow activation and cut churn, unit: "%", from: 24, to: 34}
          asked: {title: People who tell a friend, unit: "%", from: 9, to: 20}

    Good:
        # goals/2026-Q4/growth/stay.yaml
        title: Whoever tries us stays
        why: Of ten who come nine leave.
        key_results:
          activation: {title: Newcomers who finish a first task, unit: "%", from: 24, to: 34}
          churn: {title: Customers who leave, unit: "%", at_most: 2, every: month}
    """
    word = two_results(key_result.title, view.language)
    if word:
        yield Problem(
            "title",
            "this key result joins two measures with {word}",
            help="make each of them a key result",
            word=word,
        )
