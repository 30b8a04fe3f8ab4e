"""An organisation: a workspace, those that it includes, and those that the person names.

Only okrctl.yaml of each is read here. Includes are followed from workspace to workspace and each
folder is entered once, so that loops end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from okrctl.errors import UsageError
from okrctl.findings import Finding, Span
from okrctl.load.reading.region import Region
from okrctl.load.rules import NOTHING_INCLUDED, UNFIT_INCLUDE
from okrctl.load.settings.includes import is_lawful
from okrctl.load.settings.settings_file import ENTITY, FILE, SettingsResult, read_settings
from okrctl.store.includes import Place, places
from okrctl.store.worktree import WorkTree

Origin = Literal["include", "option", "settings"]


@dataclass(frozen=True, slots=True)
class Sibling:
    """A workspace elsewhere that the person names: on the command line or in own settings."""

    name: str
    path: Path
    origin: Origin = "option"


@dataclass(frozen=True, slots=True)
class Member:
    """Another workspace of the organisation, under the name that addresses begin with."""

    name: str
    root: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Misnamed:
    """Something that a person named, and why it is none of the organisation."""

    sibling: Sibling
    reason: str
    next_step: str


@dataclass
class Organisation:
    """The workspaces by name, in the order in which they were found."""

    own: str = ""
    """The name of the workspace that the command stands in; may be empty."""
    members: dict[str, Member] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with `include` of that workspace."""
    misnamed: list[Misnamed] = field(default_factory=list)

    @property
    def shown(self) -> tuple[Member, ...]:
        """Those that belong to this workspace's own pages: included, or named for this command."""
        return tuple(one for one in self.members.values() if one.origin != "settings")


@dataclass(frozen=True, slots=True)
class _Stop:
    """A folder that is still to be looked into."""

    root: Path
    via: int
    """The line of our own `include` that led here; -1 where a person's word did."""
    taken: bool = False


def organisation(root: Path, siblings: tuple[Sibling, ...] = ()) -> Organisation:
    """The organisation around a workspace. What a person names wins over what `include` finds."""
    own = settings_at(root)
    found = Organisation()
    if own is None:
        return found
    found.own = own.settings.name or ""
    seen = {root.resolve()}
    for sibling in siblings:
        _take_sibling(found, sibling, seen)
    waiting = deque(_Stop(one.root, -1, taken=True) for one in found.members.values())
    waiting.extend(_included(found, own, root, None))
    while waiting:
        stop = waiting.popleft()
        place = stop.root.resolve()
        if place in seen and not stop.taken:
            continue
        seen.add(place)
        inner = settings_at(stop.root)
        wrong = None if stop.taken else _take(found, stop.root, inner, root)
        if wrong is not None and stop.via >= 0:
            found.findings.append(_unfit(own, stop.via, *wrong))
        if wrong is None and inner is not None:
            waiting.extend(_included(found, inner, stop.root, stop.via))
    return found


def settings_at(root: Path) -> SettingsResult | None:
    """What okrctl.yaml of a folder says; none where there is no plain file of that name."""
    blob = WorkTree(root, folders=()).files().get(FILE)
    if blob is None or blob.problem:
        return None
    return read_settings(blob.read())


def _included(
    found: Organisation, result: SettingsResult, root: Path, via: int | None
) -> Iterator[_Stop]:
    """Where `include` of a workspace leads. Only that of our own (`via` none) is complained of."""
    for index, pattern in enumerate(result.settings.include):
        if not is_lawful(pattern):
            continue
        there = places(root, pattern)
        for place in there:
            if not place.problem:
                yield _Stop(root / place.folder, index if via is None else via)
            elif via is None:
                found.findings.append(_unfit(result, index, place))
        if not there and via is None:
            found.findings.append(_nothing(result, index, pattern))


def _take(
    found: Organisation, folder: Path, inner: SettingsResult | None, root: Path
) -> tuple[Place, str] | None:
    """Add an included workspace under its name; what is wrong with it, and the help, if so."""
    where = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
    name = (inner.settings.name or "") if inner else ""
    known = found.members.get(name)
    if inner is None or (inner.broken and not name):
        return Place(where, "not valid"), f"okrctl lint {where}"
    if not name:
        return Place(
            where, "a workspace without name:"
        ), f"add to {where}/{FILE}: name: {folder.name}"
    if name == found.own or (known is not None and known.origin == "include"):
        other = "this workspace" if known is None else known.root.name
        help_ = f"give one of them another name: in its {FILE}"
        return Place(where, f"named {name}, as {other} is"), help_
    if known is None:
        found.members[name] = Member(name, folder, "include")
    return None


def _take_sibling(found: Organisation, sibling: Sibling, seen: set[Path]) -> None:
    """Add what a person names; what is wrong with it is kept, and absent settings are not."""
    place = sibling.path.resolve()
    if place in seen and sibling.origin == "settings":
        return
    result = settings_at(place)
    name = (result.settings.name or "") if result else ""
    if result is None:
        reason, next_step = f"there is no okrctl.yaml in {sibling.path}", "name its folder"
    elif name != sibling.name:
        called = f"is named {name}" if name else "has no name:"
        reason = f"the workspace in {sibling.path} {called}"
        next_step = (
            f"--workspace {name}={sibling.path}"
            if name
            else f"add to its {FILE}: name: {sibling.name}"
        )
    elif name == found.own:
        reason, next_step = f"{name} is this workspace itself", "give the other another name:"
    else:
        seen.add(place)
        found.members.setdefault(name, Member(name, place, sibling.origin))
        return
    found.misnamed.append(Misnamed(sibling, reason, next_step))


def _unfit(result: SettingsResult, index: int, place: Place, help_: str = "") -> Finding:
    args: Mapping[str, str | int] = {"folder": place.folder, "problem": place.problem}
    return Finding(
        UNFIT_INCLUDE,
        _span(result, index),
        "{folder} is {problem}",
        args,
        ENTITY,
        f"include.{index}",
        help_ or "put the folder itself in its place",
    )


def _nothing(result: SettingsResult, index: int, pattern: str) -> Finding:
    return Finding(
        NOTHING_INCLUDED,
        _span(result, index),
        "{pattern} finds no workspace here",
        {"pattern": pattern},
        ENTITY,
        f"include.{index}",
        "git submodule update --init, where it is a submodule",
    )


def _span(result: SettingsResult, index: int) -> Span:
    if result.source is None or result.source.root is None:
        return Span(FILE)
    return Region(result.source.root, ENTITY).span(("include", index))


def required(found: Organisation) -> Organisation:
    """The organisation; UsageError where what was named for this command is not there."""
    for one in found.misnamed:
        if one.sibling.origin == "option":
            raise UsageError(f"--workspace {one.sibling.name}: {one.reason}", one.next_step)
    return found
