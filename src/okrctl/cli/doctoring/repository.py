"""Checks of git: that it is there, that it may commit here, and who it thinks you are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault, OkrctlError
from okrctl.pages.doctor import Check

if TYPE_CHECKING:
    from okrctl.store.git import Git

RUN_BY_A_COMMIT = (
    "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction",
    "post-index-change",
)  # fmt: skip
"""The hooks that a check-in starts, as any commit does."""


def repository(here: Context) -> Iterator[Check]:
    """Everything about the repository around the workspace; why there is none otherwise."""
    from okrctl.store.git import NoHistory

    try:
        git = here.repository
    except EnvironmentFault as fault:
        yield Check("git", "bad", fault.message, fault.next_step or "")
        return
    if isinstance(git, NoHistory):
        yield Check(
            "git", "warning", f"{git.reason}: lint and status work, nothing is recorded",
            "git init, or install git",
        )  # fmt: skip
        return
    yield version(git)
    yield history(git)
    yield committing(git)
    yield identity(here)
    yield hooks(git)
    yield from left_behind(git)


def version(git: Git) -> Check:
    """Which git it is; one that is too old never gets here."""
    from okrctl.store.git import OLDEST_GIT

    words = os.fsdecode(git.read("version")).strip().removeprefix("git version ")
    return Check("git", "good", f"{words}, {OLDEST_GIT} or newer is needed")


def history(git: Git) -> Check:
    """Whether all of the history is here."""
    if git.shallow:
        return Check(
            "history", "warning", "a shallow clone: log and audit cannot see where it begins",
            "git fetch --unshallow; in CI a checkout with fetch-depth: 0",
        )  # fmt: skip
    from okrctl.store.history import head

    at = head(git)
    where = at.branch or "a detached HEAD"
    follows = f", follows {at.upstream.removeprefix('refs/remotes/')}" if at.upstream else ""
    return Check("history", "good", f"whole; on {where}{follows}")


def committing(git: Git) -> Check:
    """Whether a check-in could be committed now."""
    from okrctl.store.preflight import refuse_to_commit

    try:
        refuse_to_commit(git)
    except EnvironmentFault as fault:
        return Check("commits", "bad", fault.message, fault.next_step or "")
    return Check("commits", "good", "a check-in can be committed here")


def identity(here: Context) -> Check:
    """Whether okrctl knows who you are."""
    try:
        who = here.who
    except OkrctlError as error:
        return Check("you", "warning", error.message, error.next_step or "")
    return Check("you", "good", f"{who}, {here.email or 'without an e-mail'}")


def hooks(git: Git) -> Check:
    """Which hooks a check-in runs."""
    settings = os.fsdecode(git.read("config", "--list", "-z")).split("\0")
    said = [one.partition("\n")[2] for one in settings if one.startswith("core.hookspath\n")]
    own = [path for path in said if path != os.devnull]  # which is what reading itself says
    folder = git.top / own[-1] if own else git.common_dir / "hooks"
    run = [name for name in RUN_BY_A_COMMIT if is_program(folder / name)]
    return Check(
        "hooks", "good", f"a commit runs {', '.join(run)}" if run else "a commit runs none"
    )


def is_program(file: Path) -> bool:
    """Whether git would run it."""
    return file.is_file() and os.access(file, os.X_OK)


def left_behind(git: Git) -> Iterator[Check]:
    """What a run that was stopped has left: a check-in half done, a lock of git."""
    from okrctl.store.resume import unfinished

    if unfinished(git) is not None:
        yield Check(
            "unfinished", "bad", "a check-in was left half done",
            "okrctl checkin --resume, or --discard",
        )  # fmt: skip
    lock = git.git_dir / "index.lock"
    if lock.exists():
        yield Check(
            "lock", "bad", f"{lock} is there: a git is at work, or was killed",
            "once no git runs here: delete the file",
        )  # fmt: skip
