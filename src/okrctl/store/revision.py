"""The files of a workspace as git holds them: at a revision, or staged for the next commit.

Blobs are read as they are, without filters, all by one process. Links and submodules are named
with their problem, as on disk, and never followed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from okrctl.errors import EnvironmentFault
from okrctl.load.tree import Held
from okrctl.store.durable import TEMPORARY
from okrctl.store.git import Git
from okrctl.store.objects import read_blobs
from okrctl.store.worktree import FOLDERS, WORKSPACE_FILE

PROBLEMS = {"120000": "a link, not a file", "160000": "a submodule, not a file"}
"""Why what has one of git's modes is no file."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What git lists at a path: the mode and the object."""

    mode: str
    blob: str


@dataclass(frozen=True)
class GitTree:
    """A tree of what git lists."""

    git: Git
    listed: Mapping[str, Listed]

    def files(self) -> Mapping[str, Held]:
        """Each file by its path below the root, in the order of paths."""
        return self._files

    @cached_property
    def _files(self) -> Mapping[str, Held]:
        plain = [one.blob for one in self.listed.values() if one.mode not in PROBLEMS]
        data = read_blobs(self.git, plain)
        return {
            path: Held(data.get(one.blob, b""), PROBLEMS.get(one.mode, ""))
            for path, one in sorted(self.listed.items())
        }


def revision_tree(git: Git, revision: str) -> GitTree:
    """The workspace at a commit; empty where the commit has none at this root."""
    return GitTree(git, _at(git, revision, WORKSPACE_FILE, *FOLDERS))


def read_at(git: Git, revision: str, path: str) -> bytes | None:
    """The bytes of a file below the root at a commit; none where it has no plain file there."""
    found = _at(git, revision, path).get(path)
    if found is None or found.mode in PROBLEMS:
        return None
    return read_blobs(git, [found.blob])[found.blob]


def staged_tree(git: Git) -> GitTree:
    """The workspace as it would be committed now; EnvironmentFault while a path is unmerged.

    Inside a hook it is the index that git names there.
    """
    listed = {}
    printed = git.read("ls-files", "-s", "-z", "--", WORKSPACE_FILE, *FOLDERS)
    for facts, path in _records(printed):
        mode, blob, stage = facts.split()
        if stage != "0":
            raise EnvironmentFault(f"{path} has an unresolved conflict", "resolve it and git add")
        listed[path] = Listed(mode, blob)
    return GitTree(git, listed)


def _at(git: Git, revision: str, *paths: str) -> dict[str, Listed]:
    listed = {}
    for facts, path in _records(git.read("ls-tree", "-r", "-z", revision, "--", *paths)):
        mode, _, blob = facts.split()
        listed[path] = Listed(mode, blob)
    return listed


def _records(printed: bytes) -> list[tuple[str, str]]:
    """Facts and path of each record; what a killed run left is none."""
    records = (os.fsdecode(record).split("\t", 1) for record in printed.split(b"\0") if record)
    return [(facts, path) for facts, path in records if not path.endswith(TEMPORARY)]
