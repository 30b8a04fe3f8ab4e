"""Files: the bytes of one file to what it says. Nothing here knows of any other file.

A file is broken as soon as one error lies in it: its numbers would be half of the truth. It stays
known by its address and aliases, so that what refers to it is not complained of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from okrctl.findings import Finding
from okrctl.load.reading.key_results import key_results
from okrctl.load.reading.records import record
from okrctl.load.reading.region import Region
from okrctl.load.reading.rhythms import (
    cadence_problem,
    duration_problem,
    every_problem,
    unit_problem,
)
from okrctl.load.reading.settled import is_error, settled
from okrctl.load.reading.sources import source_problems
from okrctl.model.address import KpiAddress, ObjectiveAddress, parse_reference
from okrctl.model.kinds import Hold
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.text import nodes
from okrctl.text.places import at, plain
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Source

Entity = TypeVar("Entity", Objective, Kpi)


@dataclass(frozen=True, slots=True)
class FileResult(Generic[Entity]):
    """What one file holds: its entity, none where it is broken, and the names it goes by."""

    source: Source
    address: str
    entity: Entity | None
    findings: tuple[Finding, ...]
    aliases: tuple[str, ...] = ()
    """Addresses that a broken file is known by too."""


def read_objective(data: bytes, file: str, address: ObjectiveAddress) -> FileResult[Objective]:
    """The objective that a file holds."""
    source = nodes.read(data, file)
    built, findings = _objective(source, address)
    settled_ = settled(source.findings, findings)
    if built is not None and not any(map(is_error, settled_)):
        return FileResult(source, str(address), built, settled_)
    return FileResult(source, str(address), None, settled_, tuple(_old_goals(source, address)))


def read_kpi(data: bytes, file: str, address: KpiAddress) -> FileResult[Kpi]:
    """The KPI that a file holds."""
    source = nodes.read(data, file)
    built, findings = _kpi(source, address)
    settled_ = settled(source.findings, findings)
    if built is not None and not any(map(is_error, settled_)):
        return FileResult(source, str(address), built, settled_)
    aliases = tuple(f"kpi:{alias}" for alias in _aliases(source))
    return FileResult(source, str(address), None, settled_, aliases)


def _objective(source: Source, address: ObjectiveAddress) -> tuple[Objective | None, list[Finding]]:
    if source.root is None:
        return None, []
    region = Region(source.root, str(address))
    given: dict[str, object] = {"address": address}
    findings: list[Finding] = []
    written = at(source.root, ("key_results",))
    if written is not None:
        given["key_results"], findings = key_results(written, region, address)
    built, more = record(Objective, region, given=given)
    findings += more
    if built is not None:
        findings += _rhythms(built, region)
    return (None, findings) if findings else (built, findings)


def _kpi(source: Source, address: KpiAddress) -> tuple[Kpi | None, list[Finding]]:
    if source.root is None:
        return None, []
    region = Region(source.root, str(address))
    given: dict[str, object] = {"address": address}
    findings: list[Finding] = []
    written = at(source.root, ("source",))
    if isinstance(written, MappingNode):
        findings += source_problems(written, region)
        given["source"] = plain(written)
    built, more = record(Kpi, region, given=given)
    findings += more
    if built is not None:
        findings += _kpi_rhythms(built, region)
    return (None, findings) if findings else (built, findings)


def _rhythms(objective: Objective, region: Region) -> Iterator[Finding]:
    """Cadences, periods and units that cannot be read."""
    yield from cadence_problem(objective.cadence, region, ("cadence",))
    for key_result in objective.key_results:
        inner = Region(region.root, str(key_result.address), ("key_results", key_result.id))
        yield from unit_problem(key_result.unit, inner, ("unit",))
        if isinstance(key_result, Hold):
            yield from every_problem(key_result.every, inner, ("every",))


def _kpi_rhythms(kpi: Kpi, region: Region) -> Iterator[Finding]:
    yield from cadence_problem(kpi.cadence, region, ("cadence",))
    yield from unit_problem(kpi.unit, region, ("unit",))
    for name, drive in kpi.drives.items():
        yield from duration_problem(drive.lag, region, ("drives", name, "lag"))


def _aliases(source: Source) -> list[str]:
    written = plain(at(source.root, ("aliases",)))
    listed = written if isinstance(written, list) else [written]
    return [alias for alias in listed if isinstance(alias, str)]


def _old_goals(source: Source, address: ObjectiveAddress) -> Iterator[str]:
    for alias in _aliases(source):
        reference = parse_reference(alias)
        if reference is not None and reference.id:
            cycle, team = reference.cycle or address.cycle, reference.team or address.team
            yield str(ObjectiveAddress(cycle, team, reference.id))
