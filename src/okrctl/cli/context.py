"""Where a command runs: the folder, the day, the person, the terminal.

The only place that reads the clock, draws chance and sees the environment. Everything heavy is
read when it is first asked for, so a command that needs no history never looks for git.
"""

from __future__ import annotations

import os
import secrets  # noqa: TID251 - the one place that draws chance
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.shared import Shared
from okrctl.cli.terminal import Terminal, terminal
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.load.tree import Tree
    from okrctl.model.calendar import Cycle
    from okrctl.store.git import Git, NoHistory
    from okrctl.store.noting import NotingTree
    from okrctl.store.organisation import Member, Organisation


@dataclass(frozen=True)
class Context:
    """What a command may know of the world around it."""

    folder: Path
    """The folder where the command starts: `-C`, else the current one."""
    now: datetime
    environ: Mapping[str, str]
    terminal: Terminal
    as_of_text: str | None = None
    cycle_text: str | None = None
    who_text: str | None = None
    at_text: str | None = None
    """The revision whose files are read, as it was typed; none is the files on disk."""
    part: Tree | None = None
    """As many of the files as the command needs, where it knows; none is all of them."""
    checkouts: tuple[str, ...] = ()
    """`NAME=PATH` of each checkout that the person names on the command line."""
    within: str = ""
    """The name of the included workspace that an address led into; empty where none did."""

    @cached_property
    def root(self) -> Path:
        """The folder that holds okrctl.yaml; UsageError where there is none, here or above."""
        root = workspace_root(self.folder)
        if root is None and is_bare(self.folder):
            raise EnvironmentFault(
                f"{self.folder} is a bare git repository, which has no files",
                "git worktree add ../files, and run okrctl there",
            )
        if root is None:
            raise UsageError(
                f"there is no okrctl.yaml in {self.folder} or above it",
                "okrctl init makes a workspace; -C DIR starts in another folder",
            )
        return root

    @cached_property
    def organisation(self) -> Organisation:
        """This workspace, those that it includes, and those that the person names."""
        from okrctl.cli.siblings import siblings
        from okrctl.store.organisation import organisation, required

        return required(organisation(self.root, siblings(self.root, self.checkouts)))

    def into(self, member: Member) -> Context:
        """The same command in another workspace of the organisation, with a cycle of its own."""
        return replace(
            self, folder=member.root, within=member.name, part=None, cycle_text=None, at_text=None
        )

    @cached_property
    def tree(self) -> Tree:
        """The workspace's files: those on disk, or of the revision that `--at` names."""
        from okrctl.store.worktree import WorkTree

        if self.revision is not None:
            return self.tree_at(self.revision)
        return self.part or WorkTree(self.root)

    @cached_property
    def revision(self) -> str | None:
        """The commit that `--at` names; none without it, UsageError where there is no such."""
        from okrctl.store.git import NoHistory
        from okrctl.store.history import resolve

        if self.at_text is None:
            return None
        if isinstance(self.repository, NoHistory):
            raise EnvironmentFault(
                f"--at {self.at_text}: there is no history: {self.repository.reason}",
                "leave --at out to see the files as they are",
            )
        return resolve(self.repository, self.at_text)

    def tree_at(self, revision: str) -> Tree:
        """The workspace's files at a commit; UsageError where it was not there yet."""
        from okrctl.store.revision import revision_tree
        from okrctl.store.worktree import WORKSPACE_FILE

        tree = revision_tree(self.git, revision)
        if WORKSPACE_FILE not in tree.listed:
            raise UsageError(
                f"{self.git.prefix}{WORKSPACE_FILE} was not there yet at {self.at_text}",
                f"git log -- {WORKSPACE_FILE} shows since when it is",
            )
        return tree

    @cached_property
    def loaded(self) -> Loaded:
        """The workspace, the places of its parts, and what is wrong with it."""
        from okrctl.load.loading import load

        return load(self.noting)

    @cached_property
    def noting(self) -> NotingTree:
        """The files, with the ids of those on disk that `loaded` read."""
        from okrctl.store.noting import NotingTree

        return NotingTree(self.tree)

    @cached_property
    def repository(self) -> Git | NoHistory:
        """The git repository around the workspace, or why there is none."""
        from okrctl.store.git import open_repository

        return open_repository(self.root, self.environ)

    @cached_property
    def git(self) -> Git:
        """The git repository; EnvironmentFault where there is none."""
        from okrctl.store.git import NoHistory

        if isinstance(self.repository, NoHistory):
            raise EnvironmentFault(
                f"there is no history: {self.repository.reason}", "git init, or pass --no-commit"
            )
        return self.repository

    @cached_property
    def today(self) -> date:
        """Today in the workspace's time zone, whatever `--as-of` says."""
        return self.loaded.workspace.calendars.local_day(self.now)

    @cached_property
    def as_of(self) -> date:
        """The day that `--as-of` means, else today."""
        return self.day(self.as_of_text) if self.as_of_text else self.today

    def day(self, text: str) -> date:
        """The day that a person means by `text`; UsageError where it is none."""
        from okrctl.cli.dates import parse_day

        workspace = self.loaded.workspace
        return parse_day(
            text, self.today, workspace.current_cycle(self.today), workspace.calendars.cycle
        )

    @cached_property
    def cycle(self) -> Cycle | None:
        """The cycle that `--cycle` names, else the current one; none where there are no goals."""
        workspace = self.loaded.workspace
        if self.cycle_text is None:
            return workspace.current_cycle(self.as_of)
        cycle = workspace.calendars.cycle(self.cycle_text)
        if cycle is None:
            known = ", ".join(workspace.cycles) or "2026-Q4"
            raise UsageError(f"{self.cycle_text!r} is no cycle", f"cycles with goals: {known}")
        return cycle

    @cached_property
    def who(self) -> str:
        """The person who runs okrctl: `--who`, OKRCTL_PERSON, then git's e-mail."""
        from okrctl.cli.identity import person, refuse_broken_settings

        said = self.who_text or self.environ.get("OKRCTL_PERSON", "")
        try:
            return person(self.loaded.workspace.settings, said, lambda: self.email)
        except UsageError as unknown:
            refuse_broken_settings(self.loaded, unknown)
            raise

    @cached_property
    def email(self) -> str:
        """The e-mail that git would write into a commit; empty where there is none."""
        from okrctl.cli.identity import git_identity

        return git_identity(self.repository)[1]


def context(
    shared: Shared,
    *,
    as_of: str | None = None,
    cycle: str | None = None,
    who: str | None = None,
    at: str | None = None,
) -> Context:
    """The context of one command, from its options and the process it runs in."""
    environ = dict(os.environ)  # noqa: TID251 - the one place that reads it
    return Context(
        folder=starting_folder(shared.directory),
        now=clock(environ),
        environ=environ,
        terminal=terminal(shared, environ),
        as_of_text=as_of,
        cycle_text=cycle,
        who_text=who,
        at_text=at,
        checkouts=shared.workspace,
        within=shared.within,
    )


def clock(environ: Mapping[str, str]) -> datetime:
    """The instant at which the command runs: OKRCTL_NOW, for replays and tests, else the clock."""
    said = environ.get("OKRCTL_NOW")
    if said is None:
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads the clock
    try:
        instant = datetime.fromisoformat(said)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise UsageError(
            f"OKRCTL_NOW={said} is no instant", "write it as 2026-11-21T16:00:00Z, or unset it"
        )
    return instant.astimezone(UTC)


def starting_folder(directory: str | None) -> Path:
    """The folder that `-C` names, else the current one; UsageError where it is no folder."""
    try:
        folder = Path.cwd() if directory is None else Path(directory).absolute()
    except FileNotFoundError:
        raise EnvironmentFault("the current folder is gone", "cd to one that is there") from None
    if not folder.is_dir():
        raise UsageError(f"-C {directory}: there is no such folder")
    return folder


def workspace_root(folder: str | Path) -> Path | None:
    """The folder with okrctl.yaml, `folder` or the nearest above it; none where there is none."""
    from okrctl.store.worktree import find_root

    return find_root(Path(folder))


def is_bare(folder: Path) -> bool:
    """Whether a folder is a git repository itself, without files beside it."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def draw_id() -> str:
    """A new entry's id: 13 characters of Crockford's base 32, drawn at random."""
    from okrctl.model.entry import ID_ALPHABET, ID_LENGTH

    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))
