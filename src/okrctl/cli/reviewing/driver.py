"""`okrctl diff` as git's external diff: one file, as git hands both of its sides over."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from okrctl.cli.context import Context, workspace_root
from okrctl.cli.emitting import emit
from okrctl.errors import EnvironmentFault

ARGUMENTS = 7
"""Path, old file, its id and mode, new file, its id and mode."""


def show(here: Context, words: Sequence[str], formats: Sequence[str] | None) -> None:
    """Put out what changed in one file; nothing for a file that is in no workspace."""
    from okrctl.changes.compare import compare
    from okrctl.load.loading import load
    from okrctl.load.tree import DictTree
    from okrctl.pages.changes import Between, diff_page

    path, old, old_id, _, new, new_id, _ = words
    folder = (here.folder / path).parent
    if workspace_root(folder) is None:
        return
    here = dataclasses.replace(here, folder=folder)
    below = (here.folder / Path(path).name).relative_to(here.root).as_posix()
    rest = rest_of(here, below)
    before, after = (load(DictTree(rest | bytes_of(below, file))) for file in (old, new))
    running = here.cycle.name if here.cycle else ""
    page = diff_page(compare(before, after), Between(old_id, path, new_id), running)
    emit(here, page, formats or ["table"])


def rest_of(here: Context, path: str) -> dict[str, bytes]:
    """The other files of the workspace, as they are on disk."""
    files = here.tree.files().items()
    return {name: blob.read() for name, blob in files if name != path and not blob.problem}


def bytes_of(path: str, file: str) -> dict[str, bytes]:
    """A side of the file under its path in the workspace; nothing where git has none."""
    if file == "/dev/null":
        return {}
    try:
        return {path: Path(file).read_bytes()}
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be read: {error.strerror}") from error
