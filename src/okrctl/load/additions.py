"""Additions: new entry files tried against a workspace that is loaded, before they are written.

Lines are read and judged by the very functions that load them, so that what is written can always
be read; nothing else of the workspace is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from okrctl.findings import Finding
from okrctl.load.entries.corrections import judge_references
from okrctl.load.entries.file import read_entries
from okrctl.load.entries.journals import Assembly, Line
from okrctl.load.entries.subjects import Subjects
from okrctl.load.field_places import EntrySpans
from okrctl.load.loading import Loaded
from okrctl.load.paths import EntryFile, place
from okrctl.load.settings.names import names_of
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.workspace import Workspace


@dataclass(frozen=True)
class Added:
    """The workspace with the new entries in it, and what is wrong with them."""

    workspace: Workspace
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def added(loaded: Loaded, files: Mapping[str, bytes]) -> Added:
    """What a workspace comes to with these entry files, by their paths. Nothing is written."""
    workspace = loaded.workspace
    assembly = Assembly(
        Subjects(workspace, names_of(workspace.settings), settled=True), workspace.calendars
    )
    assembly.entries.update(workspace.journal.by_id)
    assembly.lines.update(_known_lines(loaded))
    findings: list[Finding] = []
    for path, data in files.items():
        where = place(path)
        lines = read_entries(data, path)
        findings += lines.findings
        assembly.take(lines, where.cycle if isinstance(where, EntryFile) else "")
    assembly.finish()
    judge_references(assembly)
    findings += assembly.findings(files.__getitem__)
    new = tuple(
        entry for name, entry in assembly.entries.items() if name not in workspace.journal.by_id
    )
    journal = Journal.of_entries(assembly.entries.values())
    return Added(replace(workspace, journal=journal), new, tuple(findings))


def _known_lines(loaded: Loaded) -> dict[str, Line]:
    spans = loaded.places.entries
    if isinstance(spans, EntrySpans):
        return dict(spans.lines)
    return {name: (span.file, span.line) for name, span in spans.items()}
