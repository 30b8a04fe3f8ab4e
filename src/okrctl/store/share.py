"""A commit sent to its remote: fetched, put on top of what others pushed, pushed, and once more.

Only the commit of this run is ever put elsewhere. Where other commits of the branch would have to
go with it, that is the person's decision: the fault says so, with the command that does it.
"""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from okrctl.errors import EnvironmentFault, Interrupted, OkrctlError
from okrctl.store.beside import move
from okrctl.store.git import Git, Result
from okrctl.store.history import head
from okrctl.store.remotes import Destination
from okrctl.store.transplant import InTheWay, move_branch_here, transplanted

PUSH_LOCK = "okrctl.push.lock"
"""The lock of runs that push, held from before the commit on, in the git folder."""
TRIES = 20
_LONGEST_PAUSE_SECONDS = 1.0
_LOST = ("(fetch first)", "(non-fast-forward)", "cannot lock ref", "incorrect old value",
         "failed to update ref", "(stale info)")  # fmt: skip

Move = Callable[[str, str], None]
"""Moves the branch to a new commit from an old one."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A commit as it arrived."""

    commit: str
    to: Destination
    passed: int = 0
    """On top of how many commits of others it was put."""
    along: int = 0
    """How many earlier commits of the branch went with it."""


def share(git: Git, branch: str, commit: str, to: Destination) -> Pushed:
    """Push the commit at the tip of a local branch, put on top of what others pushed before.

    Raises `EnvironmentFault` where that cannot be: the commit then stands on the local branch, and
    the next step is the one command that finishes.
    """
    is_here = head(git).branch == branch
    finish = _finish(branch, to, is_here=is_here)
    try:
        return _shared(git, _mover(git, branch, is_here=is_here), commit, to)
    except KeyboardInterrupt:
        raise Interrupted(f"stopped before it was pushed; it is committed on {branch}",
                          finish) from None  # fmt: skip
    except OkrctlError as error:
        raise EnvironmentFault(
            f"it is committed on {branch}, and not pushed: {error.message}",
            finish,
            output=error.output,
        ) from error


def _finish(branch: str, to: Destination, *, is_here: bool) -> str:
    remote, name = shlex.quote(to.remote), shlex.quote(to.name)
    if is_here:
        return f"git pull --rebase {remote} {name} && git push {remote} HEAD:{name}"
    return f"git push {remote} {shlex.quote(f'{branch}:{to.name}')}"


def _mover(git: Git, branch: str, *, is_here: bool) -> Move:
    def here(new: str, old: str) -> None:
        move_branch_here(git, branch, new, old)

    def beside(new: str, old: str) -> None:
        if not move(git, f"refs/heads/{branch}", new, old, "put on top of what others pushed"):
            raise InTheWay(f"{branch} was moved by another git meanwhile")

    return here if is_here else beside


def _shared(git: Git, mover: Move, commit: str, to: Destination) -> Pushed:
    passed = 0
    for pause_seconds in _pauses():
        theirs = fetched(git, to)
        if theirs is not None and (ahead := count(git, theirs, "--not", commit)):
            _refuse_others(git, commit, theirs)
            new = transplanted(git, commit, theirs)
            mover(new, commit)
            commit, passed = new, passed + ahead
        along = count(git, commit, "--not", f"--remotes={to.remote}") - 1
        result = git.share("push", "--porcelain", to.remote, f"{commit}:refs/heads/{to.name}")
        if result.status == 0:
            return Pushed(commit, to, passed, max(along, 0))
        if not any(sign in result.said for sign in _LOST):
            raise _refusal(result, to)
        time.sleep(pause_seconds)
    raise EnvironmentFault(f"{to.words} moved each time, {TRIES} times in a row")


def _refuse_others(git: Git, commit: str, theirs: str) -> None:
    """Raise where other commits, which are not pushed, would have to be rebased as well."""
    others = count(git, f"{commit}^", "--not", theirs)
    if others:
        raise EnvironmentFault(
            f"others have pushed, and this branch has {others} more"
            f" commit{'s' if others > 1 else ''} to rebase than this one"
        )


def fetched(git: Git, to: Destination) -> str | None:
    """The commit at which a branch of a remote is now; none where there is no such branch yet."""
    refspec = f"+refs/heads/{to.name}:{to.tracking}"
    result = git.share(
        "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
        "--no-auto-maintenance", to.remote, refspec,
    )  # fmt: skip
    if result.status != 0:
        if "couldn't find remote ref" in result.said:
            return None
        raise _refusal(result, to)
    return git.read("rev-parse", "--verify", "--end-of-options", to.tracking).decode().strip()


def count(git: Git, *revisions: str) -> int:
    """How many commits the revisions, as `git rev-list` takes them, come to."""
    return int(git.read("rev-list", "--count", *revisions))


def _refusal(result: Result, to: Destination) -> EnvironmentFault:
    return EnvironmentFault(f"{to.words} cannot be reached, or said no", output=result.said)


def _pauses() -> Iterator[float]:
    pause_seconds = 0.05
    for _ in range(TRIES):
        yield pause_seconds
        pause_seconds = min(2 * pause_seconds, _LONGEST_PAUSE_SECONDS)
