"""Commits made beside the work tree: a tree of one's own in an index of one's own.

Neither the files on disk nor the user's index are touched. The hooks of `git commit` do not run,
since there is nothing checked out for them to look at; content filters and signing do.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git, Result
from okrctl.store.plan import Change

FILE = "100644"
NOTHING = "0" * 6
_TRUE = ("true", "yes", "on", "1", "")


@dataclass(frozen=True, slots=True)
class Put:
    """What a path below the top of the repository is to hold; no blob is no file."""

    path: str
    mode: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a commit says, and who wrote it when; without an author it is the user, now."""

    message: bytes
    author: Mapping[str, str]
    """The `GIT_AUTHOR_…` variables."""


def puts(git: Git, changes: Sequence[Change]) -> tuple[Put, ...]:
    """The changes as blobs of git, filtered as `git add` would."""
    return tuple(
        Put(f"{git.prefix}{one.path}", FILE, None if one.after is None else _blob(git, one))
        for one in changes
    )


def commit_beside(git: Git, onto: str, wanted: Sequence[Put], wording: Wording) -> str:
    """The id of a new commit on top of `onto` with these paths changed. No ref knows it yet."""
    with tempfile.TemporaryDirectory(prefix="okrctl-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        _done(git, "read-tree", onto, environ=index)
        listed = "".join(_listed(one, onto) for one in wanted)
        _done(git, "update-index", "-z", "--index-info", stdin=_bytes(listed), environ=index)
        tree = _done(git, "write-tree", environ=index)
    signed = ("-S",) if is_on(settings(git), "commit.gpgsign") else ()
    return _done(
        git, "commit-tree", tree, "-p", onto, *signed, "-F", "-",
        stdin=wording.message, environ=wording.author,
    )  # fmt: skip


def move(git: Git, ref: str, new: str, old: str | None, why: str) -> bool:
    """Whether the ref was at `old` (none: not there), and is at `new` now."""
    before = old or "0" * len(new)
    result = git.write("update-ref", "-m", f"okrctl: {why}", ref, new, before)
    return result.status == 0


def held(git: Git, revision: str, paths: Sequence[str]) -> dict[str, str]:
    """The blob of each of these paths below the top that a revision has."""
    listed = git.read("ls-tree", "-r", "-z", "--full-tree", revision, "--", *paths)
    found = {}
    for record in os.fsdecode(listed).split("\0")[:-1]:
        facts, path = record.split("\t", 1)
        found[path] = facts.split()[2]
    return found


def settings(git: Git) -> dict[str, list[str]]:
    """Every setting of git by its name, with all its values in order."""
    found: dict[str, list[str]] = {}
    for setting in os.fsdecode(git.read("config", "--list", "-z")).split("\0")[:-1]:
        name, _, value = setting.partition("\n")
        found.setdefault(name, []).append(value)
    return found


def is_on(known: Mapping[str, Sequence[str]], name: str) -> bool:
    """Whether a setting says yes, the last time it is said."""
    return known.get(name, ["no"])[-1].lower() in _TRUE


def _blob(git: Git, change: Change) -> str:
    stdin = change.after or b""
    return _done(git, "hash-object", "-w", "--stdin", "--path", f"./{change.path}", stdin=stdin)


def _listed(one: Put, onto: str) -> str:
    blob = one.blob or "0" * len(onto)
    return f"{one.mode if one.blob else NOTHING} {blob}\t{one.path}\0"


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def _done(
    git: Git, *args: str, stdin: bytes | None = None, environ: Mapping[str, str] | None = None
) -> str:
    result = git.write(*args, stdin=stdin, environ=environ)
    if result.status != 0:
        raise refusal(args[0], result)
    return result.out.decode().strip()


def refusal(command: str, result: Result) -> EnvironmentFault:
    """The fault of a git command that said no."""
    return EnvironmentFault(
        f"git {command} refused; a filter, a signature or git itself said no",
        "mend what it says and run the command again",
        output=result.said,
    )
