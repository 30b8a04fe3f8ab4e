"""Loading: a tree to its workspace, the places of its parts, and every finding. Never raises.

Each file is read on its own; then what refers to what is judged. One mistake gives one finding: a
file with an error is known by its address, and what leans on it is not complained of.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby

from okrctl.findings import Finding, Span
from okrctl.load.entries.corrections import judge_references
from okrctl.load.entries.file import EntryLines, read_entries
from okrctl.load.entries.journals import Assembly
from okrctl.load.entries.subjects import Subjects
from okrctl.load.field_places import EntrySpans, FieldPlaces
from okrctl.load.inventory import Inventory, inventory
from okrctl.load.once import Once
from okrctl.load.places import Places
from okrctl.load.reading.files import FileResult
from okrctl.load.reading.settled import capped
from okrctl.load.references.every import reference_findings
from okrctl.load.references.kpis import formulas_of
from okrctl.load.references.views import View
from okrctl.load.settings.folders import unknown_cycles, unknown_teams
from okrctl.load.settings.names import names_of
from okrctl.load.settings.settings_file import (
    ENTITY,
    FILE,
    SettingsResult,
    no_settings,
    read_settings,
)
from okrctl.load.tree import Tree
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from okrctl.text.rules import DUPLICATE_KEY
from okrctl.text.tree import Node, Source

Result = FileResult[Objective] | FileResult[Kpi]
Reading = Callable[[bytes, str], EntryLines]


@dataclass(frozen=True)
class Loaded:
    """What a tree holds. `sources` are the YAML files that were read, by path."""

    workspace: Workspace
    places: Places
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    """The ids of entries that are there and not in the journal: something is wrong with them."""
    adrift: tuple[Entry, ...] = ()
    """Those of them that are about a goal or a KPI which this tree does not have."""


def load(tree: Tree, once: Once | None = None) -> Loaded:
    """Everything that the files of a tree say, and everything that is wrong with them.

    What `once` has read already, of this or of another tree, is not read again.
    """
    with _collector_off():
        found = inventory(tree.files())
        settings = read_settings(found.settings.read()) if found.settings else no_settings()
        if FILE in found.unread:
            settings = replace(settings, findings=())
        return _refused(settings) if settings.too_new else _loaded(found, settings, once)


def _refused(settings: SettingsResult) -> Loaded:
    """Nothing but the one finding that says why."""
    workspace = Workspace(settings.settings, settings.calendars)
    sources = {FILE: settings.source} if settings.source else {}
    return Loaded(workspace, Places(files={ENTITY: FILE}), settings.findings, sources)


def _loaded(found: Inventory, settings: SettingsResult, shared: Once | None) -> Loaded:
    once = shared or Once()
    read = once.entries if shared else read_entries  # lines that nobody shares are let go at once
    objectives = [once.objective(b.read(), p, a) for p, (a, b) in found.goals.items()]
    kpis = [once.kpi(b.read(), p, a) for p, (a, b) in found.kpis.items()]
    doubles = _doubles(kpis)
    settled = settings.source is not None and not settings.broken
    lost = unknown_cycles(found, settings.calendars)
    workspace = _workspace(settings, objectives, kpis, found.broken | {*doubles}, {*lost})
    names = names_of(settings.settings)
    findings = [*found.findings, *settings.findings, *doubles.values()]
    results: list[Result] = [*objectives, *kpis]
    findings += (one for result in results for one in result.findings)
    roots = _roots(settings, results)
    if settled:
        findings += lost.values()
        findings += unknown_teams(found, names)
    assembly = Assembly(Subjects(workspace, names, settled), settings.calendars)
    findings += _entries(found, assembly, {*lost}, read)
    workspace = replace(workspace, journal=Journal.of_entries(assembly.entries.values()))
    findings += reference_findings(View(workspace, names, settled, roots))
    files = {ENTITY: FILE} | {result.address: result.source.file for result in results}
    places = Places(FieldPlaces(roots), EntrySpans(assembly.lines), files)
    sources = {result.source.file: result.source for result in results}
    if settings.source is not None:
        sources[FILE] = settings.source
    left_out, adrift = frozenset(assembly.left_out), tuple(assembly.adrift)
    return Loaded(workspace, places, _in_order(findings), sources, left_out, adrift)


def _workspace(
    settings: SettingsResult,
    objectives: Iterable[FileResult[Objective]],
    kpis: Iterable[FileResult[Kpi]],
    broken: set[str],
    lost: set[str],
) -> Workspace:
    """The workspace without its journal. Goals of a cycle that nobody knows count as broken."""
    goals = tuple(
        one.entity for one in objectives if one.entity and one.entity.address.cycle not in lost
    )
    sound = tuple(one.entity for one in kpis if one.entity and one.address not in broken)
    whole = {str(one.address) for one in goals} | {str(one.address) for one in sound}
    results: tuple[Result, ...] = (*objectives, *kpis)
    broken |= {one.address for one in results if one.address not in whole}
    broken |= {alias for one in results for alias in one.aliases}
    return Workspace(
        settings.settings,
        settings.calendars,
        goals,
        sound,
        formulas_of(sound),
        broken=frozenset(broken),
    )


def _entries(
    found: Inventory, assembly: Assembly, lost: set[str], read: Reading
) -> Iterator[Finding]:
    """Take every entry file, and give what is wrong with its lines and with what they say."""
    for path, (what, blob) in found.entries.items():
        lines = read(blob.read(), path)
        yield from lines.findings
        if what.cycle in lost:
            assembly.left_out |= {draft.id for draft in lines.drafts}
        else:
            assembly.take(lines, what.cycle)
    assembly.finish()
    judge_references(assembly)
    yield from assembly.findings(lambda file: found.entries[file][1].read())


def _doubles(kpis: Iterable[FileResult[Kpi]]) -> Mapping[str, Finding]:
    """For each KPI address with several files the finding that says so."""
    files: dict[str, list[str]] = defaultdict(list)
    for result in kpis:
        files[result.address].append(result.source.file)
    return {
        address: Finding(
            DUPLICATE_KEY,
            Span(paths[-1]),
            "{id} is the id of another KPI file",
            {"id": address.removeprefix("kpi:")},
            address,
            help="rename one of them; folders are no part of the id",
            related=tuple((Span(path), "it is here too") for path in paths[:-1]),
        )
        for address, paths in files.items()
        if len(paths) > 1
    }


def _roots(settings: SettingsResult, results: Iterable[Result]) -> dict[str, Node]:
    sources = [(ENTITY, settings.source), *((one.address, one.source) for one in results)]
    return {
        address: source.root for address, source in sources if source and source.root is not None
    }


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line, column and code, and not without end for any file."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    by_file = groupby(ordered, key=lambda finding: finding.span.file)
    return tuple(one for _, of_file in by_file for one in capped(tuple(of_file)))


@contextmanager
def _collector_off() -> Iterator[None]:
    """No look for cycles while very many small things are made that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
