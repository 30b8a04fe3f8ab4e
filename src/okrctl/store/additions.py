"""When files were first committed: the author's date of the commit that added each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime

from okrctl.store.git import Git

_COMMIT = "\x01"


def first_authored(git: Git, base: str, head: str, *paths: str) -> Mapping[str, datetime]:
    """For each file below `paths` that commits from base to head added, when the first did.

    Both are ids of commits. A file that only a merge added is not in it.
    """
    printed = git.read(
        "log", "-z", "--name-only", "--no-renames", "--diff-filter=A", "--relative", "--no-mailmap",
        "--no-ext-diff", "--no-color", "--diff-merges=off", "--format=format:%x01%aI",
        f"{base}..{head}", "--", *paths,
    )  # fmt: skip
    found: dict[str, datetime] = {}
    written = None
    for token in os.fsdecode(printed).split("\0"):
        if token.startswith(_COMMIT):
            day, _, token = token.removeprefix(_COMMIT).partition("\n")  # noqa: PLW2901 - the rest is the first path
            written = datetime.fromisoformat(day)
        if token and written is not None:
            found[token] = min(written, found.get(token, written))
    return found
