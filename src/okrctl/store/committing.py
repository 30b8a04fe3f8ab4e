"""The commit itself: exactly these paths, nobody else's staged change, and patience with locks."""

from __future__ import annotations

import os
import re
import shlex
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.durable import AtStep
from okrctl.store.git import Git, Result
from okrctl.store.history import head, read_commits, resolve
from okrctl.store.journal import Unfinished
from okrctl.store.lock import LOCK
from okrctl.store.objects import head_blobs, staged

PATIENCE_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.02
_LONGEST_PAUSE_SECONDS = 0.5

_HELD = re.compile(r"Unable to create '(?P<lock>[^'\n]+\.lock)': File exists")
_LOST_RACE = "cannot lock ref"
_MADE = re.compile(r"^\[\S+ (?:\(root-commit\) )?(?P<sha>[0-9a-f]{4,64})\] ")
_COUNTED = re.compile(r"^ (?P<files>\d+) files? changed", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that was made, and the paths below the root that it holds, in order."""

    sha: str
    files: tuple[str, ...]


def commit_only(git: Git, unfinished: Unfinished, at_step: AtStep) -> Made:
    """Commit the paths of `unfinished`, as they are on the disk, and nothing else.

    What was staged beside them stays staged. A hook or a signature that fails raises
    `EnvironmentFault` with what was printed; a lock is waited for, and never deleted.
    """
    paths = [change.path for change in unfinished.changes]
    if new := _new_paths(unfinished):
        _patiently(git, ("add", "--intent-to-add", "--", *_literal(new)), None)
        at_step("added")
    command = ("commit", "--only", "--cleanup=whitespace", "-F", "-", "--", *_literal(paths))
    result = _patiently(git, command, unfinished.message.encode(errors="replace"))
    at_step("committed")
    return _made(git, result, unfinished)


def commit_made(git: Git, unfinished: Unfinished) -> Made | None:
    """The commit that holds what `unfinished` wanted, when HEAD has it already.

    A run may die, or be stopped, after git made the commit and before it heard of it.
    """
    if not unfinished.commit or head(git).commit is None:
        return None
    now = head_blobs(git, [change.path for change in unfinished.changes])
    for change in unfinished.changes:
        is_there = change.path in now
        moved = now.get(change.path) != unfinished.head_blobs.get(change.path)
        if is_there != (change.after is not None) or not moved:
            return None
    path = unfinished.changes[0].path
    sha = git.read("log", "-1", "--format=%H", "HEAD", "--", path).decode().strip()
    return Made(sha, unfinished.files)


def take_out_of_index(git: Git, unfinished: Unfinished) -> None:
    """Let the index forget the new paths, as it did not know them before."""
    new = _new_paths(unfinished)
    if new and staged(git, new):
        _patiently(git, ("reset", "-q", "--", *_literal(new)), None)


def _new_paths(unfinished: Unfinished) -> list[str]:
    return [change.path for change in unfinished.changes if change.is_new]


def _literal(paths: Sequence[str]) -> list[str]:
    """The paths as nothing but paths. A flag for all of them would reach the hooks too."""
    return [f":(literal){path}" for path in paths]


def _made(git: Git, result: Result, unfinished: Unfinished) -> Made:
    printed = os.fsdecode(result.out)
    sha = _whole_id(git, found["sha"] if (found := _MADE.match(printed)) else "HEAD")
    counted = _COUNTED.search(printed)
    if counted and int(counted["files"]) == len(unfinished.changes):
        return Made(sha, unfinished.files)
    # git counts a rename as one file, and a hook may have added files of its own.
    (commit,) = read_commits(git, 1, sha)
    return Made(sha, tuple(sorted(change.path for change in commit.files)))


def _whole_id(git: Git, revision: str) -> str:
    """The whole id of the commit just made, read where git wrote it: that saves a process."""
    try:
        ref = (git.git_dir / "HEAD").read_text().strip().removeprefix("ref: ")
        whole = (git.common_dir / ref).read_text().strip()
    except (OSError, ValueError):
        whole = ""
    return whole if whole.startswith(revision) else resolve(git, revision)


def _patiently(git: Git, command: Sequence[str], stdin: bytes | None) -> Result:
    """How git ended, tried again while another git holds a lock or wins the race for a ref."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    for pause_seconds in _pauses():
        result = git.write(*command, stdin=stdin)
        if result.status == 0:
            return result
        in_the_way = _HELD.search(result.said) or _LOST_RACE in result.said
        if not in_the_way or time.monotonic() + pause_seconds > deadline:
            break
        time.sleep(pause_seconds)
    raise _refusal(git, command, result)


def _pauses() -> Iterator[float]:
    pause_seconds = _FIRST_PAUSE_SECONDS
    while True:
        yield pause_seconds
        pause_seconds = min(2 * pause_seconds, _LONGEST_PAUSE_SECONDS)


def _refusal(git: Git, command: Sequence[str], result: Result) -> EnvironmentFault:
    if held := _HELD.search(result.said):
        lock = Path(held["lock"])
        return EnvironmentFault(
            f"{lock} is held: another git is at work, or one that died left it{_age(git, lock)}",
            f"wait for the other git; if none is running: rm {shlex.quote(str(lock))}",
            output=result.said,
        )
    said = "" if result.said else f", with status {result.status} and not a word"
    return EnvironmentFault(
        f"git {command[0]} refused{said}; a hook, a signature or git itself said no",
        "mend what it says and run the command again",
        output=result.said,
    )


def _age(git: Git, lock: Path) -> str:
    """How old the lock is, by the clock of its own file system, which may not be ours."""
    ours = git.git_dir / LOCK
    try:
        os.utime(ours)
        seconds = round(ours.stat().st_mtime - lock.stat().st_mtime)
    except OSError:
        return ""
    return f" ({seconds} seconds ago)" if seconds < 120 else f" ({seconds // 60} minutes ago)"
