"""Histories: a workspace of a size with thousands of commits of check-ins, by `git fast-import`.

    python benchmarks/history.py large 2000 FOLDER

Each commit adds the entry file of one check-in, as `okrctl checkin` would; every twentieth moves a
target instead. The files of the workspace itself are the first commit.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from workspaces import ACTIVE, ALPHABET, ENVIRONMENT, QUARTERS, SIZES, git, workspace

EVERY = 20
"""One commit in so many changes a goal; the others check in."""


def history(name: str, commits: int, folder: Path, seed: int = 7) -> Path:
    """A workspace with that many commits on top; the one of an earlier run is kept."""
    root = folder / f"{name}-{seed}-{commits}"
    begun = folder / f"{name}-{seed}-{commits}.begun"
    if not root.exists():
        shutil.rmtree(begun, ignore_errors=True)
        shutil.copytree(workspace(name, folder, seed), begun, symlinks=True)
        stream = b"".join(imported(begun, name, commits, np.random.default_rng(seed)))
        words = ["git", "-C", str(begun), "fast-import", "--quiet", "--force"]
        subprocess.run(words, input=stream, check=True, env=ENVIRONMENT)
        git(begun, "reset", "-q", "--hard")
        git(begun, "pack-refs", "--all")
        begun.rename(root)
    return root


def imported(root: Path, name: str, commits: int, chance: np.random.Generator) -> Iterator[bytes]:
    """What fast-import reads: the commits on top of the branch main, oldest first."""
    teams = SIZES[name].teams
    letters = chance.integers(len(ALPHABET), size=(commits, 13))
    start = datetime.combine(QUARTERS[ACTIVE], datetime.min.time()) + timedelta(hours=8)
    step = timedelta(days=49) / commits
    for number in range(commits):
        at = start + number * step
        goal = f"team-{number % teams}/goal-{number % teams}"
        if number % EVERY == 0:
            path = f"goals/{ACTIVE}/{goal}.yaml"
            text = (root / path).read_text("utf-8").replace("to: 80", f"to: {70 + number % 20}")
        else:
            key = "".join(ALPHABET[letter] for letter in letters[number])
            path = (
                f"checkins/{ACTIVE}/team-{number % teams}/{at:%Y%m%dT%H%M%SZ}-mira-{key[:6]}.jsonl"
            )
            entry = {"id": key, "at": f"{at:%Y-%m-%dT%H:%M:%S}Z", "who": "mira",
                     "kr": f"{goal}#bugs", "value": number % 100}  # fmt: skip
            text = json.dumps(entry) + "\n"
        yield commit(number, at, path, text)


def commit(number: int, at: datetime, path: str, text: str) -> bytes:
    """One commit of one file."""
    message = f"Check-in {number}\n\nOkrctl: checkin\n".encode()
    seconds = int((at - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001 - all is in UTC
    data = text.encode()
    head = b"commit refs/heads/main\ncommitter Mira <mira@example.org> %d +0000\n" % seconds
    parent = b"from refs/heads/main^0\n" if number == 0 else b""
    said = b"data %d\n%s\n" % (len(message), message)
    return (
        head + said + parent + b"M 644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
    )


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Write a workspace with a long history.")
    reader.add_argument("name", choices=SIZES)
    reader.add_argument("commits", type=int)
    reader.add_argument("folder", type=Path)
    given = reader.parse_args()
    print(history(given.name, given.commits, given.folder))
