"""Rules of who stands behind a goal: a team that wins or loses together, and a name to ask."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.lineage import team_of
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.objective import Objective

_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule("OKR311", severity="warning", rests_on=f"{_DASHBOARD}: why individual OKRs often fail")
def individual_objective(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective belongs to one person: the team is called as one, or has none but its lead.

    People who have objectives of their own look after their corner: most of what matters is done
    by several. A person has key results and initiatives of a team's objective.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}, jo: {name: Jo}}
        teams: {ops: {lead: mira, members: [mira]}}
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}, jo: {name: Jo}}
        teams: {ops: {lead: mira, members: [mira, jo]}}
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12, owner: jo}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    name = team_of(objective.address, view.workspace)
    team = view.workspace.settings.teams.get(name)
    if name in view.workspace.settings.people:
        yield Problem(
            "",
            "the objectives of {team} are those of one person",
            help="make it an objective of the team, and let the person own a key result of it",
            team=name,
        )
    elif team and team.lead and set(team.members) == {team.lead}:
        yield Problem(
            "",
            "{team} has no member but its lead {lead}",
            help="make it an objective of the team around, or add who works on it to members:",
            team=name,
            lead=team.lead,
        )


@rule("OKR312", severity="error", rests_on=f"{_DASHBOARD}: make ownership visible")
def no_owner(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective has no owner, and its team has no lead.

    Nobody would be asked how it goes, and nobody would say so. The lead of a team owns what names
    no owner.

    Bad:
        # okrctl.yaml
        teams: {ops: {title: Operations}}
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {title: Operations, lead: mira}}
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    if not view.workspace.owner(objective):
        yield Problem(
            "",
            "this objective has no owner, and {team} has no lead",
            help="add owner: with the id of one person, or lead: to the team in okrctl.yaml",
            team=team_of(objective.address, view.workspace),
        )
