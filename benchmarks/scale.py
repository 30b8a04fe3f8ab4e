"""What a check-in costs for good: bytes, objects in git, seconds of reading, at two sizes.

    python benchmarks/scale.py [--runs 3] [--checkins 20] [--folder DIR]

Prints Markdown. Sizes are named by key results; each was checked in weekly for a quarter, a
file for each goal and week. The rows of a size come from one workspace: what lies on disk, what
real check-ins add to git, and the processor time of the commands that read everything.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from workspaces import ENVIRONMENT, SIZES, Size, git, workspace

WEEKS = 13
KEY_RESULTS_OF_A_GOAL = 4
OKRCTL = (sys.executable, "-m", "okrctl")
READING = ("status", "lint")


def size_of(key_results: int) -> Size:
    """A workspace with so many key results of one quarter, twenty goals a team."""
    goals = key_results // KEY_RESULTS_OF_A_GOAL
    teams = max(goals // 20, 1)
    return Size(goals, WEEKS, goals * WEEKS, quarters=1, teams=teams, kpis=max(goals // 5, 1))


@dataclass(frozen=True)
class Store:
    """What lies in `.git`: objects, and kilobytes of them when packed."""

    objects: int
    packed_kib: int


def stored(root: Path) -> Store:
    """The objects of a repository after a full packing."""
    git(root, "gc", "-q", "--prune=now")
    said = subprocess.run(
        ["git", "-C", root, "count-objects", "-v"],
        check=True, env=ENVIRONMENT, capture_output=True, text=True,
    ).stdout  # fmt: skip
    counts = dict(line.split(": ") for line in said.splitlines())
    return Store(int(counts["in-pack"]), int(counts["size-pack"]))


def checked_in(root: Path, count: int) -> Iterator[float]:
    """The processor seconds of real check-ins, one commit each."""
    for number in range(count):
        goal = "team-0/goal-0"
        yield seconds(root, "checkin", f"{goal}#bugs", "--yes", "--value", str(30 + number))


def seconds(root: Path, *words: str) -> float:
    """Processor seconds, user and system, of one command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*OKRCTL, *words], cwd=root, env=ENVIRONMENT, capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in ((0, 1) if words[0] == "lint" else (0,)):
        raise SystemExit(f"{words}: {done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(key_results: int, folder: Path, runs: int, checkins: int) -> Iterator[tuple[str, str]]:
    """What is measured of one size, by name."""
    SIZES[name := f"scale-{key_results}"] = size_of(key_results)
    root = workspace(name, folder)
    files = list((root / "checkins").rglob("*.jsonl"))
    entries = sum(file.read_bytes().count(b"\n") for file in files)
    size = sum(file.stat().st_size for file in files)
    yield "entries of a quarter", f"{entries:,}"
    yield "files of entries", f"{len(files):,}"
    yield "bytes an entry", f"{size / entries:.0f}"
    for command in READING:
        times = [seconds(root, command) for _ in range(runs)]
        yield f"`{command}`, s", f"{median(times):.1f}"
    before = stored(root)
    yield "objects in git, one commit for all", f"{before.objects:,}"
    yield "packed KiB, one commit for all", f"{before.packed_kib:,}"
    times = list(checked_in(root, checkins))
    after = stored(root)
    yield "`checkin`, s", f"{median(times):.2f}"
    yield "objects a check-in", f"{(after.objects - before.objects) / checkins:.1f}"
    added = (after.packed_kib - before.packed_kib) * 1024 / checkins
    yield "packed bytes a check-in", f"{added:.0f}"


def main() -> None:
    """Print the table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--runs", type=int, default=3)
    reader.add_argument("--checkins", type=int, default=20)
    reader.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    reader.add_argument("--folder", type=Path, default=None)
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        found = [dict(rows(one, folder, given.runs, given.checkins)) for one in given.sizes]
    print(f"| | {' | '.join(f'{one:,} key results' for one in given.sizes)} |")
    print(f"| --- |{' --: |' * len(found)}")
    for name in found[0]:
        print(f"| {name} | {' | '.join(one[name] for one in found)} |")


if __name__ == "__main__":
    main()
