"""Rules of what a KPI's file says: who watches it, how often, why, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_LUCID = '"OKRs vs. KPIs" (Lucid)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule(
    "OKR401",
    severity="error",
    rests_on=f"{_LUCID}: timely, so measured at regular, frequent intervals",
)
def no_cadence(kpi: Kpi, _: View) -> Iterator[Problem]:
    """A KPI does not say how often it is read.

    Without a cadence nobody can tell a number that is new from one that everybody forgot. A
    calculated KPI needs none: it has a value as often as what it is calculated from.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    if kpi.cadence is None and kpi.formula is None:
        yield Problem(
            "cadence",
            "nothing says how often {kpi} is read",
            help="add cadence: weekly, or how often somebody will look at it",
            kpi=kpi.id,
        )


@rule("OKR402", severity="warning", rests_on=f"{_LUCID}: using numbers allows for assessment")
def no_threshold(kpi: Kpi, _: View) -> Iterator[Problem]:
    """Nothing says from which value on a KPI is healthy.

    A gauge without a mark shows a number and no news. It is never healthy by default.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        pillar: quality
        playbook: The next sprint starts with the least covered module.

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    if kpi.healthy is None:
        side = {"higher": "at_least: …", "lower": "at_most: …", "inside": "between: [… , …]"}
        yield Problem(
            "healthy",
            "nothing says when {kpi} is healthy",
            help=f"add healthy: {{{side[kpi.better]}}}",
            kpi=kpi.id,
        )


@rule("OKR403", severity="error", rests_on=f'{_DASHBOARD}: "who\'s watching which gauges"')
def kpi_without_owner(kpi: Kpi, _: View) -> Iterator[Problem]:
    """Nobody watches a KPI.

    The owner looks at it when it is due and says so when it turns. A team's dashboard is watched
    by everybody, which is nobody.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    if kpi.owner is None:
        yield Problem(
            "owner",
            "nobody watches {kpi}",
            help="add owner: with the id of a person in okrctl.yaml",
            kpi=kpi.id,
        )


@rule("OKR404", severity="warning", rests_on=f'{_DASHBOARD}: "we\'ve always tracked them"')
def kpi_supports_nothing(kpi: Kpi, view: View) -> Iterator[Problem]:
    """A KPI is tracked for no objective and no pillar.

    What serves no goal is measured because it always was, and takes attention from what does. A
    KPI says what it is for in `supports` or `pillar`; a key result that is measured by it says so
    too.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        playbook: The next sprint starts with the least covered module.

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    if not kpi.supports and kpi.pillar is None and kpi.id not in view.measured.under_goals:
        yield Problem(
            "supports",
            "{kpi} supports no objective and no pillar",
            help="say in supports: or pillar: what it is tracked for, or stop tracking it",
            kpi=kpi.id,
        )


@rule("OKR405", severity="info", rests_on=f'{_LUCID}: "actionable"')
def no_playbook(kpi: Kpi, _: View) -> Iterator[Problem]:
    """Nothing says what is done when a KPI turns bad.

    A number that leads to no action is watched for nothing. The playbook is a sentence, written
    while everybody is calm.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    if kpi.playbook is None:
        yield Problem(
            "playbook",
            "nothing says what is done when {kpi} turns bad",
            help="add playbook: with a sentence",
            kpi=kpi.id,
        )


@rule(
    "OKR407",
    severity="info",
    rests_on=f"{_ZOKRI}: a single page for the most important five to ten KPIs",
)
def kpi_page_size(workspace: Workspace, view: View) -> Iterator[Problem]:
    """A team's page of KPIs is shorter than five or longer than ten.

    The page is what a short meeting looks at. Fewer do not show how the team is, and of more
    nobody looks at the last. `lint: {limits: {kpi_page: [5, 10]}}` says otherwise.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        teams: {company: {lead: mira, kpi_page: [coverage]}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        teams: {company: {lead: mira, kpi_page: [coverage]}}
        lint: {limits: {kpi_page: [1, 10]}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
    """
    fewest, most = view.policy.limits.kpi_page
    for name, team in workspace.settings.teams.items():
        count = len(set(team.kpi_page))
        if team.kpi_page and not fewest <= count <= most:
            yield Problem(
                ("teams", name, "kpi_page"),
                "the page of {team} has {count} KPIs, not {fewest} to {most}",
                help="a meeting looks at the most important ones, and at all of them",
                team=name,
                count=count,
                fewest=fewest,
                most=most,
            )
