"""The hooks for pre-commit: a valid manifest, and a commit that is refused for real."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli.console import TRUST, Console
from ships.shipped import BIN, BUILDS, HOOKS, ROOT, program, read

BAD = "goals/2026-Q4/company/bad.yaml"


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks by id."""
    return {hook["id"]: hook for hook in read(HOOKS)}


def commit(space: Console, home: Path) -> subprocess.CompletedProcess[str]:
    """Commit everything as a person does who has installed the hooks."""
    space.git("add", "-A")
    return subprocess.run(
        ["git", "commit", "-m", "goals"],
        cwd=space.folder,
        env={**os.environ, **space.environ, "PATH": f"{BIN}:{os.defpath}",  # noqa: TID251
             "PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def install(space: Console, config: str) -> None:
    """Write the configuration and install the hook in the repository."""
    space.write(".pre-commit-config.yaml", config)
    environ = {**os.environ, **space.environ, "PATH": os.defpath}  # noqa: TID251
    ended = program("pre-commit", "install", cwd=space.folder, env=environ)
    assert ended.returncode == 0, ended.stderr


def test_the_manifest_is_valid() -> None:
    """By pre-commit's own check."""
    ended = program("pre-commit", "validate-manifest", str(HOOKS))
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("hook_id", ["okrctl-lint", "okrctl-fix"])
def test_a_hook_runs_once_over_everything(hook_id: str) -> None:
    """A goal's mistake may lie in another file, so no list of files is passed."""
    hook = hooks()[hook_id]
    assert hook["files"] == hooks()["okrctl-lint"]["files"]
    assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)


@pytest.mark.parametrize(
    ("path", "runs"),
    [("okrctl.yaml", True), ("okrs/okrctl.yaml", True), (BAD, True), ("okrs/kpis/mrr.yaml", True),
     ("checkins/2026-Q4/ops/a.jsonl", True), ("readings/2026/a.jsonl", True),
     ("README.md", False), ("src/goals.py", False), ("docs/okrctl.yaml.md", False)],
)  # fmt: skip
def test_it_runs_for_the_files_of_a_workspace(path: str, runs: bool) -> None:  # noqa: FBT001
    """In a folder of the repository too, and for nothing else."""
    assert bool(re.search(hooks()["okrctl-lint"]["files"], path)) == runs


def test_a_commit_with_a_mistake_is_refused(space: Console, tmp_path: Path) -> None:
    """The entry of the manifest, run by pre-commit inside git; mended, the commit is made."""
    install(space, as_it_is_here("okrctl-lint"))
    space.write(BAD, "titel: A typing error\nowner: mira\n")
    refused = commit(space, tmp_path / "cache")
    assert (refused.returncode, "did you mean title?" in refused.stderr) == (1, True)
    assert space.git("rev-list", "--count", "HEAD") == "1\n"
    space.write(BAD, TRUST)
    made = commit(space, tmp_path / "cache")
    assert made.returncode == 0, made.stderr
    assert space.git("rev-list", "--count", "HEAD") == "2\n"


def test_what_can_be_mended_is_mended_before_a_commit(space: Console, tmp_path: Path) -> None:
    """The commit is refused, since the files are others now; they only need to be staged again."""
    install(space, as_it_is_here("okrctl-fix"))
    space.write(BAD, TRUST + "tags: [on, 12:30] # a comment\n")
    refused = commit(space, tmp_path / "cache")
    assert (refused.returncode, "files were modified" in refused.stderr) == (1, True)
    assert space.read(BAD) == TRUST + 'tags: ["on", "12:30"] # a comment\n'
    made = commit(space, tmp_path / "cache")
    assert made.returncode == 0, made.stderr


def as_it_is_here(hook_id: str) -> str:
    """A configuration with a hook of the manifest that runs the okrctl of these tests."""
    hook = {**hooks()[hook_id], "language": "system"}
    words = "".join(f"      {key}: {_plain(value)}\n" for key, value in hook.items())
    return "repos:\n- repo: local\n  hooks:\n    - " + words.removeprefix("      ")


@pytest.mark.skipif(not BUILDS, reason="it installs okrctl anew: set OKRCTL_BUILD_HOOKS=1")
def test_pre_commit_builds_and_runs_the_hook(space: Console, tmp_path: Path) -> None:
    """From a repository and a revision, as a person's configuration names them."""
    shipped = tmp_path / "okrctl"
    subprocess.run(["git", "clone", "-q", ROOT, shipped], check=True)
    revision = Console(shipped, tmp_path).git("rev-parse", "HEAD").strip()
    install(
        space,
        f"repos:\n- repo: {shipped}\n  rev: {revision}\n  hooks: [{{id: okrctl-lint}}]\n",
    )
    space.write(BAD, "titel: A typing error\nowner: mira\n")
    refused = commit(space, tmp_path / "cache")
    assert (refused.returncode, "did you mean title?" in refused.stderr) == (1, True)


def _plain(value: object) -> str:
    """A value of the manifest as YAML."""
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"
