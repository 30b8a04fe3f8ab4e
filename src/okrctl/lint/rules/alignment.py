"""Rules of alignment: that what teams do leads up to what the organisation wants."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.lineage import (
    downwards,
    is_unclear,
    supporters_of,
    team_of,
    teams_above,
)
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.load.near import listing, nearest
from okrctl.model.elsewhere import ELSEWHERE
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Need, Objective
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_CASCADE = f"{_ZOKRI}: cascading your mission to strategy, and then goals to execution"


@rule(
    "OKR204",
    severity="warning",
    rests_on=f'{_CASCADE}; "OKRs vs. KPIs" (Lucid): "align with the organization\'s mission"',
)
def supports_nothing(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective of a team below the top supports nothing.

    `supports` names the goals of this or a longer cycle that an objective serves. Without it
    nobody above can see the work, and nobody in the team can see what it is for. Only teams
    without a parent set goals of their own accord.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {company: {lead: mira}, ops: {lead: mira, parent: company}}
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {company: {lead: mira}, ops: {lead: mira, parent: company}}
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        supports: [company/trust]
    """
    teams = teams_above(objective, view.workspace)
    if not teams or objective.supports:
        return
    above = view.goals_of(teams, objective.address.cycle)
    yield Problem(
        "supports",
        "this objective of {team} supports nothing",
        help=f"add supports: with one of {listing(above)}"
        if above
        else f"write the objective of {teams[0]} that it serves, and name it in supports:",
        team=objective.address.team,
    )


@rule("OKR205", severity="info", rests_on=_CASCADE)
def no_pillar(workspace: Workspace, _: View) -> Iterator[Problem]:
    """A strategy is declared, and an objective serves none of its pillars.

    The pillars in okrctl.yaml connect the mission to goals. An objective names its pillar, or
    supports a goal that does.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        pillar: quality
    """
    strategy = workspace.settings.strategy
    serving = downwards((one for one in workspace.objectives if one.pillar), workspace)
    for objective in workspace.objectives if strategy else ():
        if str(objective.address) not in serving and not is_unclear(objective, workspace):
            yield Problem(
                "pillar",
                "this objective serves no pillar of the strategy",
                about=objective,
                help=f"add pillar: with one of {listing(strategy)}",
            )


@rule("OKR206", severity="info", rests_on=f"{_ZOKRI}: inviting others to support and align")
def unsupported_key_result(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A key result among supported ones that no team supports.

    Where teams support some of the key results of an objective, the others are nobody's work. An
    objective that is supported as a whole is not judged, nor is a guardrail; a key result that is
    measured by what supports it always is.

    Bad:
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        key_results:
          bugs: {title: Critical bugs, from: 10, to: 0}
          waiting: {title: Hours until an answer, from: 5, to: 2}
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        supports: [company/trust#bugs]

    Good:
        # goals/2026-Q4/company/trust.yaml
        title: Customers trust us
        key_results:
          bugs: {title: Critical bugs, from: 10, to: 0}
          waiting: {title: Hours until an answer, from: 5, to: 2}
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        supports: [company/trust#bugs]
        # goals/2026-Q4/support/heard.yaml
        title: Nobody in trouble waits
        supports: [company/trust#waiting]
    """
    for objective in workspace.objectives:
        if objective.address.cycle not in view.unclear_cycles:
            for kr in _alone(objective, workspace):
                yield Problem(
                    "",
                    "no objective supports {key_result}",
                    about=kr,
                    help=f"let a team name {kr.address.within_cycle} in supports:",
                    key_result=kr.address.within_cycle,
                )


@rule("OKR209", severity="warning", rests_on=f'{_ZOKRI}: "enlist HR ... via an aligned OKR"')
def need_without_objective(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective needs something of a team that has no objective for it.

    What another team must do is done where it is one of that team's own goals: `needs` names that
    objective, or the other team's objective supports this one.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        needs:
          - {team: hr, what: Two developers, objective: hr/hiring}
        # goals/2026-Q4/hr/onboarding.yaml
        title: Newcomers feel at home in a week

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        needs:
          - {team: hr, what: Two developers, objective: hr/hiring}
        # goals/2026-Q4/hr/hiring.yaml
        title: People who love quality want to work here
    """
    workspace, cycle = view.workspace, objective.address.cycle
    for index, need in enumerate(objective.needs):
        team = workspace.directory.team_names.get(need.team)
        if team is None or _is_answered(need, objective, view):
            continue
        path = ("needs", str(index), "objective" if need.objective else "team")
        near = nearest(need.objective, view.goals_of([team], cycle)) if need.objective else ""
        yield Problem(
            path,
            "there is no {name}, which this objective needs"
            if need.objective
            else "{team} has no objective that supports this one",
            help=f"did you mean {near}?"
            if near
            else f"agree with {need.team} on an objective, and name it here in objective:",
            fixes=view.instead(objective, *path, text=near),
            team=need.team,
            name=need.objective or "",
        )


def _alone(objective: Objective, workspace: Workspace) -> Iterator[KeyResult]:
    """The key results of an objective that should be supported and are not."""
    supported = {kr.id for kr in objective.key_results if str(kr.address) in workspace.supporters}
    in_parts = bool(supported) and str(objective.address) not in workspace.supporters
    for kr in objective.key_results:
        if kr.id not in supported and (kr.carried or (in_parts and not kr.guardrail)):
            yield kr


def _is_answered(need: Need, objective: Objective, view: View) -> bool:
    """Whether the objective that a need names exists, or one of its team supports this one.

    Where something of the cycle cannot be read, it may well be that one.
    """
    workspace, cycle = view.workspace, objective.address.cycle
    if need.objective is not None:
        found = workspace.directory.goal(need.objective, workspace.cycles_around(cycle))
        return ELSEWHERE in need.objective or found.address is not None or found.broken
    team = workspace.directory.team_names[need.team]
    teams = {team_of(one.address, workspace) for one in supporters_of(objective, workspace)}
    return team in teams or cycle in view.unclear_cycles
