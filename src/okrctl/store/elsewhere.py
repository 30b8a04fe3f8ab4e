"""A check-in on a branch that is not checked out: for a main branch that takes pull requests only.

The files on disk, the index and HEAD stay as they are; the branch is moved in one step, or not.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from okrctl.errors import EnvironmentFault, Interrupted, UsageError
from okrctl.store.beside import Wording, commit_beside, held, move, puts
from okrctl.store.git import Git
from okrctl.store.history import head
from okrctl.store.lock import LOCK, locked
from okrctl.store.objects import read_blobs
from okrctl.store.plan import FileChange, changes
from okrctl.store.preflight import refuse_nobody
from okrctl.store.record import Recorded

TRIES = 10
_FOLDERS = ("checkins", "readings")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a branch is, or would begin: `old` is its commit, none where it does not exist yet."""

    ref: str
    onto: str
    old: str | None


def record_elsewhere(
    git: Git, files: Sequence[FileChange], message: str, branch: str, key: str = ""
) -> Recorded | None:
    """Commit new files to a local branch that is not checked out, which is made where it is not.

    It begins at its namesake of the remote, as last fetched, else at HEAD. None, and nothing is
    done, where the branch holds an entry of the id `key` already.
    """
    wanted = changes(files)
    if any(not change.is_new for change in wanted):
        raise ValueError("only new files are committed to another branch")
    refuse_branch(git, branch)
    refuse_nobody(git)
    try:
        with locked(git.git_dir / LOCK):
            for _ in range(TRIES):
                start = start_of(git, branch)
                if key and holds(git, start.onto, key):
                    return None
                _refuse_there(git, start.onto, [change.path for change in wanted])
                wording = Wording(message.encode(errors="replace"), {})
                new = commit_beside(git, start.onto, puts(git, wanted), wording)
                if move(git, start.ref, new, start.old, message.partition("\n")[0]):
                    paths = tuple(sorted(change.path for change in wanted))
                    return Recorded(new, paths, message.partition("\n")[0])
    except KeyboardInterrupt as stopped:
        raise Interrupted("stopped; nothing was written") from stopped
    raise EnvironmentFault(f"{branch} is moved all the time by another git", "try again")


def refuse_branch(git: Git, branch: str) -> None:
    """UsageError for a name that no branch can have, and for one that is checked out somewhere."""
    ref = f"refs/heads/{branch}"
    if branch.startswith("-") or not git.read("check-ref-format", "--normalize", ref, fine=(0, 1)):
        raise UsageError(f"--branch {branch}: no branch can be called that", "--branch checkins")
    printed = git.read("for-each-ref", "--format=%(refname)%00%(worktreepath)", ref)
    places = dict(line.split("\0") for line in os.fsdecode(printed).splitlines())
    if head(git).branch == branch:
        raise UsageError(f"--branch {branch}: that is the branch you are on", "leave --branch out")
    if places.get(ref):
        raise UsageError(f"--branch {branch} is checked out in {places[ref]}", "check in there")


def start_of(git: Git, branch: str) -> Start:
    """Where a branch is; where there is none, its namesake at a remote, else HEAD."""
    ref = f"refs/heads/{branch}"
    printed = git.read("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads",
                       "refs/remotes")  # fmt: skip
    known = dict(line.split(" ") for line in printed.decode(errors="replace").splitlines())
    if ref in known:
        return Start(ref, known[ref], known[ref])
    namesakes = [
        commit
        for name, commit in known.items()
        if name.startswith("refs/remotes/") and name.split("/", 3)[3:] == [branch]
    ]
    onto = namesakes[0] if len(namesakes) == 1 else head(git).commit
    if onto is None:
        raise EnvironmentFault("nothing is committed here yet, so no branch can begin",
                               "commit the workspace first: git add -A && git commit")  # fmt: skip
    return Start(ref, onto, None)


def holds(git: Git, revision: str, key: str) -> bool:
    """Whether a revision has an entry of this id, in a file that is named after it."""
    folders = [f"{git.prefix}{folder}" for folder in _FOLDERS]
    fits = {
        blob
        for path, blob in held(git, revision, folders).items()
        if path.endswith(f"-{key[:6]}.jsonl")
    }
    return any(f'"{key}"'.encode() in data for data in read_blobs(git, fits).values())


def _refuse_there(git: Git, revision: str, paths: Sequence[str]) -> None:
    there = held(git, revision, [f"{git.prefix}{path}" for path in paths])
    for path in there:
        raise EnvironmentFault(f"{path} exists already there", "run the command again")
