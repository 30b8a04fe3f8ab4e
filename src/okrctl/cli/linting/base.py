"""The base of a change: named by `--base`, by OKRCTL_BASE, or by a CI that judges a pull request.

Without any of them lint needs no git.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.lint.run import Base, Terms
    from okrctl.store.git import Git

COMMITS = ("CI_MERGE_REQUEST_DIFF_BASE_SHA",)
"""Variables of CIs that hold the base as a commit: GitLab's."""
BRANCHES = (
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    "CHANGE_TARGET",
)
"""Variables that hold the branch which a pull request is for: GitHub, GitLab, Azure and others."""


def is_pull_request(environ: Mapping[str, str]) -> bool:
    """Whether a CI runs this for a pull request."""
    return any(environ.get(name) for name in (*COMMITS, *BRANCHES))


def base_commit(here: Context, said: str | None) -> str:
    """The commit at which the change began; empty where nothing names a base.

    It is the merge base, so what the other branch did since is not held against this one.
    """
    named = said or here.environ.get("OKRCTL_BASE", "")
    commit = next((here.environ[name] for name in COMMITS if here.environ.get(name)), "")
    branch = next((here.environ[name] for name in BRANCHES if here.environ.get(name)), "")
    if not (named or commit or branch):
        return ""
    from okrctl.store.history import resolve

    git = _git(here)
    branch = branch.removeprefix("refs/heads/")
    candidates = [named] if named else [commit] if commit else [f"origin/{branch}", branch]
    found = _first(git, candidates)
    if not found and named:
        resolve(git, named)  # which says why not
    return (_merge_base(git, found) if found else "") or _missing(git, named or commit, branch)


def _git(here: Context) -> Git:
    from okrctl.store.git import NoHistory

    if isinstance(here.repository, NoHistory):
        raise EnvironmentFault(f"the base cannot be read: {here.repository.reason}")
    return here.repository


def _first(git: Git, names: list[str]) -> str:
    """The commit that the first name means which means one; empty where none does."""
    from okrctl.store.history import resolve

    for name in names:
        try:
            return resolve(git, name)
        except UsageError:
            continue
    return ""


def _merge_base(git: Git, commit: str) -> str:
    found = git.read("merge-base", commit, "HEAD", fine=(0, 1)).decode().split()
    return found[0] if found else ""


def _missing(git: Git, named: str, branch: str) -> str:
    """EnvironmentFault with the command that fetches what is not here."""
    deeper = "--unshallow " if git.shallow else ""
    refs = "" if named else f" +refs/heads/{branch}:refs/remotes/origin/{branch}"
    raise EnvironmentFault(
        f"the commit that this change shares with {named or branch} is not here",
        f"git fetch {deeper}origin{refs and ' ' + shlex.quote(refs.strip())}",
    )


def base(here: Context, commit: str, terms: Terms) -> Base:
    """What the base says: its policy, what was found there, and what its baseline knows."""
    from okrctl.lint.baseline import parse
    from okrctl.lint.run import as_base
    from okrctl.load.loading import load
    from okrctl.store.revision import read_at, revision_tree

    git, file = _git(here), terms.baseline_file
    data = read_at(git, commit, file) if file else None
    known = None if data is None else parse(data, f"{file} at {commit[:7]}")
    return as_base(load(revision_tree(git, commit)), terms, known)
