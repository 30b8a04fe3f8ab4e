"""What a command line loads before it answers: help stays as light as the shell expects."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrctl.cli.app import NAMES

HEAVY = {"pydantic", "ruamel", "rich", "git", "questionary", "prompt_toolkit", "babel", "jiter",
         "lark", "dateutil", "duckdb", "xlsxwriter", "python_calamine"}  # fmt: skip
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


SPACE = {
    "okrctl.yaml": """\
okrctl: 1
people: {mira: {name: Mira}}
teams: {ops: {title: Operations, lead: mira}}
""",
    "goals/2026-Q4/ops/calm.yaml": """\
title: Releases are calm
owner: mira
key_results:
  bugs: {title: Critical bugs found after release, unit: bugs, from: 10, to: 0}
""",
    "checkins/2026-Q4/ops/one.jsonl": """\
{"id": "7f3kq2ab9mwx4", "at": "2026-11-14T09:00Z", "who": "mira", "kr": "ops/calm#bugs", "value": 8}
""",
}
CHECK_IN = ["checkin", "bugs", "--value", "4", "--yes", "--no-commit"]


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A workspace without formulas, outside git."""
    for path, text in SPACE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that are loaded when a command line has answered."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder,
        env={
            "PATH": os.defpath,
            "HOME": str(folder),
            "OKRCTL_NOW": "2026-11-21T16:00:00Z",
            "OKRCTL_PERSON": "mira",
        },
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


@pytest.mark.parametrize("words", [["status"], ["show", "bugs"], CHECK_IN], ids=" ".join)
def test_daily_work_loads_what_it_reads_with(space: Path, words: list[str]) -> None:
    """A piped command that meets no formula loads YAML, JSON and records, and no other door."""
    doors = tops(loaded(space, *words)) & HEAVY
    assert doors == {"pydantic", "ruamel", "jiter"}


def test_looking_judges_no_wording_and_cannot_write(space: Path) -> None:
    """Status loads neither the rules of wording nor a way to commit."""
    modules = loaded(space, "status")
    assert not modules & {"okrctl.store.record", "okrctl.store.committing"}
    assert not [name for name in modules if name.startswith(("okrctl.lint.", "okrctl.changes."))]


def test_a_check_in_by_options_loads_no_page_of_a_whole_cycle(space: Path) -> None:
    """It neither draws a scorecard nor judges a file."""
    modules = loaded(space, *CHECK_IN)
    whole = {"okrctl.pages.scorecard", "okrctl.pages.card", "okrctl.pages.tree"}
    assert not modules & whole
    assert not [name for name in modules if name.startswith(("okrctl.lint.", "okrctl.changes."))]


def test_records_have_a_validator_once_they_are_read() -> None:
    """Importing every record of the model builds the validator of none."""
    program = (
        "import okrctl.model.workspace\n"
        "from okrctl.model.values import Record\n"
        "waiting = [Record]\n"
        "for one in waiting: waiting += one.__subclasses__()\n"
        "print(len(waiting), *(one.__name__ for one in waiting if one.__pydantic_complete__))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    records, *complete = ended.stdout.split()
    assert int(records) > len(HEAVY)
    assert complete == []
