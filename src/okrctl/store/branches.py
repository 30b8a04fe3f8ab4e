"""Branches: which one a repository's others start from."""

from __future__ import annotations

import os

from okrctl.store.git import Git

_REMOTE = "refs/remotes/origin/"
_USUAL = ("main", "master")


def default_branch(git: Git) -> str | None:
    """The default branch: that of the remote, else main or master where there is one."""
    printed = git.read(
        "rev-parse", "--verify", "--quiet", "--symbolic-full-name", f"{_REMOTE}HEAD",
        fine=(0, 1, 128),
    )  # fmt: skip
    name = os.fsdecode(printed).strip()
    if name.startswith(_REMOTE):
        return name.removeprefix(_REMOTE)
    heads = git.read("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/")
    known = os.fsdecode(heads).split("\n")
    return next((branch for branch in _USUAL if branch in known), None)
