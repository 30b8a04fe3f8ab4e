"""Merges of goal files, read field by field: what comes out is what a side brought. AUD007."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from okrctl.audit.fields import Flat, Key, entity_of, flat, likeness
from okrctl.audit.found import Spot, found
from okrctl.audit.goal_files import is_goal_file
from okrctl.audit.history import Archive, Commit, History
from okrctl.changes.audit_rules import MERGE_CHANGED
from okrctl.findings import Finding, Span
from okrctl.load.paths import WORKSPACE

AGAINST_EACH = "git show -m {commit} shows it against each parent"
MOVED = 0.5
"""The share of fields that two files have in common where one is the other, moved."""
Version = bytes | None


@dataclass(frozen=True, slots=True)
class File:
    """A file in a merge, in its parents, and in each of their merge bases."""

    path: str
    merged: Version
    sides: tuple[Version, ...]
    bases: tuple[Version, ...]

    @property
    def is_clean(self) -> bool:
        """Whether it is, as a whole, what one side made of it, or what all have."""
        for base in self.bases or (None,):
            brought = {side for side in self.sides if side != base} or {base}
            if len(brought) == 1 and self.merged in brought:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that a merge changed, and that cannot be held against its parents."""

    commit: Commit
    path: str


def merge_findings(history: History, archive: Archive) -> Iterator[Finding | Unread]:
    """What the merges of a history say that none of the merged commits said.

    Where a version of a file is no YAML that can be read, nobody can tell: that is said instead.
    """
    merges = [(one, paths) for one in history.judged if one.is_merge and (paths := goal_paths(one))]
    bases = {commit.sha: merge_bases(history, commit) for commit, _ in merges}
    archive.blobs(
        blob for commit, _ in merges for changes in commit.against.values()
        for one in changes for blob in (one.before, one.after) if blob
    )  # fmt: skip
    wanted = [(base, path) for commit, paths in merges for base in bases[commit.sha]
              for path in paths]  # fmt: skip
    before = archive.at(wanted)
    for commit, paths in merges:
        files = [_file(commit, path, bases[commit.sha], before, archive) for path in paths]
        yield from _deviations(commit, files)


def goal_paths(commit: Commit) -> tuple[str, ...]:
    """The goals, KPIs and settings that a merge has otherwise than one of its parents."""
    paths = (one.path for changes in commit.against.values() for one in changes)
    return tuple(dict.fromkeys(p for p in paths if p == WORKSPACE or is_goal_file(p)))


def merge_bases(history: History, commit: Commit) -> tuple[str, ...]:
    """The merge bases of the first parent with each other one."""
    first, *others = commit.parents
    return tuple(dict.fromkeys(base for one in others for base in history.bases(first, one)))


def _file(
    commit: Commit,
    path: str,
    bases: Sequence[str],
    before: Mapping[tuple[str, str], bytes],
    archive: Archive,
) -> File:
    """The versions of a file; where a parent has it as the merge has, nothing is listed."""
    changed = {
        parent: next((one for one in commit.against.get(parent, ()) if one.path == path), None)
        for parent in commit.parents
    }
    merged = next(one.after for one in changed.values() if one is not None)
    blobs = [merged if one is None else one.before for one in changed.values()]
    data = archive.blobs(blob for blob in (merged, *blobs) if blob)
    return File(
        path,
        data.get(merged or ""),
        tuple(data.get(blob or "") for blob in blobs),
        tuple(before.get((base, path)) for base in bases),
    )


def _deviations(commit: Commit, files: Sequence[File]) -> Iterator[Finding | Unread]:
    for file in files:
        if file.is_clean:
            continue
        if file.merged is None or not any(file.sides):
            yield from _whole(commit, file)
            continue
        read = _moved(file, files) or file
        sides = [flat(side, file.path) for side in read.sides if side is not None]
        bases = [{} if base is None else flat(base, file.path) for base in read.bases or (None,)]
        merged = flat(file.merged, file.path)
        known = [one for one in sides if one is not None]
        grounds = [one for one in bases if one is not None]
        if merged is not None and len(known) == len(sides) and len(grounds) == len(bases):
            yield from _fields(commit, file.path, merged, known, grounds)
        else:
            yield Unread(commit, file.path)


def _whole(commit: Commit, file: File) -> Iterator[Finding]:
    """A file that a merge deletes, or adds, though no side did."""
    existed = any(base is not None for base in file.bases)
    address = entity_of(file.path, ())
    if file.merged is not None:
        yield _finding(commit, file.path, (address, ""), ("nothing", "a new file"))
    elif all(file.sides) or not existed:
        yield _finding(commit, file.path, (address, ""), ("a file", "nothing"))


def _moved(file: File, files: Sequence[File]) -> File | None:
    """The file with its older name's versions, where one side moved it and another edited it."""
    new = [side for side in file.sides if side is not None]
    if len(new) != 1 or any(file.bases):
        return None
    mine = flat(new[0], file.path) or {}
    best: tuple[float, File] | None = None
    for old in files:
        if old.merged is None and any(old.bases):
            ground = next(base for base in old.bases if base is not None)
            alike = likeness(flat(ground, old.path) or {}, mine)
            if alike >= MOVED and (best is None or alike > best[0]):
                best = (alike, old)
    if best is None:
        return None
    pairs = zip(file.sides, best[1].sides, strict=True)
    return File(file.path, file.merged, tuple(a or b for a, b in pairs), best[1].bases)


def _fields(
    commit: Commit, path: str, merged: Flat, sides: Sequence[Flat], bases: Sequence[Flat]
) -> Iterator[Finding]:
    """The fields that say what no side brought."""
    keys = dict.fromkeys(key for one in (merged, *sides, *bases) for key in one)
    accepted: dict[Key, set[str | None]] = {}
    disputed: set[str] = set()
    for key in keys:
        accepted[key] = set()
        for base in bases:
            brought = {side.get(key) for side in sides} - {base.get(key)}
            accepted[key] |= brought or {base.get(key)}
            if len(brought) > 1:
                disputed.add(entity_of(path, key))
    grouped: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in keys:
        address = entity_of(path, key)
        free = {side.get(key) for side in sides} if address in disputed else set()
        if merged.get(key) not in accepted[key] | free:
            grouped[address, field_of(key)].append(key)
    for (address, field), wrong in grouped.items():
        expected = [accepted[key] for key in wrong]
        before = ", ".join(sorted({v for some in expected for v in some if v is not None}))
        after = ", ".join(value for key in wrong if (value := merged.get(key)) is not None)
        yield _finding(commit, path, (address, field), (before or "nothing", after or "nothing"))


def field_of(key: Key) -> str:
    """The field of a key result, or of the file, that a key is of."""
    steps = key[2:] if key[0] == "key_results" and len(key) > 2 else key
    return ".".join(step for step in steps if not step.startswith("- "))


def _finding(commit: Commit, path: str, spot: tuple[str, str], sides: tuple[str, str]) -> Finding:
    """A finding about a field, or a whole file, and what it was before and is after."""
    address, field = spot
    where = f"{address}{' ' if field else ''}{field}"
    return found(
        MERGE_CHANGED,
        commit,
        "{where} was changed by a merge: {before} → {after}",
        {"where": where, "before": sides[0], "after": sides[1]},
        Spot(Span(path), address, field),
        help=AGAINST_EACH.format(commit=commit.short),
    )
