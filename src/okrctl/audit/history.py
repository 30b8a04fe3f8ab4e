"""Commits as data, and what else must be asked of the repository they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, Protocol


class FileChange(NamedTuple):
    """A path below the root, and its blobs before and after; none where it was not there."""

    path: str
    before: str | None
    after: str | None


class Identity(NamedTuple):
    """A name and an e-mail as a commit has them: raw, never those of a mailmap."""

    name: str
    email: str

    def __str__(self) -> str:
        """`Mira Öz <mira@acme.example>`."""
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and its changes below the root against each of its parents."""

    sha: str
    parents: tuple[str, ...]
    author: Identity
    authored: datetime
    committer: Identity
    committed: datetime
    subject: str
    is_signed: bool
    against: Mapping[str, tuple[FileChange, ...]]
    """The changes by parent; by an empty name for a commit without one."""

    @property
    def short(self) -> str:
        """Its name for people."""
        return self.sha[:7]

    @property
    def is_merge(self) -> bool:
        """Whether it has several parents."""
        return len(self.parents) > 1

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """What it changed, against its only parent; none for a merge."""
        return () if self.is_merge else next(iter(self.against.values()), ())

    @property
    def entered(self) -> datetime:
        """When it became part of a history: a rebase keeps the author's date, not the other."""
        return max(self.authored, self.committed)


class Parentage(NamedTuple):
    """The parents of a commit, and its commit date in seconds."""

    parents: tuple[str, ...]
    committed: int


@dataclass(frozen=True)
class History:
    """The commits that touch the workspace, oldest first, and the graph that they lie in.

    `since` is the commit after which it begins, empty for all of it. At the commits of `boundary`
    a shallow clone begins: they look as if they had added everything.
    """

    head: str
    commits: tuple[Commit, ...]
    graph: Mapping[str, Parentage]
    since: str = ""
    boundary: frozenset[str] = frozenset()

    @property
    def judged(self) -> Iterator[Commit]:
        """The commits whose changes are their own, oldest first."""
        return (one for one in self.commits if one.sha not in self.boundary)

    @cached_property
    def first(self) -> str:
        """The oldest commit of the graph by its date; empty where there is none."""
        return min(self.graph, key=lambda sha: self.graph[sha].committed, default="")

    @cached_property
    def span(self) -> int:
        """How many commits there are from where it begins to the head."""
        known, waiting = set[str](), [self.since] if self.since in self.graph else []
        while waiting:
            sha = waiting.pop()
            if sha in self.graph and sha not in known:
                known.add(sha)
                waiting += self.graph[sha].parents
        return len(self.graph) - len(known)

    def descends(self, sha: str, ancestor: str) -> bool:
        """Whether one commit of the graph is another or comes after it."""
        waiting, seen = [sha], {sha}
        while waiting:
            one = waiting.pop()
            if one == ancestor:
                return True
            new = [p for p in self.graph.get(one, NOBODY).parents if p not in seen]
            seen.update(new)
            waiting += new
        return False

    def bases(self, one: str, other: str) -> tuple[str, ...]:
        """The best common ancestors of two commits: those that are no ancestor of another."""
        sides: dict[str, int] = {}
        queue: list[tuple[int, str]] = []

        def mark(sha: str, flags: int) -> None:
            if sha in self.graph and sides.get(sha, 0) | flags != sides.get(sha, 0):
                sides[sha] = sides.get(sha, 0) | flags
                heappush(queue, (-self.graph[sha].committed, sha))

        mark(one, ONE)
        mark(other, OTHER)
        found: dict[str, None] = {}
        while any(not sides[sha] & STALE for _, sha in queue):
            sha = heappop(queue)[1]
            flags = sides[sha]
            if flags & BOTH == BOTH and not flags & STALE:
                found[sha] = None
                flags |= STALE
                sides[sha] = flags
            for parent in self.graph[sha].parents:
                mark(parent, flags)
        return tuple(sha for sha in found if not self._behind(sha, found))

    def _behind(self, sha: str, others: Iterable[str]) -> bool:
        return any(one != sha and self.descends(one, sha) for one in others)


ONE, OTHER, BOTH, STALE = 1, 2, 3, 4
"""Which side of a merge a commit was reached from, and that a better ancestor is known."""
NOBODY = Parentage((), 0)


class Archive(Protocol):
    """What a repository answers about objects that history names."""

    def blobs(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of blobs by their ids; what is not here is left out."""
        ...

    def at(self, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes]:
        """The bytes of files by commit and path; what is not there is left out."""
        ...

    def listed(self, commit: str, folder: str) -> Mapping[str, str]:
        """The blobs of all files in a folder at a commit, by path."""
        ...
