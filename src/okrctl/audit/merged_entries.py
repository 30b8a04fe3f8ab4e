"""What a merge did to entries: whatever a side had, and no side took away, must still be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okrctl.audit.found import Args, found, spot_of
from okrctl.audit.history import Archive, Commit, History
from okrctl.audit.lines import Line, difference, is_pack, lines_of, pack_of, summary
from okrctl.changes.audit_rules import MERGE_CHANGED
from okrctl.findings import Finding


@dataclass(frozen=True, slots=True)
class Sides:
    """The entries of the files that a merge and its parents have differently."""

    merged: Mapping[str, Line]
    parents: tuple[Mapping[str, Line], ...]
    paths: tuple[str, ...]


def merge_deviations(
    commit: Commit, sides: Sides, history: History, archive: Archive
) -> Iterator[Finding]:
    """The entries that come out of a merge as no parent had them, or not at all."""
    missing: list[Line] = []
    for name in dict.fromkeys(name for side in sides.parents for name in side):
        olds = [side[name] for side in sides.parents if name in side]
        new = sides.merged.get(name)
        if new is None:
            missing.append(olds[0])
        elif not any(old.says(new) for old in olds):
            before, after = difference(olds[0], new)
            what = {"before": before, "after": after}
            yield _at(commit, new, "{what} was changed by a merge: {before} → {after}", what)
        elif not is_pack(new.path) and all(old.path != new.path for old in olds):
            what = {"before": olds[0].path, "after": new.path}
            yield _at(commit, new, "{what} was moved by a merge: {before} → {after}", what)
    for line in _dropped(commit, sides, missing, history, archive):
        what = {"before": summary(line)}
        yield _at(commit, line, "{what} was dropped by a merge; it said: {before}", what)


def _dropped(
    commit: Commit, sides: Sides, missing: list[Line], history: History, archive: Archive
) -> Iterator[Line]:
    """What is missing and no side had deleted. A side deleted what the merge base had."""
    if not missing:
        return
    packs = {pack_of(line.path) for line in missing}
    kept = _ids(archive, [(commit.sha, pack) for pack in packs])
    first, *others = commit.parents
    bases = {base for other in others for base in history.bases(first, other)}
    paths = {*sides.paths, *packs}
    there = _ids(archive, [(base, path) for base in bases for path in paths])
    for line in missing:
        everywhere = all(line.id in side for side in sides.parents)
        if line.id not in kept and (everywhere or line.id not in there):
            yield line


def _ids(archive: Archive, places: list[tuple[str, str]]) -> set[str]:
    held = archive.at(places)
    return {name for (_, path), data in held.items() for name in lines_of(path, data)}


def _at(commit: Commit, line: Line, template: str, args: Args) -> Finding:
    return found(
        MERGE_CHANGED,
        commit,
        template,
        {"what": line.words, **args, "id": line.id},
        spot_of(line),
        help=f"git show -m {commit.short} shows it against each parent",
    )
