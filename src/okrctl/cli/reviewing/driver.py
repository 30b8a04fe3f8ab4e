"""`okrctl diff` as git's external diff: one file, as git hands both of its sides over."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from okrctl.cli.context import Context, workspace_root
from okrctl.cli.emitting import emit
from okrctl.cli.output import say
from okrctl.errors import EnvironmentFault

ARGUMENTS = 7
"""Path, old file, its id and mode, new file, its id and mode; after a rename the new path too."""
CALLED_BY_GIT = "GIT_DIFF_PATH_COUNTER"
"""What git sets for an external diff."""


def is_called(here: Context, words: Sequence[str]) -> bool:
    """Whether git asks, by its words or its environment."""
    return len(words) == ARGUMENTS or CALLED_BY_GIT in here.environ


def show(here: Context, words: Sequence[str], formats: Sequence[str] | None) -> None:
    """Put out what changed in one file; nothing for a file that is in no workspace."""
    from okrctl.changes.compare import compare
    from okrctl.load.loading import load
    from okrctl.load.tree import DictTree
    from okrctl.pages.changes import Between, diff_page

    path, *sides = words
    folder = (here.folder / path).parent
    if workspace_root(folder) is None:
        return
    if len(sides) < ARGUMENTS - 1:
        say(f"{path} is not merged yet: git status")
        return
    old, old_id, _, new, new_id, _, *renamed = sides
    top, here = here.folder, dataclasses.replace(here, folder=folder)
    names = [below(here, top, one) for one in (path, *renamed[:1])]
    rest = rest_of(here, names)
    before = load(DictTree(rest | bytes_of(names[0], old)))
    after = load(DictTree(rest | bytes_of(names[-1], new)))
    running = here.cycle.name if here.cycle else ""
    page = diff_page(compare(before, after), Between(old_id, names[-1], new_id), running)
    emit(here, page, formats or ["table"])


def below(here: Context, top: Path, path: str) -> str:
    """A path as git says it, from the top of the work tree, below the workspace's root.

    Git starts its external diff at the top; outside of the workspace the path stays as it is.
    """
    place = top / path
    return place.relative_to(here.root).as_posix() if place.is_relative_to(here.root) else path


def rest_of(here: Context, paths: Sequence[str]) -> dict[str, bytes]:
    """The other files of the workspace, as they are on disk."""
    files = here.tree.files().items()
    return {name: blob.read() for name, blob in files if name not in paths and not blob.problem}


def bytes_of(path: str, file: str) -> dict[str, bytes]:
    """A side of the file under its path in the workspace; nothing where git has none."""
    if file == "/dev/null":
        return {}
    try:
        return {path: Path(file).read_bytes()}
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be read: {error.strerror}") from error
