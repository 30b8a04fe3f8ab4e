"""Which files are read: those on disk, what is staged, or one from standard input."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path

from okrctl.cli.context import Context
from okrctl.cli.linting.wanted import Wanted
from okrctl.cli.writing import Overlay
from okrctl.errors import EnvironmentFault, UsageError


def with_files(here: Context, wanted: Wanted) -> Context:
    """The same place with the files that are asked for."""
    if wanted.staged:
        from okrctl.store.git import NoHistory
        from okrctl.store.revision import staged_tree

        if isinstance(here.repository, NoHistory):
            raise EnvironmentFault(f"nothing is staged: {here.repository.reason}")
        return dataclasses.replace(here, part=staged_tree(here.repository))
    if wanted.reads_stdin:
        path = _file_of_workspace(here, wanted.stdin_filename or "")
        return dataclasses.replace(here, part=Overlay(here.tree, {path: _standard_input()}))
    return here


def below_paths(here: Context, wanted: Wanted) -> Callable[[str], bool]:
    """Whether a file of the workspace lies at or below one of the paths; any does without paths."""
    if wanted.reads_stdin:
        path = _file_of_workspace(here, wanted.stdin_filename or "")
        return lambda file: file == path
    below: list[str] = []
    for path in wanted.paths:
        if not (Path(path).exists() or wanted.staged or here.at_text):
            raise UsageError(f"there is no {path}", "name a file or a folder of the workspace")
        below.append(below_root(here, path))
    if not below or "." in below:
        return lambda _: True
    return lambda file: any(file == one or file.startswith(f"{one}/") for one in below)


def below_root(here: Context, path: str) -> str:
    """A path from the command line as the workspace names it; UsageError outside of it."""
    try:
        return Path(path).resolve().relative_to(here.root.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{path} is outside the workspace at {here.root}") from None


def _file_of_workspace(here: Context, path: str) -> str:
    from okrctl.store.worktree import FOLDERS, WORKSPACE_FILE

    below = below_root(here, path)
    if below != WORKSPACE_FILE and not below.startswith(tuple(f"{name}/" for name in FOLDERS)):
        raise UsageError(
            f"{path} is no file that a workspace reads",
            f"it reads {WORKSPACE_FILE} and what lies in {', '.join(FOLDERS)}",
        )
    return below


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("there is no standard input", "okrctl lint - < FILE")
    return sys.stdin.buffer.read()
