"""`okrctl lint --watch`: again, whenever a file has changed, until somebody stops it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from okrctl.cli.context import Context
from okrctl.cli.errors import complain
from okrctl.cli.output import note, write
from okrctl.errors import OkrctlError

SECONDS = 0.5
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Seen = tuple[tuple[str, int, int], ...]


def watch(here: Context, once: Callable[[], None]) -> NoReturn:
    """Run `once` now and after every change of the workspace's files. KeyboardInterrupt ends it."""
    seen: Seen | None = None
    while True:
        now = state(here.root)
        if now != seen:
            seen = now
            if here.terminal.is_tty:
                write(CLEAR)
            try:
                once()
            except OkrctlError as error:
                complain(error.message, error.next_step, error.output)
            note("watching, Ctrl-C ends")
        time.sleep(SECONDS)


def state(root: Path) -> Seen:
    """Every file with its size and the time of its last change."""
    from okrctl.store.worktree import WorkTree

    found = []
    for path, file in WorkTree(root).files().items():
        with contextlib.suppress(OSError):
            found.append((path, file.size, Path(file.place).lstat().st_mtime_ns))
    return tuple(found)
