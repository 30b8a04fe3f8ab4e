"""One check-in at a time in one work tree: a lock that the system gives back when a run dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from okrctl.errors import EnvironmentFault

LOCK = "okrctl.lock"
"""Its name in the git folder of a work tree; no lock of git has it."""
LOCK_SECONDS = 60.0
_AGAIN_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; the file stays, since deleting it would let two runs in."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise EnvironmentFault(f"{path.parent} cannot be written: {error.strerror}") from error
    try:
        if not _taken(descriptor):
            raise EnvironmentFault(
                f"another okrctl is recording in this work tree and holds {path}",
                "wait until it ends and run the command again",
            )
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            _take(descriptor)
        except OSError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_AGAIN_SECONDS)
        else:
            return True
