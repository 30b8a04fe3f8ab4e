"""One commit put on top of another branch tip, as a rebase of nothing but that commit would."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from okrctl.errors import EnvironmentFault
from okrctl.store.beside import FILE, Put, Wording, commit_beside, held, move
from okrctl.store.git import Git

_AUTHOR = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE")


@dataclass(frozen=True, slots=True)
class PathChanged:
    """A path below the top that a commit changed: the blobs before and after, and its mode."""

    path: str
    before: str | None
    after: str | None
    mode: str


class InTheWay(EnvironmentFault):
    """Others changed the same, or something on the disk is not committed: nothing was done."""


def transplanted(git: Git, commit: str, onto: str) -> str:
    """The id of the same commit on top of `onto`, its author and words kept; no ref knows it yet.

    Raises `InTheWay` where `onto` holds anything else at a path that the commit changes.
    """
    wanted = tuple(_changed(git, commit))
    there = held(git, onto, [one.path for one in wanted])
    for one in wanted:
        if there.get(one.path) != one.before:
            raise InTheWay(f"{one.path} was changed by others meanwhile")
    return commit_beside(
        git,
        onto,
        [Put(one.path, one.mode, one.after) for one in wanted],
        _wording(git, commit),
    )


def move_branch_here(git: Git, branch: str, new: str, old: str) -> None:
    """Move the branch that is checked out from `old` to `new`, with its files and the index.

    What is staged or changed beside that stays as it is; where it is in the way, `InTheWay` is
    raised with nothing done. No hook of `git checkout` runs.
    """
    git.write("update-index", "-q", "--refresh")
    for dry in (("-n",), ()):
        result = git.write("read-tree", *dry, "-m", "-u", old, new)
        if result.status != 0:
            raise InTheWay("what is not committed here is in the way", output=result.said)
    if not move(git, f"refs/heads/{branch}", new, old, "put on top of what others pushed"):
        git.write("read-tree", "-m", "-u", new, old)
        raise InTheWay(f"{branch} was moved by another git meanwhile")


def _changed(git: Git, commit: str) -> Iterator[PathChanged]:
    printed = git.read(
        "log", "-1", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-color", "--no-ext-diff",
        "--diff-merges=off", "--no-relative", "--format=", commit, "--",
    )  # fmt: skip
    tokens = [token.lstrip("\n") for token in os.fsdecode(printed).split("\0")]
    for raw, path in _pairs([token for token in tokens if token]):
        _, mode, before, after, _ = raw.removeprefix(":").split()
        yield PathChanged(path, _existing(before), _existing(after), mode if after else FILE)


def _pairs(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(tokens[::2], tokens[1::2], strict=True)


def _existing(blob: str) -> str | None:
    return blob if blob.strip("0") else None


def _wording(git: Git, commit: str) -> Wording:
    printed = git.read(
        "log", "-1", "--no-mailmap", "--encoding=UTF-8", "--format=%an%x00%ae%x00%ad%x00%B",
        "--date=raw", commit, "--",
    )  # fmt: skip
    name, email, date, message = printed.split(b"\0", 3)
    texts = (os.fsdecode(name), os.fsdecode(email), f"@{date.decode()}")
    return Wording(message.rstrip(b"\n") + b"\n", dict(zip(_AUTHOR, texts, strict=True)))
