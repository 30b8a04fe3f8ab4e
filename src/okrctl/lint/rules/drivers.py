"""Rules of what KPIs drive: that somebody knows which gauge moves which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.load.settings.loops import loops
from okrctl.model.cadence import CadenceError, parse_duration
from okrctl.model.kpi import Drive, Kpi
from okrctl.model.workspace import Workspace

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_SEQUENCE = f"{_ZOKRI}: the sequence and the degree to which one KPI influences another"


@rule("OKR409", severity="info", rests_on=_SEQUENCE)
def no_declared_link(kpi: Kpi, view: View) -> Iterator[Problem]:
    """A leading KPI drives nothing, or nothing drives a lagging one that a key result is about.

    Leading means that another number follows. And whoever wants to move a lagging number acts on
    what leads it: without a declared driver nobody has said what that is. What a formula is
    calculated from drives it.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        role: leading
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
        role: leading
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        drives:
          failures: {lag: 3 weeks, effect: opposite}
        playbook: The next sprint starts with the least covered module.
        # kpis/failures.yaml
        title: Releases that are taken back
        owner: mira
        better: lower
        role: lagging
        cadence: weekly
        healthy: {at_most: 2}
        pillar: quality
        playbook: Above 2, nothing ships on a Friday.
    """
    drivers = view.measured.drivers
    if kpi.role == "leading" and not any(kpi.id in of for of in drivers.values()):
        yield Problem(
            "role",
            "{kpi} is leading, and drives nothing",
            help="say in drives: which number follows it, and after how long",
            kpi=kpi.id,
        )
    under = view.measured.under_goals.get(kpi.id, ())
    if kpi.role == "lagging" and under and kpi.id not in drivers:
        yield Problem(
            "role",
            "nothing is said to drive {kpi}, which {key_result} wants to move",
            help=f"name {kpi.id} under drives: of what leads it",
            related=((view.places.span(str(under[0].address), "kpi"), "the key result"),),
            kpi=kpi.id,
            key_result=under[0].address.within_cycle,
        )


@rule("OKR411", severity="warning", rests_on=_SEQUENCE)
def drives_itself_at_once(workspace: Workspace, _: View) -> Iterator[Problem]:
    """A KPI drives itself, over others, without a lag.

    A loop in which each turn takes time is how things grow. Without a lag it says that a number
    is the cause of itself, and nothing can be learned from it.

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
        drives: {trust: {effect: same}}
        playbook: The next sprint starts with the least covered module.
        # kpis/trust.yaml
        title: Changes that nobody dreads
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 60}
        pillar: quality
        drives: {coverage: {effect: same}}
        playbook: Below 60, we ask what people dread.

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
        drives: {trust: {effect: same}}
        playbook: The next sprint starts with the least covered module.
        # kpis/trust.yaml
        title: Changes that nobody dreads
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 60}
        pillar: quality
        drives: {coverage: {lag: 4 weeks, effect: same}}
        playbook: Below 60, we ask what people dread.
    """
    for loop in loops(_at_once(workspace)):
        first = workspace.kpi(loop[0])
        name = next((name for name, of in _driven(first, workspace) if of == loop[1]), loop[1])
        yield Problem(
            ("drives", name),
            "a KPI drives itself without a lag: {loop}",
            about=first,
            help="give one of them a lag:, such as lag: 2 weeks",
            loop=" → ".join(loop),
        )


def _at_once(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """For each KPI those that it is said to drive without a lag."""
    return {
        kpi.id: tuple(of for name, of in _driven(kpi, workspace) if not _lags(kpi.drives[name]))
        for kpi in workspace.kpis
    }


def _driven(kpi: Kpi | None, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """What a KPI is said to drive: the name that its file gives it, and its id."""
    for name in kpi.drives if kpi else ():
        driven = workspace.kpi(name)
        if driven is not None:
            yield name, driven.id


def _lags(drive: Drive) -> bool:
    """Whether a lag is given, and more than nothing."""
    try:
        return drive.lag is not None and parse_duration(drive.lag).count > 0
    except CadenceError:
        return True
