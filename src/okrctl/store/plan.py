"""What a command wants to do to files, and the same as changes that can be made and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that must not exist yet."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EditedFile:
    """New bytes for a file that must still hold `before`."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file to delete that must still hold `before`."""

    path: str
    before: bytes


@dataclass(frozen=True, slots=True)
class RenamedFile:
    """A file that moves, with new bytes where they differ; `old` must still hold `before`."""

    old: str
    new: str
    before: bytes
    after: bytes


FileChange = NewFile | EditedFile | RemovedFile | RenamedFile


@dataclass(frozen=True, slots=True)
class Change:
    """One path below the root, its bytes before and after; None is no file.

    `mode` holds the permission bits to keep, where a file gives way to another.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether the path holds nothing before."""
        return self.before is None


def changes(files: Sequence[FileChange]) -> tuple[Change, ...]:
    """The changes that `files` ask for, deletions last, so that no text is ever only in memory.

    Two changes of one path, or a path that is not plainly below the root, are a bug: ValueError.
    """
    wanted = [change for file in files for change in _changes(file)]
    for path, count in Counter(change.path for change in wanted).items():
        if count > 1:
            raise ValueError(f"{path} is changed twice")
        if not _is_below_root(path):
            raise ValueError(f"{path!r} is no path below the root")
    if not wanted:
        raise ValueError("there is nothing to record")
    return tuple(sorted(wanted, key=lambda change: change.after is None))


def _is_below_root(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and path == "/".join(parts) and not {"/", "..", ".git"} & set(parts)


def _changes(file: FileChange) -> Iterator[Change]:
    match file:
        case NewFile(path, data):
            yield Change(path, None, data)
        case EditedFile(path, before, after):
            yield Change(path, before, after)
        case RemovedFile(path, before):
            yield Change(path, before, None)
        case RenamedFile(old, new, before, after):
            yield Change(new, None, after)
            yield Change(old, before, None)
