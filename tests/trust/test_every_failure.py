"""Whatever fails while something is recorded: all of it is there, or nothing, or one command away.

Every step of a real run is made to fail in turn: each write meets a full disk, each call of git
fails, and the process is killed before each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest

from trust.saboteur import Ended, Harm, Run

ROOT = Path(__file__).parents[2]
SABOTEUR = Path(__file__).with_name("saboteur.py")
GOAL = "goals/2026-Q4/ops/calm.yaml"
FILES = {
    "okrctl.yaml": "okrctl: 1\npeople: {mira: {email: mira@acme.example}}\n"
    "teams: {ops: {lead: mira}}\n",
    GOAL: "title: Releases are calm\nowner: mira\nkey_results:\n"
    "  bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}\n",
}
ACTIONS: dict[str, list[str]] = {
    "checkin": ["checkin", "bugs", "--value", "8", "--confidence", "3", "--note", "So", "--yes"],
    "amend": ["amend", "bugs", "to=1", "--why", "So", "--yes"],
    "mv": ["mv", "calm", "quiet"],
}
HARMS: tuple[Harm, ...] = tuple(harm for harm in get_args(Harm) if harm != "none")
MOST_STEPS = 80
ALL = bool(os.environ.get("OKRCTL_TRUST"))  # noqa: TID251 - how long the tests may take
FEWER = 4
"""Of actions that record as a check-in does, every fourth step is harmed, unless all shall be."""


@dataclass(frozen=True)
class Place:
    """A repository in a folder of its own."""

    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        """What every process knows."""
        return {
            "PATH": os.defpath, "HOME": str(self.folder.parent / "home"), "LANG": "C.UTF-8",
            "OKRCTL_NOW": "2026-11-24T15:00:00Z", "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
        }  # fmt: skip

    def git(self, *words: str) -> str:
        """What git prints."""
        return subprocess.run(
            ["git", *words], cwd=self.folder, env=self.environ, check=True, text=True,
            capture_output=True,
        ).stdout  # fmt: skip

    def okrctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run okrctl as a person would, afterwards."""
        return subprocess.run(
            [sys.executable, "-m", "okrctl", *words], cwd=self.folder, env=self.environ,
            text=True, capture_output=True, check=False,
        )  # fmt: skip

    def state(self) -> str:
        """The commit that HEAD is at, and what differs from it."""
        return self.git("status", "--porcelain=v2", "--branch", "-uall")


def build(folder: Path) -> Place:
    """A committed workspace with one key result."""
    place = Place(folder)
    (folder.parent / "home").mkdir(parents=True)
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    place.git("init", "-q", "-b", "main", "--template=")
    place.git("config", "user.name", "Mira")
    place.git("config", "user.email", "mira@acme.example")
    place.git("add", "-A")
    place.git("commit", "-q", "-m", "goals")
    return place


def copies(first: Place, count: int, name: str) -> list[Place]:
    """As many repositories like the first."""
    made = []
    for number in range(1, count + 1):
        folder = first.folder.parent.parent / f"{name}-{number}"
        shutil.copytree(first.folder.parent, folder)
        made.append(Place(folder / "acme"))
    return made


def play(place: Place, runs: list[Run]) -> list[Ended]:
    """How the runs ended."""
    done = subprocess.run(
        [sys.executable, str(SABOTEUR)], input=json.dumps(runs), env=place.environ, text=True,
        capture_output=True, check=True, cwd=place.folder,
    )  # fmt: skip
    ended: list[Ended] = json.loads(done.stdout)
    return ended


def run_of(place: Place, step: int, action: str, harm: Harm) -> Run:
    """One run of an action in a place."""
    return Run(folder=str(place.folder), words=ACTIONS[action], harm=harm, step=step)


@pytest.fixture
def first() -> Iterator[Place]:
    """The repository that all others are like."""
    with TemporaryDirectory() as name:
        yield build(Path(name) / "first" / "acme")


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("action", ACTIONS)
def test_p2_all_or_nothing_at_every_step(first: Place, action: str, harm: Harm) -> None:
    """After the failure the old state, the new one, or the one command that gets there."""
    (whole,) = copies(first, 1, "whole")
    count = "git fails" if harm == "git fails" else "none"
    (good,) = play(whole, [run_of(whole, 0, action, count)])
    assert good["status"] == 0, good["said"]
    assert 0 < good["steps"] < MOST_STEPS
    old = first.state()
    new = whole.git("ls-tree", "-r", "--name-only", "HEAD").count("\n")
    steps = range(1, good["steps"] + 1)[:: 1 if action == "checkin" or ALL else FEWER]
    places = copies(first, len(steps), action)
    runs = [run_of(*one, action, harm) for one in zip(places, steps, strict=True)]
    for place, run, ended in zip(places, runs, play(first, runs), strict=True):
        what = f"{harm} at step {run['step']}: {ended['said']}"
        if ended["status"] != 0 and place.state() == old and not is_unfinished(place):
            continue
        if ended["status"] != 0 and is_unfinished(place):
            assert ended["status"] < 0 or "okrctl checkin --resume" in ended["said"], what
            place.okrctl("checkin", "--resume", "--yes")
        assert is_one_commit_of(place, new), what


def is_one_commit_of(place: Place, files: int) -> bool:
    """Whether exactly one commit came, everything is committed, and so many files are there."""
    listed = place.git("ls-tree", "-r", "--name-only", "HEAD").count("\n")
    commits = place.git("rev-list", "--count", "HEAD").strip()
    return (commits, place.git("status", "--porcelain", "-uall"), listed) == ("2", "", files)


def is_unfinished(place: Place) -> bool:
    """Whether a run left its note."""
    return (place.folder / ".git/okrctl.unfinished").exists()
