"""Which two revisions are meant: `A...B`, `A..B`, `--base`, what a CI says, else the upstream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.linting.base import base_commit
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.store.git import Git

DEFAULTS = ("refs/remotes/origin/HEAD", "main", "master")
"""Where the default branch is looked for when no upstream is followed."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """A base and a head as commits. Without a commit the head is the files on disk."""

    base: str
    base_is: str
    head: str | None = None


def revisions(here: Context, said: str | None, base: str | None) -> Revisions:
    """The revisions that an argument and `--base` mean; the head is the work tree unless said."""
    if said and base:
        raise UsageError("a range says its base already", "leave out --base, or the range")
    if said and "..." in said:
        before, _, after = said.partition("...")
        head = commit(here, after or "HEAD")
        return Revisions(shared(here.git, before or "HEAD", head, here), merge(before), head)
    if said and ".." in said:
        before, _, after = said.partition("..")
        return Revisions(commit(here, before or "HEAD"), before, commit(here, after or "HEAD"))
    if said or base:
        name = said or base or ""
        return Revisions(base_commit(here, name), merge(name))
    return named_by_nobody(here)


def merge(name: str) -> str:
    """How a base was found."""
    return f"merge base with {name or 'HEAD'}"


def named_by_nobody(here: Context) -> Revisions:
    """The base of a CI, else where this branch left its upstream or the default branch."""
    from okrctl.store.history import head

    if found := base_commit(here, None):
        return Revisions(found, "base of this pull request")
    refuse_without_commits(here)
    upstream = head(here.git).upstream
    for name in (upstream, *DEFAULTS) if upstream else DEFAULTS:
        if exists(here, name):
            short = name.removeprefix("refs/remotes/").removeprefix("refs/heads/")
            return Revisions(base_commit(here, name), merge(short))
    raise UsageError("nothing says what to compare with", "okrctl review --base REV")


def refuse_without_commits(here: Context) -> None:
    """EnvironmentFault where nothing is committed yet."""
    from okrctl.store.history import head

    if head(here.git).commit is None:
        raise EnvironmentFault(
            "nothing is committed yet, so there is nothing to compare with",
            "git add -A, and git commit",
        )


def exists(here: Context, name: str) -> bool:
    """Whether a name means a commit."""
    from okrctl.store.history import resolve

    try:
        resolve(here.git, name)
    except UsageError:
        return False
    return True


def commit(here: Context, name: str) -> str:
    """The commit of a name; UsageError where there is none."""
    from okrctl.store.history import resolve

    return resolve(here.git, name)


def shared(git: Git, one: str, other: str, here: Context) -> str:
    """The merge base of two revisions; EnvironmentFault with what fetches it where none is here."""
    found = git.read("merge-base", commit(here, one), other, fine=(0, 1)).decode().split()
    if found:
        return found[0]
    deeper = "git fetch --unshallow origin" if git.shallow else "git fetch origin"
    raise EnvironmentFault(f"the commit that {one} and this head share is not here", deeper)
