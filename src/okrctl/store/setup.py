"""What is set up once in a repository: that it is one, and that its diffs show meanings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git, NoHistory, Result, initialized, open_repository

DRIVER = "diff.okrctl.command"
"""The setting of git that names what shows the changes of files with the attribute diff=okrctl."""
COMMAND = "okrctl diff"


def make_repository(root: Path, environ: Mapping[str, str]) -> Git:
    """A new repository at a folder; EnvironmentFault where git cannot make one."""
    done(initialized(root, environ), "init")
    found = open_repository(root, environ)
    if isinstance(found, NoHistory):
        raise EnvironmentFault(f"git made no repository here: {found.reason}")
    return found


def shows_meanings(git: Git) -> bool:
    """Whether git's configuration names a driver, of this repository or of the user."""
    settings = os.fsdecode(git.read("config", "--list", "-z")).split("\0")
    return any(setting.startswith(f"{DRIVER}\n") for setting in settings)


def show_meanings(git: Git) -> None:
    """Name the driver in this repository's own configuration."""
    done(git.write("config", "--local", DRIVER, COMMAND), "config")


def done(result: Result, command: str) -> None:
    """EnvironmentFault with git's words where it failed."""
    if result.status != 0:
        raise EnvironmentFault(f"git {command} failed", output=result.said)
