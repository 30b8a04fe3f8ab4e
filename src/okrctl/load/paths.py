"""Paths: what a file is, from where it lies. The path is the identity, so nothing can disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from okrctl.load.near import nearest
from okrctl.model.address import KpiAddress, ObjectiveAddress
from okrctl.model.values import RESERVED_NAMES, SLUG_LENGTH, is_slug, slug_of

WORKSPACE = "okrctl.yaml"
YAML, LINES = ".yaml", ".jsonl"

FUNCTIONS = frozenset({"sum", "mean", "min", "max", "lag", "previous"})
"""Names of formula functions, which no KPI can have."""

_LAYOUT = {
    "goals": "goals/<cycle>/<team>/<objective>.yaml",
    "kpis": "kpis/<kpi>.yaml",
    "checkins": "checkins/<cycle>/<team>/<name>.jsonl",
    "readings": "readings/<year>/<name>.jsonl",
}


@dataclass(frozen=True, slots=True)
class WorkspaceFile:
    """okrctl.yaml."""


@dataclass(frozen=True, slots=True)
class GoalFile:
    """The file of an objective."""

    address: ObjectiveAddress


@dataclass(frozen=True, slots=True)
class KpiFile:
    """The file of a KPI."""

    address: KpiAddress


@dataclass(frozen=True, slots=True)
class EntryFile:
    """Entry lines: check-ins of a `cycle`, by `team` unless they are packed, or readings."""

    sort: Literal["checkins", "readings"]
    cycle: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that a folder may hold beside goals, such as .gitkeep."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A path that makes no address: a message, its arguments, and what to do."""

    template: str
    args: Mapping[str, str | int]
    help: str
    address: str = ""
    """What somebody would take it for, who saw its content."""


Place = WorkspaceFile | GoalFile | KpiFile | EntryFile | Ignored | Misplaced


def place(path: str) -> Place:
    """What the file at a path below the root is."""
    folder, *parts = path.split("/")
    if not parts and path == WORKSPACE:
        return WorkspaceFile()
    if parts and parts[-1].startswith(".") and not parts[-1].endswith((YAML, ".yml", LINES)):
        return Ignored()
    return _in_folder(folder, parts) or _elsewhere(path, folder)


def _in_folder(folder: str, parts: list[str]) -> Place | None:
    """What a file is by the layout of its folder, none where it does not follow it."""
    match folder, parts:
        case "goals", [cycle, team, name] if name.endswith(YAML):
            return _goal(cycle, team, name.removesuffix(YAML))
        case "kpis", [*_, name] if name.endswith(YAML):
            return _kpi(name.removesuffix(YAML))
        case "checkins", [cycle, team, name] if name.endswith(LINES):
            return _bad_id("a team", team) or EntryFile("checkins", cycle, team)
        case "checkins", [cycle, "packed.jsonl"]:
            return EntryFile("checkins", cycle)
        case "readings", [year, name] if name.endswith(LINES) and _is_year(year):
            return EntryFile("readings")
    return None


def _goal(cycle: str, team: str, name: str) -> Place:
    address = ObjectiveAddress(cycle, team, name)
    return _bad_id("a team", team) or _bad_id("an objective", name) or GoalFile(address)


def _kpi(name: str) -> Place:
    if name in FUNCTIONS:
        return Misplaced(
            "{id} is a function of formulas, so no KPI can have that id",
            {"id": name},
            f"rename the file, for example to total-{name}.yaml",
        )
    return _bad_id("a KPI", name) or KpiFile(KpiAddress(name))


def _bad_id(sort: str, text: str) -> Misplaced | None:
    problem = id_problem(text)
    if not problem:
        return None
    help_ = "rename it" if text in RESERVED_NAMES else f"rename it{_suggestion(text)}"
    return Misplaced("{id} is no id for " + sort + ": {problem}", _args(text, problem), help_)


def _args(text: str, problem: str) -> dict[str, str | int]:
    return {"id": text, "problem": problem}


def id_problem(text: str) -> str:
    """What is wrong with an id, in words; empty where it is one."""
    if text in RESERVED_NAMES:
        return "some systems reserve that name"
    if len(text) > SLUG_LENGTH:
        return f"it has more than {SLUG_LENGTH} characters"
    return "" if is_slug(text) else "lower-case letters, digits and single hyphens make an id"


def _suggestion(text: str) -> str:
    slug = slug_of(text)
    return f" to {slug}" if slug else ""


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


def _elsewhere(path: str, folder: str) -> Misplaced:
    layout = _LAYOUT.get(folder, "")
    help_ = f"files here are {layout}" if layout else "move it"
    near = "" if layout else nearest(folder, _LAYOUT)
    stem, _, ending = path.rpartition(".")
    meant = place(f"{stem}{YAML}") if layout and ending == "yml" else None
    address = str(meant.address) if isinstance(meant, GoalFile | KpiFile) else ""
    if near:
        help_ = f"did you mean {near}/?"
    elif address:
        help_ = f"name it {stem.rpartition('/')[2]}{YAML}"
    return Misplaced("{path} lies where nothing is read", {"path": path}, help_, address)


def same_but_for_case(paths: Iterable[str]) -> Mapping[str, str]:
    """For each path that differs from another in case alone, the one that is taken instead.

    That is the one which makes an address, else the first.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[path.casefold()].append(path)
    taken: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            right = [path for path in group if not isinstance(place(path), Misplaced)]
            kept = (right or group)[0]
            taken |= {path: kept for path in group if path != kept}
    return taken
