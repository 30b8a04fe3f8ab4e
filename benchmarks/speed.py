"""How long okrctl takes and how much memory, beside git, Python and yamllint, in one run.

    python benchmarks/speed.py [--runs 7] [--sizes small large] [--only status] [--source DIR]
    python benchmarks/speed.py --commits 2000 --sizes middle --only log

A tool that is held against okrctl is measured in the same run, and left out where it is not
installed: bean-check and hledger check ledgers with as many records. Prints Markdown: medians of
processor time (user and system, of the children too), which other work on the machine disturbs
least. `--source` measures another copy of `src`, for a before and after.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from history import history
from peers import LEDGERS, installed
from workspaces import ENVIRONMENT, SIZES, git, workspace

OKRCTL = (sys.executable, "-m", "okrctl")
YAMLLINT = (str(Path(sys.executable).parent / "yamllint"),)
PYTHON = (sys.executable, "-c", "import sys")
KEY_RESULT = "team-0/goal-0#bugs"
LOG = ("git", "log", "--raw", "-z")
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
    target: Mapping[str, int] = field(default_factory=dict)
    """For each size of workspace the most milliseconds that were promised."""


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
    Case("`status`", (*OKRCTL, "status"), target={"large": 2_000}),
    Case("`show ADDRESS`", (*OKRCTL, "show", KEY_RESULT), target={"large": 400}),
    Case("`show kpi:ID`", (*OKRCTL, "show", "kpi:kpi-1"), target={"large": 400}),
    Case("`log ADDRESS`", (*OKRCTL, "log", KEY_RESULT), "`git log --raw -z`", LOG,
         {"large": 400}),
    Case("`lint`", (*OKRCTL, "lint"), "`yamllint` of the YAML alone",
         (*YAMLLINT, "-d", "relaxed", "goals", "kpis"), {"small": 350, "large": 2_000}),
    Case("`checkin`, commit", (*CHECK_IN, "4{}"), "by hand with git",
         ("sh", "-c", BY_HAND.replace("{}", "hand-{}")), {"large": 300}),
    Case("`review`, 20 goals changed", (*OKRCTL, "review", "HEAD"), target={"large": 1_000}),
]  # fmt: skip


@dataclass(frozen=True)
class Bench:
    """How often, where, and which okrctl."""

    runs: int
    folder: Path
    environment: dict[str, str]
    only: str
    commits: int

    def rows(self, sizes: Sequence[str]) -> Iterator[str]:
        """The lines of the table."""
        yield "| command | workspace | median ms | peak MB | target ms | against | its ms | ratio |"
        yield "| --- | --- | --: | --: | --: | --- | --: | --: |"
        small = workspace("small", self.folder)
        yield from (self.row(case, "", small) for case in START if self.only in case.name)
        for size in sizes:
            root = self.copy(self.made(size))
            yield from (self.row(case, size, root) for case in WORK if self.only in case.name)
            shutil.rmtree(root.parent)
            yield from self.ledgers(size)

    def made(self, size: str) -> Path:
        """The workspace of a size, with a history where one was asked for."""
        if self.commits:
            return history(size, self.commits, self.folder)
        return workspace(size, self.folder)

    def ledgers(self, size: str) -> Iterator[str]:
        """What other tools take to check as many records."""
        for name in LEDGERS if "lint".startswith(self.only) else ():
            if words := installed(name, size, self.folder):
                yield self.row(Case(f"{name} of as many records", words), size, self.folder)

    def copy(self, root: Path) -> Path:
        """A workspace to write into."""
        place = Path(tempfile.mkdtemp(dir=self.folder)) / "workspace"
        shutil.copytree(root, place, symlinks=True)
        git(place, "update-index", "-q", "--refresh")
        return place

    def row(self, case: Case, size: str, root: Path) -> str:
        """One line of the table."""
        if "changed" in case.name:
            ease(root)
        own = self.cost(case.words, root)
        shown = f"| {case.name} | {size} | {own.seconds * 1000:,.0f} | {own.megabytes:,.0f} |"
        target, took = case.target.get(size), own.seconds * 1000
        met = "met" if target and took <= target else "**missed**"
        shown += f" {target:,}, {met} |" if target else " |"
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


def ease(root: Path) -> None:
    """Lower a target in twenty goals, which nobody commits."""
    for file in sorted(root.glob("goals/2026-Q4/*/*.yaml"))[:20]:
        file.write_text(file.read_text("utf-8").replace("to: 80", "to: 70"), encoding="utf-8")


def main() -> None:
    """Measure, and print the table."""
    reader = argparse.ArgumentParser(description="Measure okrctl beside git, Python and yamllint.")
    reader.add_argument("--runs", type=int, default=7)
    reader.add_argument("--sizes", nargs="*", choices=SIZES, default=["small", "middle", "large"])
    reader.add_argument("--commits", type=int, default=0, help="commits on top of each workspace")
    reader.add_argument("--only", default="", help="commands with this in their name")
    reader.add_argument("--source", type=Path, help="another copy of src")
    reader.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "okrctl-speed")
    given = reader.parse_args()
    environment = {k: v for k, v in ENVIRONMENT.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if given.source:
        environment["PYTHONPATH"] = str(given.source.resolve())
    bench = Bench(given.runs, given.folder, environment, given.only, given.commits)
    for line in bench.rows(given.sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
