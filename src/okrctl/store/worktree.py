"""The files of a workspace on disk: found without following links, read when asked.

A checkout may come from a stranger. A link, a pipe, a device or a folder in a file's place is
named with its problem, never followed and never opened, so nothing outside the root is shown and
nothing hangs.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.durable import TEMPORARY

WORKSPACE_FILE = "okrctl.yaml"
FOLDERS = ("checkins", "goals", "kpis", "readings")
_FILE_SUFFIXES = (".yaml", ".yml", ".jsonl")
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_KINDS = {
    stat.S_IFLNK: "a link, not a file",
    stat.S_IFIFO: "a pipe, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFDIR: "a folder, not a file",
    stat.S_IFREG: "a file, not a folder",
}


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A file as it was found: `problem` says why it must not be read, and is empty when it may."""

    path: str
    size: int
    problem: str
    place: str
    """The same file for the system, below the root as it was given."""

    def read(self) -> bytes:
        """The bytes of the file now. What was swapped for something else since is refused."""
        if self.problem:
            raise ValueError(f"{self.path} is {self.problem}")
        try:
            opened = os.open(self.place, _OPEN)
            try:
                status = os.fstat(opened)
                if stat.S_ISREG(status.st_mode):
                    return _all_of(opened, status.st_size)
            finally:
                os.close(opened)
            reason = "it is no file any more"
        except OSError as error:
            reason = str(error.strerror)
        raise EnvironmentFault(
            f"{self.path} changed while it was read: {reason}", "run the command again"
        )


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The workspace at `root`, as its files are on disk."""

    root: Path
    folders: tuple[str, ...] = FOLDERS
    """The folders that are looked into, below the root; plain ones, which are no links."""

    def files(self) -> Mapping[str, FileOnDisk]:
        """Each file that a workspace reads by its path below the root, in the order of paths."""
        root = os.fspath(self.root)
        found = [*_workspace_file(root)]
        for folder in self.folders:
            found += _below(root, folder)
        return {file.path: file for file in sorted(found, key=lambda file: file.path)}


def _all_of(opened: int, size: int) -> bytes:
    """All bytes of a file, also where it grew; without a file object, for there are many files."""
    pieces = []
    while piece := os.read(opened, size + 1):
        pieces.append(piece)
    return b"".join(pieces)


def _workspace_file(root: str) -> Iterator[FileOnDisk]:
    with contextlib.suppress(FileNotFoundError):
        place = f"{root}/{WORKSPACE_FILE}"
        yield _file(WORKSPACE_FILE, place, os.lstat(place))


def _below(root: str, top: str) -> Iterator[FileOnDisk]:
    """The files below the folder `top`, or `top` itself when it is no folder."""
    place = f"{root}/{top}"
    try:
        status = os.lstat(place)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode):
        yield FileOnDisk(top, 0, _kind(status), place)
        return
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(root, folder):
            if isinstance(entry, FileOnDisk):
                yield entry
            elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(_FILE_SUFFIXES):
                waiting.append(f"{folder}/{entry.name}")
            else:
                with contextlib.suppress(FileNotFoundError):  # removed since it was listed
                    status = entry.stat(follow_symlinks=False)
                    yield _file(f"{folder}/{entry.name}", entry.path, status)


def _entries(root: str, folder: str) -> list[os.DirEntry[str] | FileOnDisk]:
    """What a folder holds, or the folder itself with its problem when it cannot be listed.

    What is being written at this moment is left out.
    """
    place = f"{root}/{folder}"
    try:
        with os.scandir(place) as listed:
            return [entry for entry in listed if not entry.name.endswith(TEMPORARY)]
    except OSError as error:
        problem = f"a folder that cannot be read ({error.strerror})"
        return [FileOnDisk(folder, 0, problem, place)]


def _file(path: str, place: str, status: os.stat_result) -> FileOnDisk:
    problem = ""
    if not stat.S_ISREG(status.st_mode):
        problem = _kind(status)
    elif not path.isascii() and not _is_unicode(path):
        problem = "a file whose name is not UTF-8"
    # What the mode lets everybody read needs no question: that saves a call for most files.
    elif not status.st_mode & stat.S_IROTH and not os.access(place, os.R_OK):
        problem = "a file that cannot be read (permission denied)"
    return FileOnDisk(path, 0 if problem else status.st_size, problem, place)


def _kind(status: os.stat_result) -> str:
    return _KINDS.get(stat.S_IFMT(status.st_mode), "no plain file")


def find_root(start: Path) -> Path | None:
    """The folder that holds okrctl.yaml, at `start` or upward of it; None when there is none."""
    start = start.resolve()
    folder = start if start.is_dir() else start.parent
    return next(
        (place for place in (folder, *folder.parents) if os.path.lexists(place / WORKSPACE_FILE)),
        None,
    )


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
