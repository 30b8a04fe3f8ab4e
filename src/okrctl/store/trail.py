"""The trail that git keeps: who committed what, by which pull request, and what cannot be seen.

Everything is read at once, since git stops early where dates go backwards; files are told apart by
their blobs, so that only what differs is ever read.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from okrctl.store.git import Git
from okrctl.store.history import Commit, FileChanged, read_commits
from okrctl.store.objects import read_blobs

_PULL = (
    re.compile(r"^Merge pull request #(\d+) "),
    re.compile(r"^Merged in .+ \(pull request #(\d+)\)"),
    re.compile(r"^Merged PR (\d+): "),
    re.compile(r"^See merge request \S*!(\d+)$", re.MULTILINE),
    re.compile(r"\A[^\n]* \(#(\d+)\)(?:\n|\Z)"),
)
"""How forges name a pull request in the message of a merge, or of a squash."""
_ALIKE = 0.5
"""The share of lines that two files have in common where one is the other, moved and edited."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a commit made of one file. `old` is its path before, where the commit moved it."""

    commit: Commit
    path: str
    before: str | None
    after: str | None
    old: str = ""


@dataclass(frozen=True)
class Trail:
    """The commits that can be seen, newest first. In a shallow clone it begins in the middle."""

    git: Git
    commits: tuple[Commit, ...]
    boundary: frozenset[str] = frozenset()
    """Commits at which a shallow clone begins: they show as if they had added everything."""

    @cached_property
    def pulls(self) -> Mapping[str, int]:
        """The number of the pull request that brought each commit, where a message names it."""
        return pull_requests(self.commits)

    @property
    def seen(self) -> Iterator[Commit]:
        """The commits whose changes are their own, newest first."""
        return (commit for commit in self.commits if commit.sha not in self.boundary)

    def versions(self, suffix: str) -> Iterator[Version]:
        """Every version of the files that end so, newest first, moved ones as one version."""
        changed = [
            (commit, [file for file in commit.files if file.path.endswith(suffix)])
            for commit in self.seen
        ]
        alike = _Contents(self.git, _unpaired(files for _, files in changed))
        for commit, files in changed:
            yield from _versions(commit, files, alike)

    def first_commits(self, files: Mapping[str, str]) -> dict[str, Commit]:
        """The commit that added each entry; `files` has the entries by id and their files now.

        A file that was added once, and never changed, needs no look inside.
        """
        history: dict[str, list[tuple[Commit, FileChanged]]] = defaultdict(list)
        for commit in self.seen:
            for file in commit.files:
                if file.path.endswith(".jsonl"):
                    history[file.path].append((commit, file))
        found, unclear = {}, set()
        for entry, path in files.items():
            changes = history.get(path, [])
            if len(changes) == 1 and changes[0][1].before is None and not _is_pack(path):
                found[entry] = changes[0][0]
            elif changes:
                unclear.add(path.rpartition("/")[0])
        return found | self._looked_up(history, unclear, files.keys() - found.keys())

    def _looked_up(
        self,
        history: Mapping[str, Sequence[tuple[Commit, FileChanged]]],
        folders: set[str],
        wanted: set[str],
    ) -> dict[str, Commit]:
        """The first commits of entries whose files were joined or changed, read from their blobs.

        What lies in a pack of a cycle came from a folder of one of its teams.
        """
        near = [
            (commit, file.after)
            for path, changes in history.items()
            if any(path.startswith(f"{folder}/") for folder in folders)
            for commit, file in changes
            if file.after
        ]
        order = {commit.sha: number for number, commit in enumerate(self.commits)}
        blobs = read_blobs(self.git, [blob for _, blob in near])
        found: dict[str, Commit] = {}
        for commit, blob in sorted(near, key=lambda one: -order[one[0].sha]):
            for entry in _ids(blobs[blob]) & wanted:
                found.setdefault(entry, commit)
        return found


def read_trail(git: Git, revision: str = "HEAD") -> Trail:
    """The trail up to a revision; empty where nothing is committed yet."""
    return Trail(git, read_commits(git, revision=revision), _boundary(git))


def pull_requests(commits: Sequence[Commit]) -> dict[str, int]:
    """The pull request of each commit: of its own message, else of the merge that brought it.

    What a merge brought is what its other parents reach and the main line before it does not.
    """
    by_sha = {commit.sha: commit for commit in commits}
    line = list(_main_line(by_sha, commits[0].sha)) if commits else []
    known = {commit.sha for commit in line}
    brought: dict[str, int] = {}
    for merge in reversed(line):
        _bring(by_sha, merge, known, brought)
    own = {commit.sha: number for commit in commits if (number := pull_of(commit.message))}
    return brought | own


def pull_of(message: str) -> int | None:
    """The pull request that a message names, none for most."""
    for pattern in _PULL:
        if found := pattern.search(message):
            return int(found[1])
    return None


def _main_line(by_sha: Mapping[str, Commit], tip: str) -> Iterator[Commit]:
    commit = by_sha.get(tip)
    while commit is not None:
        yield commit
        commit = by_sha.get(commit.parents[0]) if commit.parents else None


def _bring(
    by_sha: Mapping[str, Commit], merge: Commit, known: set[str], brought: dict[str, int]
) -> None:
    """Note what a merge brought; a merge inside of that, which names its own, keeps its own."""
    waiting = [(sha, pull_of(merge.message)) for sha in merge.parents[1:]]
    while waiting:
        sha, number = waiting.pop()
        commit = by_sha.get(sha)
        if commit is None or sha in known:
            continue
        known.add(sha)
        if number is not None:
            brought[sha] = number
        inner = pull_of(commit.message) or number
        waiting += [(parent, inner) for parent in commit.parents[1:]]
        waiting += [(parent, number) for parent in commit.parents[:1]]


def _boundary(git: Git) -> frozenset[str]:
    if not git.shallow:
        return frozenset()
    try:
        return frozenset((git.common_dir / "shallow").read_text("ascii").split())
    except OSError:
        return frozenset()


def _is_pack(path: str) -> bool:
    return path.endswith("/packed.jsonl")


def _ids(data: bytes) -> set[str]:
    from okrctl.text.entries import read_lines

    return {str(row.data.get("id")) for row in read_lines(data, "").rows}


def _versions(
    commit: Commit, files: Sequence[FileChanged], contents: _Contents
) -> Iterator[Version]:
    """The files of one commit; one that went and one that came are one file where they are."""
    gone = [file for file in files if file.after is None]
    for file in files:
        if file.after is None:
            continue
        old = None if file.before else contents.origin(file, gone)
        if old is None:
            yield Version(commit, file.path, file.before, file.after)
        else:
            gone.remove(old)
            yield Version(commit, file.path, old.before, file.after, old.path)
    for file in gone:
        yield Version(commit, file.path, file.before, None)


@dataclass(frozen=True)
class _Contents:
    """The bytes of files that may have moved and been edited in one commit, read once."""

    git: Git
    blobs: frozenset[str]

    @cached_property
    def data(self) -> Mapping[str, bytes]:
        return read_blobs(self.git, self.blobs)

    def origin(self, file: FileChanged, gone: Sequence[FileChanged]) -> FileChanged | None:
        """Which of the files that went is the one that came: the same bytes, or mostly so."""
        top = file.path.partition("/")[0]
        near = [one for one in gone if one.path.partition("/")[0] == top]
        same = next((one for one in near if one.before == file.after), None)
        if same is not None or not near:
            return same
        best = max(near, key=lambda one: self._likeness(one, file))
        return best if self._likeness(best, file) >= _ALIKE else None

    def _likeness(self, old: FileChanged, new: FileChanged) -> float:
        before = self.data[old.before or ""].splitlines()
        after = self.data[new.after or ""].splitlines()
        return difflib.SequenceMatcher(None, before, after, autojunk=False).ratio()


def _unpaired(commits: Iterator[list[FileChanged]]) -> frozenset[str]:
    """The blobs of what went and came in one commit with other bytes."""
    found: set[str] = set()
    for files in commits:
        gone = {file.before for file in files if file.after is None and file.before}
        came = {file.after for file in files if file.before is None and file.after}
        if came - gone and gone:
            found |= gone | came
    return frozenset(found)
