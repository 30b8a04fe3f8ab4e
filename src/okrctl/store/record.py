"""The durable check-in: all of its files and one commit, or everything as it was.

Check first, note what is about to happen, write each file in one step, commit exactly those paths,
forget the note. Whatever stops a run on the way takes back what was written; what a killed run
leaves is finished or discarded from its note (`okrctl.store.resume`).
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault, Interrupted, OkrctlError
from okrctl.store import journal
from okrctl.store.committing import Made, commit_made, commit_only, take_out_of_index
from okrctl.store.durable import AtStep, make, missing_folders, remove_folders, take_back
from okrctl.store.git import Git, NoHistory
from okrctl.store.history import behind
from okrctl.store.journal import Unfinished
from okrctl.store.lock import LOCK, locked
from okrctl.store.plan import Change, FileChange, changes
from okrctl.store.preflight import refuse_to_commit, refuse_what_changed, with_modes

DISCARD = "okrctl checkin --discard"
RESUME = "okrctl checkin --resume"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the commit (None when none was asked for) and exactly its files."""

    commit: str | None
    files: tuple[str, ...]
    subject: str
    behind: int | None = None
    """How many commits the upstream, as last fetched, is ahead; None without an upstream."""


def no_step(_step: str) -> None:
    """Nothing: outside of tests nobody watches the steps."""


def record(
    repo: Git | NoHistory,
    files: Sequence[FileChange],
    message: str,
    *,
    commit: bool = True,
    at_step: AtStep = no_step,
) -> Recorded:
    """Make the changes of `files` and commit them, or change nothing and raise.

    `at_step` is called with the name of each step before the next begins.
    """
    wanted = changes(files)
    try:
        if isinstance(repo, NoHistory):
            return _record_plainly(repo, wanted, message, commit=commit, at_step=at_step)
        with locked(repo.git_dir / LOCK):
            _settle(repo)
            unfinished = _checked(repo, wanted, message, commit=commit)
            at_step("checked")
            return carry_out(repo, unfinished, at_step)
    except KeyboardInterrupt as stopped:
        raise Interrupted("stopped; nothing was written") from stopped


def carry_out(git: Git, unfinished: Unfinished, at_step: AtStep = no_step) -> Recorded:
    """Do what `unfinished` says, or take back what was done of it and raise."""
    ours: list[Change] = []
    try:
        journal.begin(git, unfinished)
        at_step("noted")
        for change in unfinished.changes:
            make(git.root, change, at_step)
            ours.append(change)
        made = commit_only(git, unfinished, at_step) if unfinished.commit else None
        with _uninterrupted():
            return finished(git, unfinished, made)
    except BaseException as error:
        with _uninterrupted():
            made = commit_made(git, unfinished)
            if made is None:
                _roll_back(git, unfinished, ours, error)
                raise
            return finished(git, unfinished, made)  # stopped too late, and all is well


def finished(git: Git, unfinished: Unfinished, made: Made | None) -> Recorded:
    """What was recorded, its note removed. Nothing that fails from here on undoes a commit."""
    with contextlib.suppress(OkrctlError):  # the next start sees that it was committed
        journal.end(git)
    if made is None:
        return Recorded(None, unfinished.files, unfinished.subject)
    with contextlib.suppress(OkrctlError):
        return Recorded(made.sha, made.files, unfinished.subject, behind(git))
    return Recorded(made.sha, made.files, unfinished.subject)


def undone(git: Git, unfinished: Unfinished, ours: Sequence[Change] = ()) -> tuple[str, ...]:
    """Take back all that `unfinished` did. The paths left alone, being somebody else's, if any.

    `ours` are the changes that this very run made.
    """
    kept = [
        change.path
        for change in unfinished.changes
        if not take_back(git.root, change, is_ours=change in ours)
    ]
    remove_folders(git.root / folder for folder in unfinished.new_folders)
    if unfinished.commit:
        take_out_of_index(git, unfinished)
    journal.end(git)
    return tuple(kept)


def _settle(git: Git) -> None:
    """Forget the note of a run that died after its commit; refuse while one is unfinished."""
    left = journal.noted(git)
    if left is None:
        return
    if commit_made(git.at(left.prefix), left) is None:
        raise EnvironmentFault(
            f"a check-in was not finished: {left.subject}",
            f"finish it with `{RESUME}`, or take it back with `{DISCARD}`",
        )
    journal.end(git)


def _checked(git: Git, wanted: tuple[Change, ...], message: str, *, commit: bool) -> Unfinished:
    """The check-in as it will be noted; raises for every reason not to begin it."""
    if commit:
        refuse_to_commit(git)
    ready = with_modes(git.root, wanted)
    known = refuse_what_changed(git, ready) if commit else {}
    folders = missing_folders(git.root, [git.root / change.path for change in ready])
    new_folders = tuple(folder.relative_to(git.root).as_posix() for folder in folders)
    return Unfinished(git.prefix, ready, message, commit, known, new_folders)


def _roll_back(
    git: Git, unfinished: Unfinished, ours: Sequence[Change], error: BaseException
) -> None:
    """Bring back what was. What cannot be brought back is said, with the command that can."""
    said = str(error) or "stopped"
    try:
        kept = undone(git, unfinished, ours)
    except OkrctlError as second:
        raise EnvironmentFault(
            f"{said}; and what was written could not be taken back: {second.message}",
            f"when that is mended: {DISCARD}",
            output=second.output,
        ) from error
    if unsaid := [path for path in kept if path not in said]:
        raise EnvironmentFault(
            f"{said}; changed meanwhile and therefore left alone: {', '.join(unsaid)}",
            "look at these files before you run the command again",
            output=getattr(error, "output", ""),
        ) from error


def _record_plainly(
    repo: NoHistory, wanted: tuple[Change, ...], message: str, *, commit: bool, at_step: AtStep
) -> Recorded:
    """Files without git: no history, and no note to finish from."""
    if commit:
        raise EnvironmentFault(
            f"nothing can be committed in {repo.root}: {repo.reason}",
            "run git init there, or record without a commit: --no-commit",
        )
    ready = with_modes(repo.root, wanted)
    folders = missing_folders(repo.root, [repo.root / change.path for change in ready])
    try:
        for change in ready:
            make(repo.root, change, at_step)
    except BaseException:
        with _uninterrupted():
            _undo_plainly(repo.root, ready, folders)
        raise
    files = tuple(sorted(change.path for change in ready))
    return Recorded(None, files, message.partition("\n")[0])


def _undo_plainly(root: Path, ready: tuple[Change, ...], folders: tuple[Path, ...]) -> None:
    for change in ready:
        take_back(root, change)
    remove_folders(folders)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """A second Ctrl-C must not stop the way back; git inherits that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
