"""The README's commands run as they are printed, and its samples are what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from okrctl.cli.app import NAMES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")

OFF_A_TERMINAL = {
    "okrctl init": "okrctl init --organization Acme --team engineering --yes",
    "okrctl checkin": "okrctl checkin --help",
    "okrctl undo": "okrctl undo --yes",
    "okrctl close 2026-Q4": "okrctl close 2026-Q4 --sheet",
    "okrctl import okrs.csv": "okrctl import okrs.csv --team growth --yes",
}
"""What asks questions on a terminal is given flags here; a guess is confirmed."""

JUDGING = ("okrctl audit",)
"""What may find something in the example's history, which here is one commit, and end with 1."""

ON_THE_EXAMPLE = ("Every week", "Look", "Meet, plan, close", "Review and audit", "Exchange")
FEWEST = 4
"""No section that is tested has fewer commands."""

NOT_OF_OKRCTL = {"make demo", "make check", "cd your-repository"}
"""What else is typed: CI makes both, and a folder is made here."""

PEOPLE = {
    "OKRCTL_PERSON": "mira",
    "OKRCTL_NOW": "2026-11-24T15:00:00Z",
    "COLUMNS": "80",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "Mira"), ("EMAIL", "mira@acme.example"))
    },
}
PLANNED = {f"GIT_{role}_DATE": "2026-09-24T08:00:00Z" for role in ("AUTHOR", "COMMITTER")}
"""When the example's goals are committed."""
LAST_DAY = {"OKRCTL_NOW": "2026-11-21T16:00:00Z"}
"""The day of the example's last check-ins, on which its scorecard is shown."""


def typed(section: str = "") -> list[str]:
    """The lines of the console blocks of a section, of all without one; comments cut off."""
    text = README.partition(f"## {section}\n")[2].partition("\n## ")[0] if section else README
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [re.sub(r"\s+#.*", "", line).strip() for line in lines]


def commands(section: str) -> list[str]:
    """What is run of a section: the lines of okrctl and git, with flags where it would ask."""
    told = [line for line in typed(section) if line not in NOT_OF_OKRCTL]
    confirmed = [f"{line} --yes" if line.startswith("okrctl new kr") else line for line in told]
    return [OFF_A_TERMINAL.get(line, line) for line in confirmed]


def run(command: str, folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in a folder, as its reader would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # noqa: TID251
    environment = {**PEOPLE, "PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", **extra}
    return subprocess.run(  # noqa: S602 - the README's own lines
        command, cwd=folder, env=environment, shell=True, text=True, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """The example company's repository, and a file to import."""
    done = run(f"cp -r '{ROOT}/examples/acme' . && cd acme && git init -q -b main . "
               "&& git add . && git commit -q -m goals", tmp_path, **PLANNED)  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = "Objective,Key result,From,To\nTrials are short,Days to a first release,9,2\n"
    (tmp_path / "acme" / "okrs.csv").write_text(rows, "utf-8")
    return tmp_path / "acme"


def test_the_start_takes_a_newcomer_to_a_scorecard(tmp_path: Path) -> None:
    """Every line of Start runs in a new repository, and the key result is 10 → 0 bugs."""
    assert run("git init -q -b main .", tmp_path).returncode == 0
    for command in commands("Start"):
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    text = next((tmp_path / "goals").rglob("*.yaml")).read_text("utf-8")
    assert "from: 10" in text
    assert "to: 0" in text


@pytest.mark.parametrize("section", ON_THE_EXAMPLE)
def test_the_other_commands_run_on_the_example(section: str, acme: Path) -> None:
    """Every line of the section runs in the example company's repository."""
    for command in commands(section):
        done = run(command, acme)
        lawful = (0, 1) if command in JUDGING else (0,)
        assert done.returncode in lawful, f"{command}\n{done.stdout}{done.stderr}"


def test_no_command_is_shown_twice_or_left_untested() -> None:
    """Each is where its reader needs it, and every line to type is run by a test above."""
    lines = typed()
    tested = [line for section in ("Start", *ON_THE_EXAMPLE) for line in typed(section)]
    assert set(lines) - set(tested) <= NOT_OF_OKRCTL
    assert all(len(commands(section)) >= FEWEST for section in ("Start", *ON_THE_EXAMPLE))
    shown = Counter(
        re.sub(r"^okrctl ?(new \w+|\w*).*", r"\1", line)
        for line in lines
        if line.startswith("okrctl")
    )
    assert set(shown) - {""} <= {*NAMES, "new objective", "new kr"}
    assert max(shown.values()) == 1, shown.most_common(3)


def test_the_samples_are_what_is_printed(acme: Path) -> None:
    """The scorecard, an eased target in review, and a finding of lint, to the letter."""
    scorecard, review, lint = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    goal = acme / "goals/2026-Q4/engineering/trusted-releases.yaml"
    plain = "--format table --color never"
    rows = run(f"okrctl status {plain}", acme, **LAST_DAY).stdout
    assert without_commit(scorecard) in without_commit(rows)

    text = goal.read_text("utf-8")
    goal.write_text(text.replace("    to: 0\n", "    to: 4\n"), "utf-8")
    assert run("git switch -q -c easier && git commit -q -a -m easier", acme).returncode == 0
    assert review in run(f"okrctl review --base main {plain}", acme, **LAST_DAY).stdout

    goal.write_text(text.replace("company/trust#nps", "company/trsut#nps"), "utf-8")
    assert lint in run(f"okrctl lint {goal} --format full", acme, **LAST_DAY).stdout


def without_commit(text: str) -> str:
    """A page whose header names no commit."""
    return re.sub(r" · [0-9a-f]{7}$", "", text, count=1, flags=re.MULTILINE)
