"""Reading starts no program but git, opens no socket, and writes nowhere but into the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from okrctl.cli.app import NAMES

ROOT = Path(__file__).parents[2]
FENCE = Path(__file__).with_name("fence.py")

READS: dict[str, list[str]] = {
    "status": ["status"],
    "status at": ["status", "--at", "HEAD~1", "--as-of", "2026-11-01"],
    "status since": ["status", "--since", "last friday"],
    "show": ["show", "trusted-releases"],
    "show chart": ["show", "critical-bugs", "--chart", "--format", "table"],
    "show kpi": ["show", "kpi:code-coverage"],
    "kpis": ["kpis", "--all", "--influence"],
    "tree": ["tree", "--format", "mermaid"],
    "explain": ["explain", "trusted-releases"],
    "log": ["log"],
    "log of one": ["log", "critical-bugs", "--format", "json"],
    "calibration": ["calibration", "--format", "table"],
    "due": ["due"],
    "due ics": ["due", "--format", "ics"],
    "blockers": ["blockers", "--format", "table"],
    "support": ["support", "--format", "table"],
    "meeting": ["meeting", "--since", "2026-10-01"],
    "meeting md": ["meeting", "--team", "engineering", "--format", "md"],
    "actions": ["action"],
    "notify, dry": ["notify"],
    "plan": ["plan", "2027-Q1"],
    "retro": ["retro", "2026-Q3"],
    "litmus": ["litmus", "trusted-releases"],
    "audit": ["audit", "--fail-on", "never"],
    "examples": ["examples", "engineering"],
    "doctor": ["doctor"],
    "lint": ["lint", "--fail-on", "never"],
    "lint sarif": ["lint", "--fail-on", "never", "--format", "sarif"],
    "lint a change": ["lint", "--base", "HEAD~1", "--new-only"],
    "review": ["review", "--base", "HEAD~1", "--fail-on", "never"],
    "review md": ["review", "--base", "HEAD~1", "--fail-on", "never", "--format", "md"],
    "diff": ["diff", "HEAD~1..HEAD"],
    "changelog": ["changelog", "--since", "HEAD~1"],
    "rule": ["rule", "OKR201"],
    "rules": ["rules"],
    "schema": ["schema", "objective"],
    "help": ["help", "okr"],
    "check-in, dry": ["checkin", "critical-bugs", "--value", "8", "--confidence", "3",
                      "--dry-run", "--yes"],
    "amend, dry": ["amend", "critical-bugs", "to=1", "--why", "So", "--dry-run"],
}  # fmt: skip
"""Command lines that only read, by what they are."""

WRITES = frozenset({
    "init", "new", "mv", "edit", "checkin", "reading", "comment", "undo", "align", "drop", "pack",
    "amend", "export", "sql", "close", "initiative", "import", "action", "notify", "migrate",
})  # fmt: skip
"""Commands that are there to write, start an editor, or run on a library of their own."""


@dataclass(frozen=True)
class Ground:
    """A committed company, and a home of its own."""

    folder: Path
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        """What every process knows."""
        return {
            "PATH": os.defpath, "HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache"),
            "LANG": "C.UTF-8", "OKRCTL_NOW": "2026-11-24T15:00:00Z", "OKRCTL_PERSON": "mira",
            "GIT_CONFIG_NOSYSTEM": "1", "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip

    def git(self, *words: str) -> None:
        """Run git in the folder."""
        subprocess.run(["git", *words], cwd=self.folder, env=self.environ, check=True,
                       capture_output=True)  # fmt: skip

    def everything(self) -> dict[str, bytes]:
        """Every file below the folder and the home, git's own included, but for the cache."""
        return {
            str(file): file.read_bytes()
            for top in (self.folder, self.home)
            for file in sorted(top.rglob("*"))
            if file.is_file() and not file.is_relative_to(self.home / "cache")
        }


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """The example company with two commits; the second eases a target."""
    with TemporaryDirectory() as name:
        made = Ground(Path(name) / "acme", Path(name) / "home")
        made.home.mkdir()
        subprocess.run(["cp", "-r", str(ROOT / "examples/acme"), str(made.folder)], check=True)
        made.git("init", "-q", "-b", "main")
        made.git("config", "user.name", "Mira")
        made.git("config", "user.email", "mira@acme.example")
        made.git("add", "-A")
        made.git("commit", "-q", "-m", "goals")
        goal = made.folder / "goals/2026-Q4/engineering/trusted-releases.yaml"
        text = goal.read_text("utf-8")
        assert "to: 80" in text
        goal.write_text(text.replace("to: 80", "to: 75"), "utf-8")
        made.git("commit", "-q", "-a", "-m", "ease")
        yield made


@pytest.fixture(scope="module")
def before(ground: Ground) -> dict[str, bytes]:
    """What was there before anything was read."""
    return ground.everything()


@pytest.fixture(scope="module")
def ended(ground: Ground, before: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """How each reading command ended, run once for all tests."""
    assert before
    done = subprocess.run(
        [sys.executable, str(FENCE), json.dumps([*READS.values()]), str(ground.home / "cache")],
        cwd=ground.folder, env=ground.environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(zip(READS, json.loads(done.stdout), strict=True))


def test_every_command_is_known_to_read_or_to_write() -> None:
    """A new command has to be put on one of the two sides."""
    assert {words[0] for words in READS.values()} | WRITES >= set(NAMES)


@pytest.mark.parametrize("name", READS)
def test_p4_a_command_that_reads_does_nothing_else(
    ended: dict[str, dict[str, Any]], name: str
) -> None:
    """It answers, and tried nothing that the fence had to refuse."""
    assert ended[name]["tried"] == []
    assert ended[name]["status"] == 0, ended[name]["err"]
    assert ended[name]["out"].strip()


def test_p4_the_work_tree_and_git_are_as_before(
    ground: Ground, before: dict[str, bytes], ended: dict[str, dict[str, Any]]
) -> None:
    """Byte for byte, after all of them."""
    assert ended
    assert ground.everything() == before


@pytest.mark.parametrize(
    "program",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('made', 'w')",
        "import os; os.open('made', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('made')",
        "import os; os.rename('fence.py', 'other.py')",
        "import os; os.fork()",
    ],
)
def test_the_fence_holds(tmp_path: Path, program: str) -> None:
    """Each of the things that it is there to stop is stopped and noted."""
    code = (
        f"import sys; sys.path.insert(0, {str(FENCE.parent)!r})\n"
        "from fence import Fence\n"
        f"fence = Fence({str(tmp_path / 'cache')!r}); sys.addaudithook(fence)\n"
        f"fence.up = True\ntry:\n    exec({program!r})\nexcept PermissionError:\n    pass\n"
        "fence.up = False; print(len(fence.tried))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True,
                          text=True, check=True)  # fmt: skip
    assert int(done.stdout) >= 1
    assert not (tmp_path / "made").exists()
