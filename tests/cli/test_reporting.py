"""The forms of findings as a process prints them: several in one run, paths of the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sarif_kit.validate import validation_errors

from cli.console import Console

BAD = "goals/2026-Q4/company/bad.yaml"


@pytest.fixture
def below(console: Console) -> Console:
    """A workspace with a mistake in a folder of a repository."""
    console.repository()
    console.write("okrs/okrctl.yaml", "okrctl: 1\npeople: {mira: {}}\nteams: {company: {}}\n")
    console.write(f"okrs/{BAD}", "titel: A typing error\nowner: mira\n")
    return console


def test_every_ci_in_one_run(below: Console) -> None:
    """A page for people, and a file for each reader, from one reading of the files."""
    names = ("sarif", "gitlab", "junit", "rdjson", "jsonl", "azure", "md")
    asked = [word for name in names for word in ("--format", f"{name}:out.{name}")]
    ended = below.okrctl("lint", "-C", "okrs", "--format", "full", *asked)
    assert (ended.status, ended.err) == (1, "")
    assert "did you mean title?" in ended.out
    assert validation_errors(json.loads(below.read("out.sarif"))) == []
    assert all("OKR001" in below.read(f"out.{name}") for name in names)


def test_paths_start_at_the_repository(below: Console) -> None:
    """Whoever annotates a change knows nothing of the folder of the workspace."""
    ended = below.okrctl("lint", "-C", "okrs", "--format", "gitlab")
    paths = {issue["location"]["path"] for issue in json.loads(ended.out)}
    assert paths == {f"okrs/{BAD}"}
    ended = below.okrctl("lint", "-C", "okrs", "--format", "concise")
    assert ended.out.startswith(f"{BAD}:1:1")


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"])
def test_a_runner_says_where_the_repository_is(below: Console, name: str) -> None:
    """Also where the checkout has no git, or lies in a repository of its own."""
    ended = below.okrctl(
        "lint", "-C", "okrs", "--format", "azure", **{name: str(below.home.parent)}
    )
    assert f"sourcepath=acme/okrs/{BAD};" in ended.out


def test_the_summary_comes_with_the_annotations(below: Console, tmp_path: Path) -> None:
    """Asked for by name they point to a summary too, so there must be one."""
    summary = tmp_path / "summary.md"
    below.okrctl("lint", "-C", "okrs", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert "OKR001 unknown-key" in summary.read_text("utf-8")
