"""Commits that were noted elsewhere: on the command line, as a tag, or by the CI before a push."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from okrctl.audit.view import Anchor
from okrctl.errors import UsageError
from okrctl.store.git import Git

NOTED = re.compile(r"[0-9a-f]{7,64}")
"""What looks like a commit that was noted: a repository without it lacks what was published."""


class Named(NamedTuple):
    """A revision, and who named it."""

    revision: str
    origin: str


def named(environ: Mapping[str, str], since: str | None, anchors: list[str]) -> list[Named]:
    """The anchors that a person or the CI names, the person's first."""
    found = [Named(since, "--since-commit")] if since else []
    found += [Named(one, "--anchor") for one in anchors]
    before = before_the_push(environ)
    return [*found, Named(before, "before this push")] if before else found


def before_the_push(environ: Mapping[str, str]) -> str:
    """The commit that a CI says was there before; empty where it says none, or a new branch.

    Only for a push: the branch of a pull request may well be rebased.
    """
    is_push = environ.get("GITHUB_EVENT_NAME", "push") == "push"
    event = environ.get("GITHUB_EVENT_PATH", "") if is_push else ""
    said = environ.get("CI_COMMIT_BEFORE_SHA", "") or _github(event)
    return said if NOTED.fullmatch(said) and said.strip("0") else ""


def _github(path: str) -> str:
    """`before` in the event of a push."""
    if not path:
        return ""
    try:
        event = json.loads(Path(path).read_bytes())
    except (OSError, ValueError):
        return ""
    before = event.get("before") if isinstance(event, dict) else None
    return before if isinstance(before, str) else ""


def anchored(git: Git, one: Named, head: str, signers: bytes | None) -> Anchor:
    """What became of an anchor; UsageError for a name that was never that of a commit."""
    from okrctl.store.history import resolve
    from okrctl.store.signatures import tag_holds

    try:
        commit = resolve(git, one.revision)
    except UsageError:
        if NOTED.fullmatch(one.revision):
            return Anchor(one.revision, one.origin)
        raise
    base = git.read("merge-base", commit, head, fine=(0, 1)).decode().strip()
    is_tag = one.origin == "--anchor" and not NOTED.fullmatch(one.revision)
    signed = tag_holds(git, one.revision, signers) if is_tag else None
    return Anchor(one.revision, one.origin, commit, base == commit, signed)
