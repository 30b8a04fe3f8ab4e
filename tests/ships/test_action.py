"""The composite action: valid, without a hole for strangers' text, and run as a runner runs it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli.console import OKRCTL, Console
from okrctl import __version__
from ships.shipped import ACTION, BUILDS, ROOT, bash, program, read

INPUTS = ("COMMAND", "PATHS", "BASE", "FAIL_ON", "FORMAT", "ARGS", "COMMENT")
DEFAULTS = {f"INPUT_{name}": "" for name in INPUTS} | {
    "INPUT_COMMAND": "lint", "INPUT_COMMENT": "false",
}  # fmt: skip
BAD = "goals/2026-Q4/company/bad.yaml"
GH = """\
#!/bin/sh
echo "$*" >> "$GH_LOG"
case "$*" in
  *--jq*) printf '%b' "$GH_FOUND" ;;
  *) for word; do case "$word" in body=@*) cp "${word#body=@}" "$GH_LOG.body" ;; esac; done
     exit "$GH_STATUS" ;;
esac
"""
"""Stands in for GitHub's own client: logs what it is asked, and answers as told."""


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
        assert all(f"${name}" in step["run"] or name == "GH_TOKEN" for name in step["env"])


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


@pytest.mark.parametrize(
    ("found", "asked"),
    [("", "--method POST repos/acme/goals/issues/7/comments"),
     ("41\n42\n", "--method PATCH repos/acme/goals/issues/comments/41 ")],
)  # fmt: skip
def test_one_comment_is_kept_up_to_date(runner: Console, found: str, asked: str) -> None:
    """The first time it is made, from then on it is edited: a marker nobody sees finds it."""
    run(runner, INPUT_COMMENT="true")
    ended, log = comment(runner, found)
    assert (ended.returncode, ended.stdout) == (0, "")
    looked, wrote = log.read_text().splitlines()
    assert looked.startswith("api --paginate repos/acme/goals/issues/7/comments")
    assert asked in wrote
    marker, headline = Path(f"{log}.body").read_text("utf-8").splitlines()[:2]
    assert re.fullmatch(r"<!-- okrctl-review:[0-9-]+ -->", marker)
    assert headline.startswith("### okrctl")


def test_a_comment_that_fails_fails_nothing(runner: Console) -> None:
    """A fork's token may read only."""
    run(runner, INPUT_COMMENT="true")
    ended, _ = comment(runner, "", status="1")
    assert ended.returncode == 0
    assert ended.stdout == "::warning::okrctl may not comment on this pull request\n"


def comment(
    runner: Console, found: str, status: str = "0"
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Run the step that comments, with a client that logs; how it ended, and the log."""
    log = runner.home.parent / "log"
    client = runner.write("bin/gh", GH)
    client.chmod(0o755)
    ended = run(
        runner,
        "Comment on the pull request",
        PATH=f"{client.parent}:/usr/bin:/bin",
        GITHUB_REPOSITORY="acme/goals",
        PULL_REQUEST="7",
        GH_LOG=str(log),
        GH_FOUND=found,
        GH_STATUS=status,
    )
    return ended, log


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
