"""The README's commands run as they are printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")

OFF_A_TERMINAL = {
    "okrctl init": "okrctl init --organization Acme --team engineering --yes",
    "okrctl checkin": "okrctl checkin --help",
    "okrctl undo": "okrctl undo --yes",
    "okrctl close 2026-Q4": "okrctl close 2026-Q4 --sheet",
}
"""What asks questions on a terminal is given flags here; a guess is confirmed."""

FEWEST = 5
"""No section that is tested has fewer commands."""

PEOPLE = {
    "OKRCTL_PERSON": "mira",
    "OKRCTL_NOW": "2026-11-24T15:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "Mira"), ("EMAIL", "mira@acme.example"))
    },
}


def commands(section: str) -> list[str]:
    """The okrctl commands of a section's console blocks, comments cut off."""
    text = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    typed = [re.sub(r"\s+#.*", "", line).strip() for line in lines]
    confirmed = [f"{line} --yes" if line.startswith("okrctl new kr") else line for line in typed]
    return [OFF_A_TERMINAL.get(line, line) for line in confirmed if line.startswith("okrctl")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a folder, as its reader would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # noqa: TID251
    environment = {**PEOPLE, "PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run(  # noqa: S602 - the README's own lines
        command, cwd=folder, env=environment, shell=True, text=True, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_the_start_takes_a_newcomer_to_a_scorecard(tmp_path: Path) -> None:
    """Every line of Start runs in a new repository, and the key result is 10 → 0 bugs."""
    assert run("git init -q -b main .", tmp_path).returncode == 0
    for command in commands("Start"):
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    text = next((tmp_path / "goals").rglob("*.yaml")).read_text("utf-8")
    assert "from: 10" in text
    assert "to: 0" in text


@pytest.mark.parametrize("section", ["Every week", "Look", "Plan and close", "Lint, in CI too"])
def test_the_other_commands_run_on_the_example(section: str, tmp_path: Path) -> None:
    """Every line of the section runs in the example company's repository."""
    goals = tmp_path / "acme"
    prepared = run(f"cp -r '{ROOT}/examples/acme' . && cd acme && git init -q -b main . "
                   "&& git add . && git commit -q -m goals", tmp_path)  # fmt: skip
    assert prepared.returncode == 0, prepared.stderr
    for command in commands(section):
        done = run(command, goals)
        found_only_warnings = "--fail-on warning" in command and done.returncode == 1
        assert done.returncode == 0 or found_only_warnings, f"{command}\n{done.stdout}{done.stderr}"


def test_every_section_has_commands() -> None:
    """The sections tested above are there, so that the tests cannot pass on nothing."""
    sections = ("Start", "Every week", "Look", "Plan and close")
    assert min(len(commands(name)) for name in sections) >= FEWEST
