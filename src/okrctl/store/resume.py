"""A check-in that a kill or a power cut left half done: seen, finished, or taken back."""

from __future__ import annotations

from okrctl.errors import EnvironmentFault
from okrctl.store import journal
from okrctl.store.committing import Made, commit_made, commit_only, take_out_of_index
from okrctl.store.durable import AtStep, forget_temporary, is_torn, make, state_of, take_back
from okrctl.store.git import Git
from okrctl.store.journal import Unfinished
from okrctl.store.lock import LOCK, locked
from okrctl.store.preflight import refuse_to_commit
from okrctl.store.record import DISCARD, Recorded, finished, no_step, undone


def unfinished(git: Git) -> Unfinished | None:
    """The check-in that was left half done in this work tree, if any. Writes nothing.

    One that died after its commit is none: nothing is missing. A run that is at work right now
    is seen too; `resume` and `discard` wait for it.
    """
    left = journal.noted(git)
    if left is None or commit_made(git.at(left.prefix), left) is not None:
        return None
    return left


def resume(git: Git, left: Unfinished, at_step: AtStep = no_step) -> Recorded:
    """Finish `left`. When that fails the note stays, so that it can be tried again or discarded."""
    here = git.at(left.prefix)
    with locked(git.git_dir / LOCK):
        _expect_noted(git, left)
        made = commit_made(here, left)
        if made is None:
            if left.commit:
                refuse_to_commit(here)
            _make_rest(here, left, at_step)
            made = _committed(here, left, at_step) if left.commit else None
        return finished(here, left, made)


def discard(git: Git, left: Unfinished) -> tuple[str, ...]:
    """Take `left` back. The paths left alone, because somebody changed them since, if any."""
    here = git.at(left.prefix)
    with locked(git.git_dir / LOCK):
        _expect_noted(git, left)
        if left.commit:
            take_out_of_index(here, left)  # waits for a git that outlived its killed caller
        if made := commit_made(here, left):
            raise EnvironmentFault(
                f"it was committed after all, as {made.sha}", "okrctl undo takes back a commit"
            )
        return undone(here, left)


def _committed(here: Git, left: Unfinished, at_step: AtStep) -> Made:
    try:
        return commit_only(here, left, at_step)
    except EnvironmentFault:
        if made := commit_made(here, left):  # by a git that outlived its killed caller
            return made
        raise


def _expect_noted(git: Git, left: Unfinished) -> None:
    if journal.noted(git) != left:
        raise EnvironmentFault(
            "the unfinished check-in was finished or discarded by another run",
            "look with okrctl status",
        )


def _make_rest(here: Git, left: Unfinished, at_step: AtStep) -> None:
    for change in left.changes:
        forget_temporary(here.root / change.path)
        if is_torn(here.root, change):
            take_back(here.root, change)
        match state_of(here.root, change):
            case "before":
                make(here.root, change, at_step)
            case "other":
                raise EnvironmentFault(
                    f"{change.path} was changed since the check-in stopped",
                    f"bring back what it was and resume, or `{DISCARD}`",
                )
            case "after":
                pass
