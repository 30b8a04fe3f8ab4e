"""What a command line loads before it answers: help stays as light as the shell expects."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrctl.cli.app import NAMES

HEAVY = {"pydantic", "ruamel", "rich", "git", "questionary", "prompt_toolkit", "babel", "jiter",
         "lark", "dateutil"}  # fmt: skip
WITH_COMMANDS = {"new": ("objective", "kr", "kpi", "team")}
HELP = [
    [],
    *([name] for name in NAMES),
    *([name, below] for name, names in WITH_COMMANDS.items() for below in names),
]
PROGRAM = """
import atexit, sys
atexit.register(lambda: print(*sorted(sys.modules), sep="\\n", file=sys.stderr))
sys.argv = ["okrctl", *sys.argv[1:]]
from okrctl.__main__ import main
main()
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that are loaded when a command line has answered."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout
    return set(ended.stderr.split())


def tops(modules: set[str]) -> set[str]:
    """The packages that modules belong to."""
    return {module.partition(".")[0] for module in modules}


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    """`--version` answers without typer, and without any module of ours but the entry."""
    modules = loaded(tmp_path, "--version")
    assert not tops(modules) & {*HEAVY, "typer"}
    ours = {module for module in modules if module.startswith("okrctl")}
    assert ours == {"okrctl", "okrctl.__main__"}


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help_loads_nothing_heavy(tmp_path: Path, words: list[str]) -> None:
    """No help loads a model, YAML, rich, git, prompts or a grammar, and no floor but the lowest."""
    modules = loaded(tmp_path, *words, "--help")
    assert not tops(modules) & HEAVY
    floors = {module.split(".")[1] for module in modules if module.startswith("okrctl.")}
    assert floors <= {"__main__", "cli", "errors", "text", "findings"}


def test_help_of_all_commands_imports_none(tmp_path: Path) -> None:
    """`--help` lists the commands from a table."""
    modules = loaded(tmp_path, "--help")
    assert not [module for module in modules if module.startswith("okrctl.cli.commands.")]
