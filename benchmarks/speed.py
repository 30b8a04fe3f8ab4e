"""How long okrctl takes and how much memory, beside git, Python and yamllint, in one run.

    python benchmarks/speed.py [--runs 7] [--sizes small large] [--only status] [--source DIR]

Prints Markdown: medians of processor time (user and system, of the children too), which other work
on the machine disturbs least. `--source` measures another copy of `src`, for a before and after.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from workspaces import ENVIRONMENT, SIZES, git, workspace

OKRCTL = (sys.executable, "-m", "okrctl")
YAMLLINT = (str(Path(sys.executable).parent / "yamllint"),)
PYTHON = (sys.executable, "-c", "import sys")
KEY_RESULT = "team-0/goal-0#bugs"
CHECK_IN = (*OKRCTL, "checkin", KEY_RESULT, "--yes", "--value")
BY_HAND = (
    "echo {} > checkins/{}.jsonl; git add -N checkins; git commit -qm {} --only checkins/{}.jsonl"
)


@dataclass(frozen=True)
class Case:
    """A command, and the one that it is held against; `{}` in a word is the number of the run."""

    name: str
    words: Sequence[str]
    against: str = ""
    peer: Sequence[str] = ()


@dataclass(frozen=True)
class Cost:
    """What some runs of a command took."""

    seconds: float
    megabytes: float


START = [
    Case("`--version`", (*OKRCTL, "--version"), "bare Python", PYTHON),
    Case("`--help`", (*OKRCTL, "--help"), "`yamllint --version`", (*YAMLLINT, "--version")),
    Case("`checkin --help`", (*OKRCTL, "checkin", "--help"), "`yamllint --version`",
         (*YAMLLINT, "--version")),
]  # fmt: skip
WORK = [
    Case("`status`", (*OKRCTL, "status")),
    Case("`show`", (*OKRCTL, "show", KEY_RESULT)),
    Case("`lint`", (*OKRCTL, "lint"), "`yamllint` of the YAML alone",
         (*YAMLLINT, "-d", "relaxed", "goals", "kpis")),
    Case("`checkin`, commit", (*CHECK_IN, "4{}"), "by hand with git",
         ("sh", "-c", BY_HAND.replace("{}", "hand-{}"))),
]  # fmt: skip


@dataclass(frozen=True)
class Bench:
    """How often, where, and which okrctl."""

    runs: int
    folder: Path
    environment: dict[str, str]
    only: str

    def rows(self, sizes: Sequence[str]) -> Iterator[str]:
        """The lines of the table."""
        yield "| command | workspace | median ms | peak MB | against | its ms | ratio |"
        yield "| --- | --- | --: | --: | --- | --: | --: |"
        small = workspace("small", self.folder)
        yield from (self.row(case, "", small) for case in START if self.only in case.name)
        for size in sizes:
            root = self.copy(workspace(size, self.folder))
            yield from (self.row(case, size, root) for case in WORK if self.only in case.name)
            shutil.rmtree(root)

    def copy(self, root: Path) -> Path:
        """A workspace to write into."""
        place = Path(tempfile.mkdtemp(dir=self.folder)) / "workspace"
        shutil.copytree(root, place, symlinks=True)
        git(place, "update-index", "-q", "--refresh")
        return place

    def row(self, case: Case, size: str, root: Path) -> str:
        """One line of the table."""
        own = self.cost(case.words, root)
        shown = f"| {case.name} | {size} | {own.seconds * 1000:,.0f} | {own.megabytes:,.0f} |"
        if not case.peer:
            return f"{shown} | | |"
        peer = self.cost(case.peer, root)
        ratio = own.seconds / peer.seconds
        return f"{shown} {case.against} | {peer.seconds * 1000:,.0f} | {ratio:.2f} |"

    def cost(self, words: Sequence[str], root: Path) -> Cost:
        """The median time of a command and its peak of memory, after a run that warms up."""
        runs = [[word.replace("{}", str(run)) for word in words] for run in range(self.runs + 1)]
        _, *costs = [self.once(run, root) for run in runs]
        return Cost(median(c.seconds for c in costs), max(c.megabytes for c in costs))

    def once(self, words: Sequence[str], root: Path) -> Cost:
        """What one run took."""
        process = subprocess.Popen(
            words, cwd=root, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{' '.join(words)} ended with {process.returncode}")
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Measure, and print the table."""
    reader = argparse.ArgumentParser(description="Measure okrctl beside git, Python and yamllint.")
    reader.add_argument("--runs", type=int, default=7)
    reader.add_argument("--sizes", nargs="*", choices=SIZES, default=["small", "middle", "large"])
    reader.add_argument("--only", default="", help="commands with this in their name")
    reader.add_argument("--source", type=Path, help="another copy of src")
    reader.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "okrctl-speed")
    given = reader.parse_args()
    environment = {k: v for k, v in ENVIRONMENT.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if given.source:
        environment["PYTHONPATH"] = str(given.source.resolve())
    for line in Bench(given.runs, given.folder, environment, given.only).rows(given.sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
