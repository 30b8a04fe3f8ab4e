"""Aliases: old names that stay valid, and hence cannot be anybody else's."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.load.references.views import View
from okrctl.load.rules import NO_ADDRESS
from okrctl.load.settings.aliases import twice
from okrctl.model.address import parse_reference
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.text.places import Path


def alias_findings(view: View) -> Iterator[Finding]:
    """Aliases that are no addresses, or the name of something else."""
    taken: dict[str, str] = {name: name for name in view.roots}
    for objective in view.workspace.objectives:
        yield from _of_objective(objective, view, taken)
        yield from _of_key_results(objective, view)
    for kpi in view.workspace.kpis:
        yield from _of_kpi(kpi, view, taken)


def _of_objective(objective: Objective, view: View, taken: dict[str, str]) -> Iterator[Finding]:
    region, address = view.region(objective), objective.address
    for index, alias in enumerate(objective.aliases):
        path: Path = ("aliases", index)
        reference = parse_reference(alias)
        if reference is None or not reference.id or reference.key_result or reference.workspace:
            yield region.finding(
                NO_ADDRESS,
                path,
                "{alias} is no address of an objective",
                help="write it as team/old-id",
                alias=alias,
            )
            continue
        cycle, team = reference.cycle or address.cycle, reference.team or address.team
        yield from twice(f"{cycle}/{team}/{reference.id}", str(address), region, path, taken)


def _of_key_results(objective: Objective, view: View) -> Iterator[Finding]:
    taken = {one.id: one.id for one in objective.key_results}
    for key_result in objective.key_results:
        region = view.region(key_result)
        for index, alias in enumerate(key_result.aliases):
            yield from twice(alias, key_result.id, region, ("aliases", index), taken)


def _of_kpi(kpi: Kpi, view: View, taken: dict[str, str]) -> Iterator[Finding]:
    region = view.region(kpi)
    for index, alias in enumerate(kpi.aliases):
        yield from twice(f"kpi:{alias}", str(kpi.address), region, ("aliases", index), taken)
