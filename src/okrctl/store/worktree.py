"""The files of a workspace on disk: found without following links, read when asked.

A checkout may come from a stranger. A link, a pipe, a device or a folder in a file's place is
named with its problem, never followed and never opened, so nothing outside the root is shown and
nothing hangs.
"""

from __future__ import annotations

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
    place: Path

    def read(self) -> bytes:
        """The bytes of the file now. What was swapped for something else since is refused."""
        if self.problem:
            raise ValueError(f"{self.path} is {self.problem}")
        try:
            with os.fdopen(os.open(self.place, _OPEN), "rb") as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return file.read()
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

    def files(self) -> Mapping[str, FileOnDisk]:
        """Each file that a workspace reads by its path below the root, in the order of paths."""
        found = [*self._workspace_file()]
        for folder in FOLDERS:
            found += self._below(folder)
        return {file.path: file for file in sorted(found, key=lambda file: file.path)}

    def _workspace_file(self) -> Iterator[FileOnDisk]:
        try:
            status = os.lstat(self.root / WORKSPACE_FILE)
        except OSError:
            return
        yield self._file(WORKSPACE_FILE, status)

    def _below(self, top: str) -> Iterator[FileOnDisk]:
        try:
            status = os.lstat(self.root / top)
        except OSError:
            return
        if not stat.S_ISDIR(status.st_mode):
            yield self._problem(top, _KINDS.get(stat.S_IFMT(status.st_mode), "not a folder"))
            return
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError as error:
                yield self._problem(folder, f"a folder that cannot be read ({error.strerror})")
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.name.endswith(TEMPORARY):
                    continue  # a check-in is being written at this moment
                if entry.is_dir(follow_symlinks=False) and not path.endswith(_FILE_SUFFIXES):
                    waiting.append(path)
                else:
                    yield from self._entry(path, entry)

    def _entry(self, path: str, entry: os.DirEntry[str]) -> Iterator[FileOnDisk]:
        try:
            yield self._file(path, entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            return  # removed since the folder was listed

    def _file(self, path: str, status: os.stat_result) -> FileOnDisk:
        kind = stat.S_IFMT(status.st_mode)
        if kind != stat.S_IFREG:
            return self._problem(path, _KINDS.get(kind, "not a file"))
        if not path.isascii() and not _is_unicode(path):
            return self._problem(path, "a file whose name is not UTF-8")
        if not os.access(self.root / path, os.R_OK):
            return self._problem(path, "a file that cannot be read (permission denied)")
        return FileOnDisk(path, status.st_size, "", self.root / path)

    def _problem(self, path: str, problem: str) -> FileOnDisk:
        return FileOnDisk(path, 0, problem, self.root / path)


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
