"""Rules of objectives as a whole: that they are few, say why, and are no number in disguise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from okrctl.lint.alike import Gauges, alike, core
from okrctl.lint.lineage import team_of
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule("OKR302", severity="warning", rests_on=f"{_DASHBOARD}: KPI cosplay")
def kpi_cosplay(workspace: Workspace, view: View) -> Iterator[Problem]:
    """An objective says the same as a KPI, or as one of its own key results.

    A number that is watched all year does not become a goal by being written down again. The
    objective is the story: what is different for somebody when the number moves.

    Bad:
        # goals/2026-Q4/support/heard.yaml
        title: Increase customer satisfaction
        why: Two of ten leave after their first ticket.
        key_results:
          stars: {title: Customer satisfaction, from: 4.0, to: 4.5}
          repeats: {title: Second tickets on the same thing, from: 60, to: 20}

    Good:
        # goals/2026-Q4/support/heard.yaml
        title: Make customers feel like we've got them
        why: Two of ten leave after their first ticket.
        key_results:
          stars: {title: Customer satisfaction, from: 4.0, to: 4.5}
          repeats: {title: Second tickets on the same thing, from: 60, to: 20}
    """
    gauges = Gauges.of(workspace.kpis, view.language)
    for objective in workspace.objectives:
        other = _same_number(objective, gauges, view)
        if other:
            yield Problem(
                "title",
                "this objective says the same as {other}",
                about=objective,
                help="say what is different for somebody when that number moves",
                related=((view.places.span(str(other.address), "title"), "the same words"),),
                other=str(other.address).partition("/")[2] or str(other.address),
            )


@rule(
    "OKR304",
    severity="info",
    rests_on=f"{_DASHBOARD}: would a new hire understand why it matters in under 30 seconds?",
)
def no_why(objective: Objective, _: View) -> Iterator[Problem]:
    """An objective does not say why it matters.

    One or two sentences in `why`, so that somebody who starts on Monday understands why this, and
    why now.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    if not objective.why:
        yield Problem(
            "",
            "this objective does not say why it matters",
            help="add why: with one sentence for somebody who starts on Monday",
        )


@rule("OKR305", severity="warning", rests_on=f"{_ZOKRI}: more than one key result")
def too_few_or_many_key_results(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective has no key result, or more than five.

    Without one nobody will know whether it was reached; with many nobody knows which of them
    matter. What was dropped or deferred does not count. The limit is the second number of
    `key_results` under `lint: limits:`.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    if not view.is_whole(objective):
        return
    count, most = len(view.in_play(objective)), view.policy.limits.key_results[1]
    if count == 0:
        yield Problem(
            "key_results",
            "this objective has no key result",
            help="add key_results: with what will show that it was reached",
        )
    elif count > most:
        yield Problem(
            "key_results",
            "{count} key results, more than {most}",
            help="keep those that prove the objective, and watch the others as KPIs",
            count=count,
            most=most,
        )


@rule("OKR322", severity="info", rests_on=f"{_ZOKRI}: quantity and quality KPIs together")
def few_key_results(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective has only one key result.

    One number alone is easily reached by what nobody wanted: a second one says what it may not
    cost. The limit is the first number of `key_results` under `lint: limits:`.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    count, least = len(view.in_play(objective)), view.policy.limits.key_results[0]
    if 0 < count < least and view.is_whole(objective):
        yield Problem(
            "key_results",
            "only {count} key result" if count == 1 else "only {count} key results",
            help="add one that says what this may not cost",
            count=count,
        )


@rule("OKR306", severity="warning", rests_on=f"{_ZOKRI}: a small subset of opportunities")
def too_many_objectives(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A team has more objectives in one cycle than it can push.

    What is one of many is not what matters most. Three are enough for a team, five for one without
    a parent; drafts and what was dropped or deferred do not count. The limits are
    `objectives_per_team` and `objectives_at_top` under `lint: limits:`.

    Bad:
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {company: {lead: mira}, ops: {parent: company, lead: mira}}
        lint: {limits: {objectives_per_team: 1}}
        # goals/2026/company/trust.yaml
        title: Customers trust us with their busiest day
        why: Who left this year left after a bad Monday.
        key_results:
          stay: {title: Customers who would miss us, from: 40, to: 60}
          told: {title: Customers whom a customer sent, from: 3, to: 9}
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        supports: [company/trust]
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
        # goals/2026-Q4/ops/cheap.yaml
        title: What nobody uses at night is asleep at night
        why: A third of the bill is for machines that wait.
        supports: [company/trust]
        key_results:
          asleep: {title: Machines that sleep at night, from: 10, to: 60}
          bill: {title: What a night costs, from: 900, to: 600}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          pages: {title: Pages that wake somebody, from: 41, to: 12}
          again: {title: Minutes until it is well again, from: 90, to: 30}
    """
    limits = view.policy.limits
    for (cycle, team), objectives in _by_team(workspace, view).items():
        settings = workspace.settings.teams.get(team)
        is_top = settings is None or not settings.parent
        most = limits.objectives_at_top if is_top else limits.objectives_per_team
        if len(objectives) > most:
            yield Problem(
                "",
                "{team} has {count} objectives in {cycle}, more than {most}",
                about=objectives[most],
                help="keep what matters most, and defer the rest",
                team=team,
                cycle=cycle,
                count=len(objectives),
                most=most,
            )


def _by_team(workspace: Workspace, view: View) -> Mapping[tuple[str, str], Sequence[Objective]]:
    """The objectives that a team has at once, in the order of paths."""
    found: dict[tuple[str, str], list[Objective]] = defaultdict(list)
    for one in workspace.objectives:
        counts = not one.draft and view.phases.judges("OKR306", str(one.address))
        if counts and not view.left_out(one):
            found[one.address.cycle, team_of(one.address, workspace)].append(one)
    return found


def _same_number(objective: Objective, gauges: Gauges, view: View) -> KeyResult | Kpi | None:
    """The key result or KPI that an objective only repeats, if there is one."""
    own = core(objective.title, view.language)
    for key_result in objective.key_results:
        if alike(own, core(key_result.title, view.language)):
            return key_result
    return next(gauges.like(own), None)
