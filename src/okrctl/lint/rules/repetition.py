"""Rules of repetition: that a goal says something of its own, and a number counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from okrctl.lint.lineage import team_of, upwards
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_CASCADE = f"{_ZOKRI}: cascading your mission to strategy, and then goals to execution"


@rule("OKR207", severity="warning", rests_on=_CASCADE)
def repeats_parent(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective only repeats the words of what it supports.

    A goal that is handed down word for word says nothing about what this team will change. It is
    not another goal, and its progress counts twice.

    Bad:
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust every release
        # goals/2026-Q4/ops/calm.yaml
        title: Our customers trust the releases
        supports: [company/trust]

    Good:
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust every release
        # goals/2026-Q4/ops/calm.yaml
        title: A release can be taken back before lunch is cold
        supports: [company/trust]
    """
    for parent in view.workspace.parents[str(objective.address)]:
        above = view.workspace.by_address.get(str(parent))
        if above is not None and _says_no_more(objective, above.title, view):
            yield Problem(
                "title",
                "the title only repeats that of {parent}",
                help="say what this team will change",
                related=((view.places.span(str(parent), "title"), "the words above it"),),
                parent=parent.within_cycle,
            )
            return


@rule("OKR208", severity="warning", rests_on=f"{_ZOKRI}: a KPI as part of a key result")
def kpi_counted_twice(workspace: Workspace, view: View) -> Iterator[Problem]:
    """The same KPI moves two key results of one tree of goals.

    One number that rises is one success. Where a goal and one that leads up to it, or two that
    lead up to the same goal, have the KPI as a key result, it counts twice. A segment is a number
    of its own, and a guardrail counts nowhere.

    Bad:
        # kpis/response.yaml
        title: Hours until a first response
        better: lower
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        key_results:
          waiting: {title: Nobody in trouble waits, kpi: response, from: 5, to: 2}
        # goals/2026-Q4/support/heard.yaml
        title: Customers feel heard
        supports: [company/trust#waiting]
        key_results:
          response: {title: We answer fast, kpi: response, from: 5, to: 2}

    Good:
        # kpis/response.yaml
        title: Hours until a first response
        better: lower
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        key_results:
          waiting: {title: Nobody in trouble waits, kpi: response, from: 5, to: 2}
        # goals/2026-Q4/support/heard.yaml
        title: Customers feel heard
        supports: [company/trust#waiting]
        key_results:
          backlog: {title: Tickets older than a week, from: 40, to: 10}
    """
    for key_results in _by_kpi(workspace).values():
        marks: dict[str, KeyResult] = {}
        for kr in key_results:
            other = _marked(kr, marks, workspace)
            if other is not None:
                yield Problem(
                    "kpi",
                    "{kpi} counts in {other} of the same tree already",
                    about=kr,
                    help="measure here what leads to it, or take a segment of it",
                    related=((view.places.span(str(other.address), "kpi"), "it counts here too"),),
                    kpi=kr.kpi or "",
                    other=other.address.within_cycle,
                )


def _says_no_more(objective: Objective, above: str, view: View) -> bool:
    """Whether a title has no word of its own beside those above it and its team's name."""
    content, team_id = view.language.content, team_of(objective.address, view.workspace)
    team = view.workspace.settings.teams.get(team_id)
    of_team = content(f"{team_id} {(team.title if team else None) or ''}")
    own = content(objective.title)
    return own <= content(above) | of_team if own else objective.title == above


def _by_kpi(workspace: Workspace) -> Mapping[object, Sequence[KeyResult]]:
    """The key results of each cycle that count the same KPI and segment, those of the top first."""
    rank = {team: index for index, team in enumerate(workspace.teams)}
    found: dict[object, list[KeyResult]] = defaultdict(list)
    ordered = sorted(
        workspace.objectives, key=lambda one: rank.get(team_of(one.address, workspace), 0)
    )
    for objective in ordered:
        for kr in objective.key_results:
            if kr.kpi and kr.counted_weight and not objective.draft:
                kpi = workspace.kpi(kr.kpi)
                segment = frozenset((kr.segment or {}).items())
                cycle = objective.address.cycle
                found[cycle, kpi.id if kpi else kr.kpi, segment].append(kr)
    return found


def _marked(kr: KeyResult, marks: dict[str, KeyResult], workspace: Workspace) -> KeyResult | None:
    """The key result that marked the tree of this one before; else this one marks it."""
    objective = workspace.objective(kr.address.objective)
    for one in upwards(objective, workspace) if objective else ():
        other = marks.setdefault(str(one.address), kr)
        if other is not kr:
            return other
    return None
