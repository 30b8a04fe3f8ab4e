"""Every reason not to begin a check-in, found before anything is written."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Sequence
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.durable import as_fault, content, mode_of
from okrctl.store.git import Git
from okrctl.store.history import dirty, head
from okrctl.store.objects import Staged, head_blobs, staged
from okrctl.store.plan import Change

_UNDER_WAY = (
    ("rebase-merge", "a rebase", "git rebase --continue"),
    ("rebase-apply/applying", "a git am", "git am --continue"),
    ("rebase-apply", "a rebase", "git rebase --continue"),
    ("MERGE_HEAD", "a merge", "git merge --continue"),
    ("CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --continue"),
    ("REVERT_HEAD", "a revert", "git revert --continue"),
    ("sequencer", "a cherry-pick or revert", "git cherry-pick --continue"),
    ("BISECT_LOG", "a bisect", "git bisect reset"),
)


def refuse_to_commit(git: Git) -> str | None:
    """The commit that HEAD is at; raises where git could not commit, or would lose the commit.

    A commit made during a stopped rebase succeeds and is dropped when the rebase is aborted.
    """
    for place, name, finish in _UNDER_WAY:
        if (git.git_dir / place).exists():
            raise EnvironmentFault(
                f"{name} is in progress in this repository", f"finish it first: {finish}"
            )
    at = head(git)
    if at.branch is None:
        raise EnvironmentFault(
            "HEAD is detached: a commit made here would belong to no branch",
            "go to a branch first: git switch BRANCH",
        )
    refuse_nobody(git)
    return at.commit


def refuse_nobody(git: Git) -> None:
    """EnvironmentFault where git does not know who commits."""
    identity = git.write("var", "GIT_COMMITTER_IDENT")
    if identity.status != 0:
        raise EnvironmentFault(
            "git does not know who you are",
            "git config --global user.email YOU@EXAMPLE.ORG, and user.name likewise",
            output=identity.said,
        )


def refuse_what_changed(git: Git, changes: Sequence[Change]) -> dict[str, str]:
    """What HEAD holds of the paths; raises where git would not take exactly these changes."""
    new = [change.path for change in changes if change.is_new]
    _refuse_ignored(git, new)
    index = staged(git, [change.path for change in changes])
    for path in new:
        if path in index:
            raise EnvironmentFault(
                f"{path} is in git's index and not on the disk",
                f"bring it back, or commit that it went: git restore -- {shlex.quote(path)}",
            )
    existing = [change.path for change in changes if not change.is_new]
    if not existing:
        return {}
    committed = head_blobs(git, existing) if head(git).commit else {}
    for path in existing:
        _refuse_half_staged(path, index.get(path), committed.get(path))
    for path in dirty(git, existing):
        raise EnvironmentFault(
            f"{path} has changes that are not committed",
            f"commit them first, or take them back: git restore -- {shlex.quote(path)}",
        )
    return {path: committed[path] for path in existing}


def with_modes(root: Path, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with the permission bits of the files they touch, once all is as expected."""
    return tuple(_with_mode(root, change) for change in changes)


def _with_mode(root: Path, change: Change) -> Change:
    with as_fault(change.path, "read"):
        _refuse_outside(root, change.path)
    place = root / change.path
    found = content(place)
    if change.is_new and found is not None:
        raise EnvironmentFault(f"{change.path} exists already", "nothing was written over it")
    if found != change.before:
        raise EnvironmentFault(
            f"{change.path} changed since it was read", "look at it and run the command again"
        )
    return change if found is None else dataclasses.replace(change, mode=mode_of(place))


def _refuse_outside(root: Path, path: str) -> None:
    """Raise when a folder on the way is a link, which could lead the file out of the workspace."""
    for folder in (root / path).parents:
        if folder == root:
            return
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise EnvironmentFault(
                f"{folder.relative_to(root)} is not a plain folder",
                "okrctl writes through no link: put a folder in its place",
            )


def _refuse_ignored(git: Git, paths: Sequence[str]) -> None:
    if not paths:
        return
    # "./" keeps a path that begins with a colon from being read as a pattern.
    asked = "\0".join(f"./{path}" for path in paths).encode(errors="surrogateescape")
    answer = git.read("check-ignore", "-v", "--no-index", "-z", "--stdin", stdin=asked, fine=(0, 1))
    fields = answer.decode(errors="replace").split("\0")
    for source, line, pattern, path in zip(*[iter(fields[:-1])] * 4, strict=True):
        if not pattern.startswith("!"):
            raise EnvironmentFault(
                f"{path.removeprefix('./')} is ignored by git: {source}:{line} says {pattern}",
                "change that line, so that the file can be committed",
            )


def _refuse_half_staged(path: str, index: Staged | None, committed: str | None) -> None:
    if index is not None and not index.merged:
        raise EnvironmentFault(f"{path} has an unresolved conflict", "resolve and commit it first")
    if committed is None:
        raise EnvironmentFault(
            f"{path} is not committed yet",
            f"commit it first: git add -- {shlex.quote(path)} && git commit",
        )
    if index is None or index.blob != committed:
        raise EnvironmentFault(
            f"{path} has staged changes",
            f"commit them, or unstage: git restore --staged -- {shlex.quote(path)}",
        )
