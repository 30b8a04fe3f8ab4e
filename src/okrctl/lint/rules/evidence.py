"""Rules of what proves an objective: measures of the outcome, of more than one sort."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.amounts import tokens
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_OZ = '"KPIs vs. OKRs: Understanding the Key Differences" (Haldun Oz)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule(
    "OKR309",
    severity="info",
    rests_on=f"{_ZOKRI}: quantity and quality KPIs together; {_DASHBOARD}: cheap leads",
)
def quantity_without_quality(objective: Objective, view: View) -> Iterator[Problem]:
    """Every key result of an objective counts how much, and none how good.

    Leads can be cheap and deals pulled forward. Beside a quantity stands what it may not cost: a
    quality, or a guardrail. A KPI says which it is with `measures:`; without that a key result
    that wants more of what is easily had, such as clicks and leads, is a quantity.

    Bad:
        # kpis/leads.yaml
        title: People who ask for an offer
        better: higher
        measures: quantity
        # goals/2026-Q4/sales/found.yaml
        title: Whoever needs us finds us first
        why: They find the others now.
        key_results:
          leads: {title: More people ask, kpi: leads, from: 40, to: 90}
          visits: {title: Visits of the shop, from: 900, to: 2000}

    Good:
        # kpis/leads.yaml
        title: People who ask for an offer
        better: higher
        measures: quantity
        # goals/2026-Q4/sales/found.yaml
        title: Whoever needs us finds us first
        why: They find the others now.
        key_results:
          leads: {title: More people ask, kpi: leads, from: 40, to: 90}
          fit: {title: Offers that somebody answered, unit: "%", at_least: 60, guardrail: true}
    """
    results = view.in_play(objective)
    if results and view.is_whole(objective) and all(_is_quantity(kr, view) for kr in results):
        yield Problem(
            "key_results",
            "these key results count how much, and none says how good",
            help="add a quality, or a guardrail: true that says what this may not cost",
        )


@rule("OKR310", severity="warning", rests_on=f"{_ZOKRI}: leading and lagging indicators")
def only_leading_or_lagging(objective: Objective, view: View) -> Iterator[Problem]:
    """All KPIs of an objective are lagging, or all are leading.

    Lagging ones alone tell too late that it goes wrong; leading ones alone never tell that it
    helped. The role of a KPI is its `role:`; where one key result has none, nothing is said.

    Bad:
        # kpis/margin.yaml
        title: Margin of what we sell
        better: higher
        role: lagging
        # kpis/renewals.yaml
        title: Contracts that are renewed
        better: higher
        role: lagging
        # goals/2026-Q4/sales/stay.yaml
        title: Nobody regrets having signed
        why: One in five leaves at the first chance.
        key_results:
          margin: {title: What a sale leaves us, kpi: margin, from: 31, to: 40}
          renewals: {title: Customers who sign again, kpi: renewals, from: 70, to: 85}

    Good:
        # kpis/margin.yaml
        title: Margin of what we sell
        better: higher
        role: lagging
        # kpis/first-week.yaml
        title: Customers who use it in the first week
        better: higher
        role: leading
        # goals/2026-Q4/sales/stay.yaml
        title: Nobody regrets having signed
        why: One in five leaves at the first chance.
        key_results:
          margin: {title: What a sale leaves us, kpi: margin, from: 31, to: 40}
          used: {title: A first week that shows why, kpi: first-week, from: 50, to: 75}
    """
    results = [kr for kr in view.in_play(objective) if not kr.guardrail]
    roles = {kpi.role if (kpi := _kpi(kr, view)) else None for kr in results}
    role = next(iter(roles)) if len(roles) == 1 else None
    if role and len(results) > 1 and view.is_whole(objective):
        yield Problem(
            "key_results",
            "all of these key results are {role}",
            help="add a leading one that tells earlier"
            if role == "lagging"
            else "add a lagging one that tells whether it helped",
            role=role,
        )


@rule("OKR313", severity="info", rests_on=f"{_OZ}: ambitious objectives; {_ZOKRI}: not BAU")
def only_business_as_usual(objective: Objective, view: View) -> Iterator[Problem]:
    """All key results of an objective hold a line: nothing is to change.

    What is to stay as it is, is watched as a KPI. An objective has something that moves; lines that
    may not be crossed meanwhile are its guardrails.

    Bad:
        # goals/2026-Q4/ops/up.yaml
        title: It is there whenever somebody reaches for it
        why: A minute without us costs a customer an hour.
        key_results:
          answers: {title: Requests that are answered, unit: "%", at_least: 99.9, every: week}
          backups: {title: Backups that can be restored, unit: "%", at_least: 98, every: week}

    Good:
        # goals/2026-Q4/ops/up.yaml
        title: It is there whenever somebody reaches for it
        why: A minute without us costs a customer an hour.
        key_results:
          answers: {title: Requests that are answered, unit: "%", at_least: 99.9, every: week}
          restore: {title: Time to restore the largest database, unit: h, from: 9, to: 2}
    """
    results = view.in_play(objective)
    if results and view.is_whole(objective) and all(kr.windowed for kr in results):
        yield Problem(
            "key_results",
            "all of these key results hold a line, and nothing is to change",
            help="add what is to move, or watch these as KPIs",
        )


@rule(
    "OKR314",
    severity="warning",
    rests_on=f"{_ZOKRI}: milestones are fine, where they are the primary focus",
)
def nothing_measures_the_outcome(objective: Objective, view: View) -> Iterator[Problem]:
    """All key results of an objective are milestones or sentences that are done or not.

    They say that the work is done. At least one key result measures what the work was for.

    Bad:
        # goals/2026-Q4/product/editor.yaml
        title: Writers stop leaving us for other editors
        why: Forty left in June.
        key_results:
          offline: {title: It works without a network, done_when: A writer on a train loses nothing}
          editor: {title: All write in the new one, milestones: {ten: Ten do, everyone: All do}}

    Good:
        # goals/2026-Q4/product/editor.yaml
        title: Writers stop leaving us for other editors
        why: Forty left in June.
        key_results:
          offline: {title: It works without a network, done_when: A writer on a train loses nothing}
          left: {title: Writers who left, unit: writers/mo, from: 40, to: 10}
    """
    results = [kr for kr in view.in_play(objective) if not kr.guardrail]
    is_work = all("done" in kr.reported_by for kr in results)
    if results and is_work and view.is_whole(objective):
        yield Problem(
            "key_results",
            "these key results say that work is done, and none measures what it was for",
            help="add a number that this work should move",
        )


def _is_quantity(key_result: KeyResult, view: View) -> bool:
    """Whether a key result counts how much, by its KPI's word or by its own words."""
    kpi = _kpi(key_result, view)
    if key_result.guardrail or (kpi and kpi.measures):
        return bool(kpi and kpi.measures == "quantity" and not key_result.guardrail)
    rises = any(post.name == "to" and post.harder == "up" for post in key_result.goalposts())
    words = {token.text for token in tokens(key_result.title)}
    return rises and not words.isdisjoint(view.language.volume)


def _kpi(key_result: KeyResult, view: View) -> Kpi | None:
    return view.workspace.kpi(key_result.kpi) if key_result.kpi else None
