"""The note of a check-in under way, in the git folder: what a killed run leaves to finish.

It holds every byte of both sides, so that a run killed at any step can be finished or taken back.
It is written whole before the first file and removed after the commit.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.durable import content, forget, forget_temporary, write_whole
from okrctl.store.git import Git
from okrctl.store.plan import Change

NOTE = "okrctl.unfinished"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A check-in that began: all that finishing it, or taking it back, needs."""

    prefix: str
    """The workspace root below the top of the work tree, ending in `/`, or empty."""
    changes: tuple[Change, ...]
    message: str
    commit: bool
    head_blobs: Mapping[str, str]
    """What HEAD held at each path when it began, where it held something."""
    new_folders: tuple[str, ...] = ()
    """The folders below the root that did not exist, the deepest first."""

    @property
    def subject(self) -> str:
        """The first line of the commit's message."""
        return self.message.partition("\n")[0]

    @property
    def files(self) -> tuple[str, ...]:
        """The paths below the root, in order."""
        return tuple(sorted(change.path for change in self.changes))


def begin(git: Git, unfinished: Unfinished) -> None:
    """Write the note; from here on nothing is lost."""
    write_whole(_note(git), _to_json(unfinished))


def end(git: Git) -> None:
    """Remove the note, and what a killed run left of writing one."""
    forget_temporary(_note(git))
    forget(_note(git))


def noted(git: Git) -> Unfinished | None:
    """The check-in that began in this work tree and did not end, if any."""
    text = content(_note(git))
    if text is None:
        return None
    try:
        return _from_json(text)
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentFault(
            f"{_note(git)}, the note of an unfinished check-in, cannot be read",
            f"see what `git status` lists, then delete it: rm '{_note(git)}'",
        ) from error


def _note(git: Git) -> Path:
    return git.git_dir / NOTE


def _to_json(unfinished: Unfinished) -> bytes:
    changes = [
        {
            "path": change.path,
            "before": _packed(change.before),
            "after": _packed(change.after),
            "mode": change.mode,
        }
        for change in unfinished.changes
    ]
    note = {
        "okrctl-unfinished": _VERSION,
        "prefix": unfinished.prefix,
        "message": unfinished.message,
        "commit": unfinished.commit,
        "changes": changes,
        "head_blobs": dict(unfinished.head_blobs),
        "new_folders": unfinished.new_folders,
    }
    return json.dumps(note, indent=1).encode() + b"\n"


def _from_json(text: bytes) -> Unfinished:
    note = json.loads(text)
    if note["okrctl-unfinished"] != _VERSION:
        raise ValueError("another version wrote it")
    return Unfinished(
        prefix=note["prefix"],
        changes=tuple(
            Change(one["path"], _unpacked(one["before"]), _unpacked(one["after"]), one["mode"])
            for one in note["changes"]
        ),
        message=note["message"],
        commit=note["commit"],
        head_blobs=note["head_blobs"],
        new_folders=tuple(note["new_folders"]),
    )


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _unpacked(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
