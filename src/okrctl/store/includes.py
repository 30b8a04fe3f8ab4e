"""Where included workspaces lie on disk: patterns followed below a root, and no link with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from okrctl.store.worktree import WORKSPACE_FILE

ANY_DEPTH = "**"
DEEPEST = 16
"""How many folders deep `**` looks."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A folder below the root that holds okrctl.yaml, or why what is there is not followed."""

    folder: str
    problem: str = ""


def places(root: Path, pattern: str) -> tuple[Place, ...]:
    """The folders whose okrctl.yaml a pattern such as `teams/*/okrctl.yaml` finds, in order.

    A link on the way is a place with a problem; what `*` and `**` meet by chance is passed over.
    """
    steps = tuple(step for step in pattern.split("/") if step not in ("", "."))
    return tuple(sorted({*_found(root, "", steps, DEEPEST)}))


def _found(root: Path, folder: str, steps: tuple[str, ...], depth: int) -> Iterator[Place]:
    step, *rest = steps
    if step == WORKSPACE_FILE and not rest:
        yield from _workspace(root, folder)
    elif step == ANY_DEPTH:
        yield from _found(root, folder, tuple(rest), depth)
        for name in _folders(root, folder) if depth else ():
            yield from _found(root, _below(folder, name), steps, depth - 1)
    elif any(sign in step for sign in "*?["):
        for name in _folders(root, folder):
            if fnmatchcase(name, step):
                yield from _found(root, _below(folder, name), tuple(rest), depth)
    else:
        below = _below(folder, step)
        if (root / below).is_symlink():
            yield Place(below, "a link, which is not followed")
        elif (root / below).is_dir():
            yield from _found(root, below, tuple(rest), depth)


def _workspace(root: Path, folder: str) -> Iterator[Place]:
    file = root / folder / WORKSPACE_FILE
    if folder and file.is_symlink():
        yield Place(folder, "an okrctl.yaml that is a link, which is not followed")
    elif folder and file.is_file():
        yield Place(folder)


def _folders(root: Path, folder: str) -> list[str]:
    """The plain folders in a folder, without hidden ones; none where it cannot be listed."""
    try:
        with os.scandir(root / folder) as listed:
            return sorted(
                entry.name
                for entry in listed
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            )
    except OSError:
        return []


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
