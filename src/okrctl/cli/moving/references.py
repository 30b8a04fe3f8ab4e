"""Where files name people, teams, KPIs and goals, and the splices that give them new names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from okrctl.cli.moving.splices import Put, Rename, Splice, scalars
from okrctl.text.edit import quote
from okrctl.text.places import Path, at
from okrctl.text.tree import Mapping as Mapped
from okrctl.text.tree import Source

if TYPE_CHECKING:
    from okrctl.model.address import Reference

Sort = Literal["workspace", "objective", "kpi"]
Pattern = tuple[str, ...]
Patterns = Mapping[Sort, tuple[Pattern, ...]]

PEOPLE: Patterns = {
    "workspace": (("teams", "*", "lead"), ("teams", "*", "members", "*")),
    "objective": (("owner",), ("key_results", "*", "owner"), ("initiatives", "*", "owner")),
    "kpi": (("owner",),),
}
TEAMS: Patterns = {
    "workspace": (("teams", "*", "parent"),),
    "objective": (("with", "*"), ("needs", "*", "team")),
}
KPIS: Patterns = {
    "workspace": (("teams", "*", "kpi_page", "*"),),
    "objective": (("key_results", "*", "kpi"),),
}
GOALS: Patterns = {
    "objective": (("supports", "*"), ("needs", "*", "objective"), ("continues",)),
    "kpi": (("supports", "*"),),
}
KEY_RESULTS: Patterns = {"objective": (("initiatives", "*", "key_results", "*"),)}


@dataclass(frozen=True, slots=True)
class Named:
    """A text in a file that names something."""

    path: Path
    text: str


def sort_of(file: str) -> Sort | None:
    """What sort of file lies at a path; none for entries and what is not the workspace's."""
    if file == "okrctl.yaml":
        return "workspace"
    if file.endswith(".yaml"):
        return "objective" if file.startswith("goals/") else "kpi"
    return None


def named(source: Source, patterns: Patterns) -> Iterator[Named]:
    """The texts of a file at places that match."""
    sort = sort_of(source.file)
    wanted = patterns.get(sort, ()) if sort else ()
    for path, scalar in scalars(source.root):
        if isinstance(scalar.value, str) and any(fits(path, pattern) for pattern in wanted):
            yield Named(path, scalar.value)


def fits(path: Path, pattern: Pattern) -> bool:
    """Whether a path matches a pattern, whose `*` stands for any one step."""
    return len(path) == len(pattern) and all(
        part in ("*", step) for step, part in zip(path, pattern, strict=True)
    )


def renamed(source: Source, patterns: Patterns, old: str, new: str) -> Iterator[Splice]:
    """The splices that name `new` where a file names `old`."""
    for one in named(source, patterns):
        if one.text == old:
            yield Put(one.path, quote(new))


def rewritten(source: Source, rewrite: Callable[[Reference], str | None]) -> Iterator[Splice]:
    """The splices for references to goals, each as `rewrite` says; none leaves it alone."""
    from okrctl.model.address import parse_reference

    for one in named(source, GOALS):
        reference = parse_reference(one.text)
        if reference is None or reference.workspace or reference.kpi:
            continue
        text = rewrite(reference)
        if text is not None and text != one.text:
            yield Put(one.path, quote(text))


def spelled(reference: Reference, *, team: str = "", name: str = "", key: str = "") -> str:
    """A reference with other parts, as long as it was written."""
    cycle = f"{reference.cycle}/" if reference.cycle else ""
    inner = key or reference.key_result
    goal = f"{team or reference.team}/{name or reference.id}"
    return f"{cycle}{goal}{f'#{inner}' if inner else ''}"


def kpi_uses(source: Source, old: str, new: str) -> Iterator[Splice]:
    """The splices in a KPI's file for another KPI's name: what it drives, and its formula."""
    if sort_of(source.file) != "kpi":
        return
    drives = at(source.root, ("drives",))
    if isinstance(drives, Mapped) and any(str(key.value) == old for key, _ in drives.pairs):
        yield Rename(("drives", old), new)
    for path, scalar in scalars(source.root):
        if path == ("formula",) and isinstance(scalar.value, str):
            text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, scalar.value)
            if text != scalar.value:
                yield Put(path, quote(text))
