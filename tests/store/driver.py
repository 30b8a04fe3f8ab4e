"""A check-in in a process of its own: to be killed at a step, interrupted, or run beside others.

Reads its orders as JSON from the first argument and prints how it ended: `recorded SHA`, or the
exit status and message that a command would end with.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from okrctl.errors import OkrctlError
from okrctl.store.durable import AtStep
from okrctl.store.git import NoHistory, open_repository
from okrctl.store.history import dirty, read_commits
from okrctl.store.plan import EditedFile, FileChange, NewFile, RenamedFile
from okrctl.store.record import record
from okrctl.store.worktree import WorkTree
from store.place import ENTRY, GOAL, Place

PLAN: tuple[FileChange, ...] = (
    ENTRY,
    EditedFile(GOAL, b"title: Releases are calm\n", b"title: Releases are dull\n"),
    RenamedFile("kpis/old.yaml", "kpis/sub/new.yaml", b"title: Old\n", b"title: New\n"),
)
"""One of each kind of change."""

STEPS = (
    "checked",
    "noted",
    f"written {ENTRY.path.rpartition('/')[2]}",
    f"linked {ENTRY.path.rpartition('/')[2]}",
    f"made {ENTRY.path}",
    "written calm.yaml",
    f"made {GOAL}",
    "written new.yaml",
    "linked new.yaml",
    "made kpis/sub/new.yaml",
    "made kpis/old.yaml",
    "added",
    "committed",
)
"""The steps that recording `PLAN` takes."""


def start(place: Place, *before: str, **orders: str) -> subprocess.Popen[str]:
    """A process that records in `place`, at the head of a process group of its own."""
    said = {"root": str(place.root), "environ": json.dumps(place.environ), **orders}
    command = [*before, sys.executable, __file__, json.dumps(said)]
    environ = place.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def said_by(process: subprocess.Popen[str]) -> str:
    """What the process printed, once it has ended."""
    with process:
        out: IO[str] | None = process.stdout
        assert out is not None
        return out.read().strip()


def main(orders: dict[str, str]) -> str:
    """Do what `orders` say, and say how it ended."""
    repo = open_repository(Path(orders["root"]), json.loads(orders["environ"]))
    if isinstance(repo, NoHistory):
        return repo.reason
    if "list" in orders:
        files = WorkTree(repo.root).files().values()
        return "\n".join(f"{file.path}: {file.problem}" for file in files)
    if "read" in orders:
        return f"{len(read_commits(repo))} {sorted(dirty(repo, WorkTree(repo.root).files()))}"
    if "who" in orders:
        for number in range(10):
            path = f"checkins/2026-Q4/ops/{orders['who']}-{number}.jsonl"
            record(repo, [NewFile(path, path.encode())], path)
        return "recorded ten"
    return f"recorded {record(repo, PLAN, 'all kinds at once', at_step=_deadly(orders)).commit}"


def _deadly(orders: dict[str, str]) -> AtStep:
    """A watcher of steps that dies as by `kill -9` when the step in the orders is done."""

    def at_step(step: str) -> None:
        if step == orders.get("die_at"):
            os.kill(os.getpid(), signal.SIGKILL)

    return at_step


if __name__ == "__main__":
    try:
        ended = main(json.loads(sys.argv[1]))
    except OkrctlError as error:
        ended = f"{error.status} {error.message}"
    sys.stdout.write(f"{ended}\n")
