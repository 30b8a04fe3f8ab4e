"""What makes a clone show another history than the one there is, or less of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from okrctl.audit.view import View
from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git
from okrctl.store.worktree import FOLDERS, WORKSPACE_FILE

_MOST = 20
"""How many damaged objects are told; where one is, there are often many."""
_HARMLESS = ("dangling ", "notice:", "unreachable ", "Checking ", "warning in ")


def view(git: Git, uncommitted: Sequence[str], *, objects: bool = True) -> View:
    """How this clone differs from a whole one. `objects` says whether each object is checked."""
    kept_out, assumed = _index_flags(git)
    return View(
        shallow=git.shallow,
        partial=_partial(git),
        replaced=_replaced(git),
        grafts=_has_grafts(git.common_dir / "info" / "grafts"),
        kept_out=kept_out,
        assumed=assumed,
        uncommitted=tuple(path for path in uncommitted if path not in kept_out),
        checked=objects,
        damaged=damaged(git) if objects else (),
    )


def boundary(git: Git) -> frozenset[str]:
    """The commits at which a shallow clone begins; none in a whole one."""
    try:
        return frozenset((git.common_dir / "shallow").read_text("ascii").split())
    except OSError:
        return frozenset()


def damaged(git: Git) -> tuple[str, ...]:
    """What `git fsck` says of objects that are missing or are not what their names say."""
    try:
        printed = git.read(
            "fsck", "--full", "--no-dangling", "--no-reflogs", "--no-progress", "HEAD"
        )
    except EnvironmentFault as fault:
        lines = fault.output.splitlines() or [fault.message]
    else:
        lines = os.fsdecode(printed).splitlines()
    told = [line.strip() for line in lines if line.strip() and not line.startswith(_HARMLESS)]
    return tuple(dict.fromkeys(told))[:_MOST]


def _partial(git: Git) -> bool:
    """Whether objects may be left at a remote."""
    settings = os.fsdecode(git.read("config", "--list", "-z")).split("\0")
    for setting in settings:
        key, _, value = setting.partition("\n")
        name = key.casefold()
        if name == "extensions.partialclone" or name.endswith(".partialclonefilter"):
            return True
        if name.endswith(".promisor") and value.casefold() in ("true", "1", "yes", "on", ""):
            return True
    return False


def _replaced(git: Git) -> tuple[str, ...]:
    printed = git.read("for-each-ref", "--format=%(refname)", "refs/replace/")
    return tuple(ref.rpartition("/")[2] for ref in os.fsdecode(printed).split())


def _has_grafts(path: Path) -> bool:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(line.strip() and not line.startswith("#") for line in lines)


def _index_flags(git: Git) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that are kept out of the working tree, and those assumed to be unchanged."""
    printed = git.read("ls-files", "-s", "-v", "-z", "--", WORKSPACE_FILE, *FOLDERS)
    kept_out, assumed = [], []
    for record in os.fsdecode(printed).split("\0"):
        facts, _, path = record.partition("\t")
        if path and facts[0] in "Ss":
            kept_out.append(path)
        elif path and facts[0].islower():
            assumed.append(path)
    return tuple(kept_out), tuple(assumed)
