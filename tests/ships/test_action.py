"""The composite action: valid, without a hole for strangers' text, and run as a runner runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.console import OKRCTL, Console
from okrctl import __version__
from ships.forge import PERSON, Forge, forge
from ships.shipped import ACTION, BUILDS, ROOT, bash, program, read

INPUTS = ("COMMAND", "PATHS", "BASE", "FAIL_ON", "FORMAT", "ARGS", "COMMENT")
DEFAULTS = {f"INPUT_{name}": "" for name in INPUTS} | {
    "INPUT_COMMAND": "lint", "INPUT_COMMENT": "false",
}  # fmt: skip
OF_THE_COMMENT = {"GH_TOKEN", "PULL_REQUEST"}
"""What the script that comments reads by itself."""
BAD = "goals/2026-Q4/company/bad.yaml"


def steps() -> dict[str, Any]:
    """The steps by name."""
    return {step["name"]: step for step in read(ACTION)["runs"]["steps"]}


@pytest.fixture
def runner(space: Console, tmp_path: Path) -> Console:
    """A workspace with a mistake, on a runner that has installed okrctl."""
    space.write(BAD, "titel: A typing error\nowner: mira\n")
    installed = tmp_path / "temp" / "okrctl" / "bin"
    installed.mkdir(parents=True)
    (installed / "okrctl").symlink_to(OKRCTL)
    (installed / "python").symlink_to(sys.executable)
    return space


def run(runner: Console, name: str = "Run okrctl", **extra: str) -> Any:
    """Run a step; inputs that are not given have their defaults."""
    temp = runner.home.parent / "temp"
    environ = {
        **DEFAULTS,
        "HOME": str(runner.home),
        "RUNNER_TEMP": str(temp),
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(runner.folder),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        **extra,
    }
    return bash(steps()[name]["run"], runner.folder, environ)


def test_it_fits_the_schema_of_actions() -> None:
    """As GitHub reads it."""
    ended = program("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION))
    assert ended.returncode == 0, ended.stdout


def test_an_audit_of_actions_finds_nothing() -> None:
    """No template in a script, no action that is not pinned, no secret that leaks."""
    ended = program("zizmor", "--offline", "--no-progress", "--persona", "pedantic", str(ACTION))
    assert ended.returncode == 0, ended.stdout


def test_no_input_is_written_into_a_script() -> None:
    """Each goes through the environment, and each is used."""
    action = read(ACTION)
    texts = [step["run"] for step in action["runs"]["steps"]]
    assert not any("${{" in text for text in texts)
    used = {
        match[1]
        for step in action["runs"]["steps"]
        for value in (*step["env"].values(), step.get("if", ""))
        for match in re.finditer(r"inputs\.([a-z-]+)", value)
    }
    assert used == action["inputs"].keys()
    for step in action["runs"]["steps"]:
        used = {name for name in step["env"] if f"${name}" in step["run"]}
        assert used | OF_THE_COMMENT >= step["env"].keys()


def test_it_lints_and_annotates(runner: Console) -> None:
    """Without an input: a page, annotations, a summary, and the status as output and end."""
    ended = run(runner)
    assert ended.returncode == 1, ended.stderr
    assert f"::error file={BAD},line=1," in ended.stdout
    temp = runner.home.parent / "temp"
    assert (temp / "output").read_text() == "status=1\n"
    assert "OKR001" in (temp / "summary").read_text()


def test_every_input_reaches_the_command(runner: Console) -> None:
    """Several forms, flags and paths, one a line; what fails is said by fail-on."""
    ended = run(
        runner,
        INPUT_FORMAT="concise\njson:out.json\n",
        INPUT_ARGS="--select\nOKR001\n",
        INPUT_PATHS="goals/2026-Q4/company\ngoals/2026-Q4/engineering\n",
        INPUT_FAIL_ON="never",
    )
    assert (ended.returncode, ended.stdout.count("\n")) == (0, 1)
    assert ended.stdout.startswith(f"{BAD}:1:1: OKR001")
    assert '"okrctl.lint/1"' in runner.read("out.json")
    assert run(runner, INPUT_COMMAND="rule", INPUT_PATHS="OKR001").returncode == 0


def test_a_base_is_compared_with(runner: Console) -> None:
    """Only what a change brings fails it."""
    runner.commit()
    new = {"INPUT_BASE": "HEAD", "INPUT_ARGS": "--new-only"}
    assert run(runner, **new).returncode == 0
    runner.write("goals/2026-Q4/company/worse.yaml", "titel: Another\n")
    ended = run(runner, **new)
    assert (ended.returncode, ended.stdout.count("::error")) == (1, 1)
    assert "worse.yaml" in ended.stdout


@pytest.mark.parametrize("name", ["PATHS", "ARGS", "FORMAT", "FAIL_ON", "BASE", "COMMAND"])
def test_an_input_is_never_a_script(runner: Console, name: str) -> None:
    """A branch or a path may be called anything."""
    hostile = '"; touch hacked; $(touch hacked) `touch hacked` #'
    ended = run(runner, **{f"INPUT_{name}": hostile})
    assert ended.returncode == 2
    assert not (runner.folder / "hacked").exists()


def test_the_comment_is_written_beside_the_annotations(runner: Console) -> None:
    """One run gives both."""
    ended = run(runner, INPUT_COMMENT="true")
    assert "::error file=" in ended.stdout
    body = (runner.home.parent / "temp" / "okrctl-comment.md").read_text("utf-8")
    assert body.startswith("### okrctl: ")


def test_one_comment_is_kept_up_to_date(runner: Console) -> None:
    """The first time it is made, from then on it is edited: a marker nobody sees finds it."""
    with forge() as there:
        there.says("a person's", PERSON)
        run(runner, INPUT_COMMENT="true")
        assert comment(runner, there).stdout == ""
        (runner.folder / BAD).unlink()
        run(runner, INPUT_COMMENT="true")
        assert comment(runner, there).stdout == ""
    assert len(there.bodies()) == 2
    marker, headline = there.bodies()[1].splitlines()[:2]
    assert re.fullmatch(r"<!-- okrctl-review:[0-9-]+ -->", marker)
    assert headline.startswith("### okrctl: 3 warnings, 1 note")


def test_a_review_and_a_lint_have_a_comment_each(runner: Console) -> None:
    """That of a review is found by the marker that okrctl puts at its end."""
    runner.commit()
    review = {"INPUT_COMMAND": "review", "INPUT_BASE": "HEAD~1"}
    with forge() as there:
        for inputs in ({}, review, {}, review):
            run(runner, INPUT_COMMENT="true", **inputs)
            comment(runner, there, **inputs)
    assert len(there.bodies()) == 2
    assert there.bodies()[1].endswith("\n<!-- okrctl-review:goals -->\n")


def test_a_comment_that_fails_fails_nothing(runner: Console) -> None:
    """A fork's token may read only."""
    with forge() as there:
        there.refuses["POST"] = 403
        run(runner, INPUT_COMMENT="true")
        ended = comment(runner, there)
    assert ended.returncode == 0
    assert ended.stdout.startswith("::warning::okrctl could not comment on this request: HTTP")


def comment(runner: Console, there: Forge, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that comments; how it ended."""
    return run(
        runner,
        "Comment on the pull request",
        GITHUB_ACTION_PATH=str(ROOT),
        GITHUB_API_URL=there.url,
        GITHUB_REPOSITORY="acme/goals",
        PULL_REQUEST="7",
        GH_TOKEN="secret",  # noqa: S106 - of a forge that is none
        **inputs,
    )


def test_a_review_says_it_on_the_lines_and_beside_them(runner: Console) -> None:
    """The page, annotations and the comment, from the base that the pull request has."""
    (runner.folder / BAD).unlink()
    runner.git("switch", "-q", "-c", "work")
    goal = "goals/2026-Q4/engineering/trusted-releases.yaml"
    runner.write(goal, runner.read(goal).replace("to: 0", "to: 4"))
    runner.commit()
    ended = run(runner, INPUT_COMMAND="review", INPUT_BASE="main", INPUT_COMMENT="true",
                OKRCTL_NOW="2026-11-24T15:00:00Z")  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.startswith("Base ")
    assert f"::error file={goal}" in ended.stdout
    body = (runner.home.parent / "temp" / "okrctl-comment.md").read_text("utf-8")
    assert "target-eased" in body


@pytest.mark.skipif(not BUILDS, reason="it installs okrctl anew: set OKRCTL_BUILD_HOOKS=1")
def test_it_installs_what_it_belongs_to(space: Console, tmp_path: Path) -> None:
    """Without a version the action's own revision is installed, whatever was released since."""
    environ = {name: value for name, value in os.environ.items() if name != "PATH"}  # noqa: TID251
    environ |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT), "INPUT_VERSION": ""}
    install = steps()["Install okrctl"]["run"]
    ended = bash(install, space.folder, environ)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said = subprocess.run(
        [tmp_path / "okrctl/bin/okrctl", "--version"], capture_output=True, check=True
    )
    assert said.stdout.decode() == f"okrctl {__version__}\n"


def test_an_old_python_is_told_so(space: Console) -> None:
    """Before anything is installed."""
    old = space.write("bin/python3", "#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    environ = {"PATH": f"{old.parent}:/usr/bin:/bin", "INPUT_VERSION": ""}
    ended = bash(steps()["Install okrctl"]["run"], space.folder, environ)
    assert ended.returncode == 3
    assert ended.stdout.startswith("::error::okrctl needs Python 3.11 or newer")
