"""The inventory of a tree: which of its files is what, and which are no files of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from okrctl.findings import Finding, Span
from okrctl.load.paths import (
    EntryFile,
    GoalFile,
    KpiFile,
    Misplaced,
    Place,
    WorkspaceFile,
    place,
    same_but_for_case,
)
from okrctl.load.rules import NO_ADDRESS, NO_PLAIN_FILE
from okrctl.load.tree import Blob
from okrctl.model.address import KpiAddress, ObjectiveAddress
from okrctl.text.entries import MAX_FILE, MAX_PACK, PACK
from okrctl.text.guard import MAX_BYTES
from okrctl.text.rules import OVER_A_LIMIT


@dataclass(slots=True)
class Inventory:
    """The files by what they are, in the order of paths. `broken` are addresses of unread files."""

    settings: Blob | None = None
    goals: dict[str, tuple[ObjectiveAddress, Blob]] = field(default_factory=dict)
    kpis: dict[str, tuple[KpiAddress, Blob]] = field(default_factory=dict)
    entries: dict[str, tuple[EntryFile, Blob]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    """Paths of files that must not be read."""


def inventory(files: Mapping[str, Blob]) -> Inventory:
    """What each file is, by its path; nothing is read."""
    found = Inventory()
    doubles = same_but_for_case(files)
    for path, blob in files.items():
        what = place(path)
        problem = _problem(path, blob, what, doubles)
        if problem is None:
            _sort(found, path, blob, what)
            continue
        found.findings.append(problem)
        found.unread.add(path)
        address = getattr(what, "address", "")
        if address and path not in doubles:
            found.broken.add(str(address))
    return found


def _sort(found: Inventory, path: str, blob: Blob, what: Place) -> None:
    match what:
        case WorkspaceFile():
            found.settings = blob
        case GoalFile(address):
            found.goals[path] = (address, blob)
        case KpiFile(address):
            found.kpis[path] = (address, blob)
        case EntryFile():
            found.entries[path] = (what, blob)


def _problem(path: str, blob: Blob, what: Place, doubles: Mapping[str, str]) -> Finding | None:
    """Why a file is not read, none where it is."""
    span = Span(path)
    if blob.problem:
        args = {"path": path, "problem": blob.problem}
        return Finding(
            NO_PLAIN_FILE, span, "{path} is {problem}", args, help="put a file in its place"
        )
    if path in doubles:
        args = {"path": path, "other": doubles[path]}
        template = "{path} differs from {other} in case alone"
        return Finding(
            NO_ADDRESS, span, template, args, help="some systems take both for one: rename it"
        )
    if isinstance(what, Misplaced):
        return Finding(NO_ADDRESS, span, what.template, what.args, help=what.help)
    most = _most(path, what)
    if blob.size > most:
        args_ = {"size": blob.size, "most": most}
        template = "the file has {size} bytes; at most {most} are read"
        return Finding(OVER_A_LIMIT, span, template, args_, help="split it")
    return None


def _most(path: str, what: Place) -> int:
    if isinstance(what, EntryFile):
        return MAX_PACK if path.endswith(f"/{PACK}") else MAX_FILE
    return MAX_BYTES
