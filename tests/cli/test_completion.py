"""Completion as a shell asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.console import OKRCTL, Console

HEAVY = {"ruamel.yaml", "pydantic", "rich", "git", "okrctl.load.loading"}


def offered(space: Console, *words: str) -> list[str]:
    """What bash is offered for the last word."""
    ended = space.okrctl(
        _OKRCTL_COMPLETE="complete_bash",
        COMP_WORDS=" ".join(["okrctl", *words]),
        COMP_CWORD=str(len(words)),
        XDG_CACHE_HOME=str(space.home / "cache"),
    )
    assert ended.err == ""
    return ended.out.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sta"], ["status"]),
        (["new", "k"], ["kr", "kpi"]),
        (["show", "tru"], ["trusted-releases"]),
        (["show", "engineering/"], ["engineering/trusted-releases"]),
        (["show", "2026-Q4/engineering/t"], ["2026-Q4/engineering/trusted-releases"]),
        (["checkin", "crit"], ["critical-bugs"]),
        (["checkin", "trusted-releases#"], ["trusted-releases#critical-bugs"]),
        (["status", "--team", "eng"], ["engineering"]),
        (["status", "--owner", "m"], ["mira"]),
        (["status", "--cycle", "2"], ["2026-Q4"]),
        (["help", "okr-"], ["okr-or-kpi"]),
        (["show", "nothing-like-it"], []),
    ],
)
def test_names_are_offered(space: Console, words: list[str], found: list[str]) -> None:
    """Those that begin with what was typed, in the form that was begun."""
    assert offered(space, *words) == found


def test_a_new_key_result_is_offered_at_once(space: Console) -> None:
    """The index follows the files."""
    goal = space.folder / "goals/2026-Q4/engineering/trusted-releases.yaml"
    assert offered(space, "checkin", "soc") == []
    goal.write_text(f"{goal.read_text('utf-8')}  soc2: The report is there\n", "utf-8")
    assert offered(space, "checkin", "soc") == ["soc2"]


def test_outside_a_workspace_nothing_is_offered(console: Console) -> None:
    """And nothing is complained about."""
    assert offered(console, "show", "t") == []


def test_it_reads_no_yaml_and_loads_nothing_heavy(space: Console) -> None:
    """A press of a key has no time for it."""
    code = (
        "import sys\nfrom okrctl.cli.app import run\n"
        "try:\n    run([])\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=space.folder,
        env=space.environ | {"_OKRCTL_COMPLETE": "complete_bash", "COMP_CWORD": "2",
                             "COMP_WORDS": "okrctl show t"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["trusted-releases"]
    assert not HEAVY & set(done.stderr.split())


def test_bash_completes_a_real_line(space: Console) -> None:
    """The script that okrctl prints works in the shell that it is for."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    script = (
        "source <(okrctl --show-completion bash); COMP_WORDS=(okrctl show trusted-releases#cr); "
        "COMP_CWORD=2; _okrctl_completion okrctl; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    path = f"{Path(OKRCTL).parent}{os.pathsep}{space.environ['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", script], cwd=space.folder, env=space.environ | {"PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "trusted-releases#critical-bugs\n"), done.stderr
