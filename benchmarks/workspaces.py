"""Workspaces of three sizes, each a real git repository, the same for the same seed.

    python benchmarks/workspaces.py large FOLDER [--seed 7]

A goal has four key results: its own number, a KPI's, one to hold, and milestones. Goals lie in
closed quarters and the active one; entries of closed quarters, and readings, are packed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

TODAY = date(2026, 11, 21)
NOW = f"{TODAY}T16:00:00Z"
ACTIVE = "2026-Q4"
QUARTERS = {
    "2026-Q1": date(2026, 1, 1),
    "2026-Q2": date(2026, 4, 1),
    "2026-Q3": date(2026, 7, 1),
    ACTIVE: date(2026, 10, 1),
}
YEARS_OF_READINGS = 3
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

Entry = dict[str, object]


@dataclass(frozen=True)
class Size:
    """How much a workspace holds. Fragments are the files of the active quarter's entries."""

    goals: int
    checkins: int
    """Check-ins of each key result."""
    fragments: int
    quarters: int
    teams: int
    kpis: int


SIZES = {
    "small": Size(goals=20, checkins=13, fragments=100, quarters=1, teams=4, kpis=4),
    "middle": Size(goals=200, checkins=39, fragments=3_000, quarters=4, teams=10, kpis=20),
    "large": Size(goals=1_000, checkins=39, fragments=13_000, quarters=4, teams=50, kpis=500),
}

SETTINGS = """\
okrctl: 1
organization: Benchmark
calendar: {{timezone: Europe/Berlin}}
people:
  mira: {{name: Mira, email: mira@example.org}}
bots: {{ci: {{email: ci@example.org}}}}
teams:
{teams}
"""

OBJECTIVE = """\
title: Customers trust release {number}
why: Support spends half of its week on bugs that we shipped.
owner: mira
key_results:
  bugs: {{title: Critical bugs found after release, unit: bugs, from: 100, to: 0}}
  coverage: {{title: The live code is covered by tests, kpi: kpi-{kpi}, from: 40, to: 80}}
  uptime:
    title: The API stays up while we change it
    unit: "%"
    at_least: 99.5
    every: week
  canary:
    title: Canary deploys reach every service
    milestones:
      pilot: {{title: One service behind a canary, due: {due}}}
      every-service: {{title: Every service behind a canary, weight: 2}}
"""

KPI = """\
title: Code coverage of service {number}
owner: mira
unit: "%"
better: higher
cadence: weekly
aggregate: last
healthy: {{at_least: 75}}
warning: {{at_least: 50}}
"""


@dataclass
class Maker:
    """Writes one workspace, with chance of its own."""

    root: Path
    size: Size
    chance: np.random.Generator

    def write(self) -> None:
        """Every file of the workspace."""
        teams = "\n".join(f"  team-{n}: {{lead: mira}}" for n in range(self.size.teams))
        self._file("okrctl.yaml", SETTINGS.format(teams=teams))
        for number in range(self.size.kpis):
            self._file(f"kpis/kpi-{number}.yaml", KPI.format(number=number))
        for year, entries in self._readings().items():
            self._lines(f"readings/{year}/packed.jsonl", entries)
        for quarter in list(QUARTERS)[-self.size.quarters :]:
            self._quarter(quarter)

    def _quarter(self, quarter: str) -> None:
        each = self.size.goals // self.size.quarters
        packed: list[Entry] = []
        for number in range(each):
            team = f"team-{number % self.size.teams}"
            kpi, due = number % self.size.kpis, QUARTERS[quarter] + timedelta(days=30)
            text = OBJECTIVE.format(number=number, kpi=kpi, due=due)
            self._file(f"goals/{quarter}/{team}/goal-{number}.yaml", text)
            entries = list(self._checkins(f"{team}/goal-{number}", QUARTERS[quarter]))
            if quarter == ACTIVE:
                self._fragments(f"checkins/{quarter}/{team}", entries, self.size.fragments // each)
            packed += entries
        if quarter != ACTIVE:
            self._lines(f"checkins/{quarter}/packed.jsonl", sorted(packed, key=_order))

    def _checkins(self, goal: str, first: date) -> Iterator[Entry]:
        """The check-ins of a goal's key results, evenly over the seven weeks that have passed."""
        count = self.size.checkins
        ids = self._ids(4 * count)
        noise = self.chance.normal(size=count)
        for turn in range(count):
            day = first + timedelta(days=turn * 49 // count)
            at = datetime.combine(day, time(9, turn % 60, int(goal.rpartition("-")[2]) % 60))
            share = turn / count
            said: dict[str, Entry] = {
                "bugs": {"value": round(100 - 70 * share + 4 * noise[turn], 1), "confidence": 6},
                "coverage": {"confidence": 5 + turn % 4},
                "uptime": {"value": round(99.6 + 0.1 * noise[turn], 2)},
                "canary": {"milestone": "pilot", "done": turn > count // 2},
            }
            for name, fields in said.items():
                yield _entry(next(ids), at, "mira", {"kr": f"{goal}#{name}", **fields})

    def _readings(self) -> dict[int, list[Entry]]:
        """Weekly readings of every KPI, by year."""
        weeks = YEARS_OF_READINGS * 52
        ids = self._ids(weeks * self.size.kpis)
        by_year: dict[int, list[Entry]] = {}
        for week in range(weeks):
            at = datetime.combine(TODAY - timedelta(weeks=weeks - week), time(6))
            values = 60 + 20 * week / weeks + self.chance.normal(size=self.size.kpis)
            for number, value in enumerate(values):
                said: Entry = {"kpi": f"kpi-{number}", "value": round(float(value), 1)}
                by_year.setdefault(at.year, []).append(_entry(next(ids), at, "ci", said))
        return by_year

    def _ids(self, count: int) -> Iterator[str]:
        letters = self.chance.integers(len(ALPHABET), size=(count, 13))
        return ("".join(ALPHABET[letter] for letter in row) for row in letters)

    def _fragments(self, folder: str, entries: list[Entry], count: int) -> None:
        """Entries in files as runs of `okrctl checkin` would have left them."""
        for part in np.array_split(np.arange(len(entries)), count):
            run = entries[part[0] : part[-1] + 1]
            at = str(run[0]["at"]).replace("-", "").replace(":", "")
            self._lines(f"{folder}/{at}-mira-{str(run[0]['id'])[:6]}.jsonl", run)

    def _lines(self, path: str, entries: list[Entry]) -> None:
        self._file(path, "".join(json.dumps(entry) + "\n" for entry in entries))

    def _file(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _entry(key: str, at: datetime, who: str, said: Entry) -> Entry:
    return {"id": key, "at": f"{at.isoformat()}Z", "who": who, **said}


def _order(entry: Entry) -> tuple[str, str]:
    return str(entry["at"]), str(entry["id"])


def workspace(name: str, folder: Path, seed: int = 7) -> Path:
    """A new workspace of that size below a folder, committed; the one of an earlier run is kept."""
    root, begun = folder / f"{name}-{seed}", folder / f"{name}-{seed}.begun"
    if not root.exists():
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        Maker(begun, SIZES[name], np.random.default_rng(seed)).write()
        git(begun, "init", "-q", "-b", "main")
        git(begun, "config", "gc.auto", "0")  # nothing in the background while others are measured
        git(begun, "add", ".")
        git(begun, "commit", "-q", "-m", "The goals and all entries")
        begun.rename(root)
    return root


ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},  # noqa: TID251
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{role}_NAME": "Mira" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "mira@example.org" for role in ("AUTHOR", "COMMITTER")},
    "OKRCTL_PERSON": "mira",
    "OKRCTL_NOW": NOW,
}
"""A machine with git and nothing set up, on the day of the last check-ins."""


def git(root: Path, *words: str) -> None:
    """Run git in a workspace."""
    subprocess.run(["git", "-C", root, *words], check=True, env=ENVIRONMENT)


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Write a workspace as a git repository.")
    reader.add_argument("name", choices=SIZES)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--seed", type=int, default=7)
    given = reader.parse_args()
    print(workspace(given.name, given.folder, given.seed))
