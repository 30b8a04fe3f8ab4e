"""Sending a check-in on: pushed after it is recorded, and where a pull request for it is opened."""

from __future__ import annotations

import contextlib
import dataclasses
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault, OkrctlError, UsageError

if TYPE_CHECKING:
    from okrctl.store.record import Recorded
    from okrctl.store.remotes import Destination
    from okrctl.store.share import Pushed


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a check-in stands beside the work tree: on which branch, and at which remote."""

    branch: str = ""
    """The branch it was committed to, where that is not the one that is checked out."""
    pushed: Pushed | None = None
    send_with: str = ""
    """The command that pushes that branch, where a remote is known."""
    pull_request: str = ""
    """The page on which a pull request of that branch is opened, where it is known."""
    failed: OkrctlError | None = None
    """Why it was not pushed; it is committed all the same."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How a check-in is sent on, once it is recorded."""

    here: Context
    branch: str = ""
    """The branch that is not checked out; empty for the one that is."""
    to: Destination | None = None
    """None where nothing is pushed."""

    def sent(self, done: Recorded | None) -> tuple[Recorded | None, Sent]:
        """What was recorded, with its commit as it was pushed; what went before is pushed too.

        `done` is none where the same had been recorded before.
        """
        told = Sent(self.branch, send_with=self._send_with())
        commit = done.commit if done is not None else self._left_behind()
        if self.to is None or commit is None:
            return done, told
        from okrctl.store.share import share

        try:
            pushed = share(self.here.git, self._name, commit, self.to)
        except OkrctlError as error:
            return done, dataclasses.replace(told, failed=error)
        told = dataclasses.replace(told, pushed=pushed, pull_request=self._pull_request())
        now = done and dataclasses.replace(done, commit=pushed.commit, behind=0)
        return now, told

    def _send_with(self) -> str:
        if not self.branch:
            return ""
        with contextlib.suppress(EnvironmentFault):
            to = destination_of(self.here, self.branch)
            return f"git push {shlex.quote(to.remote)} {shlex.quote(self.branch)}"
        return ""

    @property
    def _name(self) -> str:
        from okrctl.store.history import head

        return self.branch or head(self.here.git).branch or ""

    def _left_behind(self) -> str | None:
        """The tip of the branch, where a run before recorded the same and could not push it."""
        from okrctl.store.history import resolve
        from okrctl.store.share import count

        if self.to is None:
            return None
        tip = resolve(self.here.git, f"refs/heads/{self._name}")
        return tip if count(self.here.git, tip, "--not", f"--remotes={self.to.remote}") else None

    def _pull_request(self) -> str:
        from okrctl.store.history import head
        from okrctl.store.remotes import pull_request_url

        if not self.branch or self.to is None:
            return ""
        upstream = (head(self.here.git).upstream or "").removeprefix("refs/remotes/")
        base = upstream.partition("/")[2] or head(self.here.git).branch or ""
        return pull_request_url(self.to.url, self.to.name, base)


def refuse_to_send(here: Context, branch: str, *, push: bool, commit: bool) -> Destination | None:
    """Where it is pushed to, if it is; raises where it cannot be sent, before anything is asked."""
    if (push or branch) and not commit:
        flag = "--push" if push else "--branch"
        raise UsageError(f"{flag} sends a commit, and --no-commit makes none", "leave one out")
    if branch:
        from okrctl.store.elsewhere import refuse_branch

        refuse_branch(here.git, branch)
    return destination_of(here, branch) if push else None


@contextlib.contextmanager
def sending(here: Context, branch: str, *, push: bool, commit: bool) -> Iterator[Sending]:
    """How a check-in is sent on; what cannot be is refused before anything is written.

    Of two runs that push in one work tree, one waits for the other.
    """
    to = refuse_to_send(here, branch, push=push, commit=commit)
    if to is None:
        yield Sending(here, branch)
        return
    from okrctl.store.lock import locked
    from okrctl.store.share import PUSH_LOCK

    with locked(here.git.git_dir / PUSH_LOCK):
        yield Sending(here, branch, to)


def destination_of(here: Context, branch: str) -> Destination:
    """Where the branch, else the one that is checked out, is pushed to."""
    from okrctl.store.history import head
    from okrctl.store.preflight import refuse_to_commit
    from okrctl.store.remotes import destination

    if not branch:
        refuse_to_commit(here.git)
    current = head(here.git).branch or ""
    return destination(here.git, branch or current, current)
