from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.console import Console

BAD = "goals/2026-Q4/company/bad.yaml"


@pytest.fixture
def bad(space: Console) -> Console:
    """A workspace with two errors in one file and a warning in another."""
    space.write(BAD, "titel: A typing error\nowner: nobody\n")
    space.write("goals/2026-Q4/company/odd.yaml", "title: Calm\nowner: mira\nwhy: fix #12 first\n")
    return space


def test_exit_statuses(bad: Console) -> None:
    """1 for findings at the level that fails: --fail-on, the environment, okrctl.yaml say which."""
    assert bad.okrctl("lint").status == 1
    assert bad.okrctl("lint", "--exit-zero").status == 0
    assert bad.okrctl("lint", "--fail-on", "never").status == 0
    (bad.folder / BAD).unlink()
    assert bad.okrctl("lint").status == 0
    assert bad.okrctl("lint", "--fail-on", "warning").status == 1
    assert bad.okrctl("lint", OKRCTL_FAIL_ON="warning").status == 1
    assert bad.okrctl("lint", "--fail-on", "error", OKRCTL_FAIL_ON="warning").status == 0
    bad.write("okrctl.yaml", bad.read("okrctl.yaml") + "lint: {fail_on: warning}\n")
    assert bad.okrctl("lint").status == 1
    assert bad.okrctl("lint", OKRCTL_FAIL_ON="often").status == 2


def test_one_typing_error_is_one_finding(bad: Console) -> None:
    """Each line points at its place."""
    ended = bad.okrctl("lint", "--format", "concise", BAD)
    assert ended.out.startswith(f"{BAD}:1:1: OKR001 unknown-key ")
    assert ended.out.count("OKR001") == 1


def test_paths_narrow(bad: Console) -> None:
    """Only files at or below the paths count; the first path says where the workspace is."""
    assert bad.okrctl("lint", "goals/2026-Q4/engineering").status == 0
    assert bad.okrctl("lint", "goals/2026-Q4/company").status == 1
    outside = Console(bad.folder.parent, bad.home)
    assert outside.okrctl("lint", f"acme/{BAD}").status == 1
    ended = bad.okrctl("lint", "goals/nowhere")
    assert (ended.status, "there is no goals/nowhere" in ended.err) == (2, True)


def test_selectors(bad: Console) -> None:
    """Codes, prefixes and names, by flag and by setting; an unknown one is exit 2."""

    def codes(*words: str, **extra: str) -> set[str]:
        found = json.loads(bad.okrctl("lint", "--format", "json", *words, **extra).out)["findings"]
        return {one["code"] for one in found}

    assert codes() >= {"OKR001", "OKR011"}
    assert codes("--select", "OKR001") == {"OKR001"}
    assert codes("--select", "unknown-key") == {"OKR001"}
    assert codes(OKRCTL_SELECT="OKR001") == {"OKR001"}
    assert "OKR001" not in codes("--ignore", "OKR00")
    assert codes("--min-severity", "warning") >= {"OKR011"}
    assert "OKR011" not in codes("--min-severity", "error")
    ended = bad.okrctl("lint", "--select", "unknown-kye")
    assert (ended.status, "unknown-key" in ended.err) == (2, True)


def test_statistics(bad: Console) -> None:
    """`--statistics` counts by rule."""
    assert "1  OKR001 unknown-key" in bad.okrctl("lint", "--statistics").out


def test_github(bad: Console, tmp_path: Path) -> None:
    """Under GITHUB_ACTIONS annotations and a summary are added to the page for people."""
    summary = tmp_path / "summary.md"
    extra = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary),
             "GITHUB_WORKSPACE": str(bad.folder.parent)}  # fmt: skip
    ended = bad.okrctl("lint", **extra)
    assert ended.status == 1
    assert f"::error file=acme/{BAD},line=1," in ended.out
    assert "did you mean title?" in ended.out.partition("::error")[0]
    assert "| error | OKR001 unknown-key |" in summary.read_text()
    asked = bad.okrctl("lint", "--format", "concise", **extra)
    assert "::error" not in asked.out


def test_forms_go_to_files(bad: Console) -> None:
    """A page for people and JSON for a program in one run; the file holds no escape."""
    words = ("--format", "full", "--format", "json:out.json", "--format", "full:out.txt")
    ended = bad.okrctl("lint", *words, "--color", "always")
    assert "\x1b" in ended.out
    assert json.loads(bad.read("out.json"))["schema"] == "okrctl.lint/1"
    assert "\x1b" not in bad.read("out.txt")
    assert bad.okrctl("lint", "--format", "html").status == 2


def test_g13_lint_needs_no_git(bad: Console) -> None:
    """Without git on the search path the findings are the same."""
    assert bad.okrctl("lint", PATH="/nowhere") == bad.okrctl("lint")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for git")
def test_lint_starts_no_program(bad: Console) -> None:
    """A git on the search path is not even started."""
    bad.write("bin/git", "#!/bin/sh\ntouch started\n").chmod(0o755)
    bad.okrctl("lint", PATH=str(bad.folder / "bin"))
    assert not (bad.folder / "started").exists()


def test_a_workspace_that_is_no_workspace(console: Console) -> None:
    """An empty okrctl.yaml, or one of bytes, is findings and never a traceback."""
    for text in ("", "\x00\x01", "[" * 1000, "okrctl: 99\n"):
        console.write("okrctl.yaml", text)
        ended = console.okrctl("lint")
        assert (ended.status, ended.err) == (1, ""), text


@pytest.mark.parametrize("name", ["OKR001", "okr001", "unknown-key"])
def test_rule(console: Console, name: str) -> None:
    """A code or a name gives the same page, outside a workspace too."""
    ended = console.okrctl("rule", name, "--format", "table")
    assert (ended.status, "OKR001 unknown-key" in ended.out, "Bad" in ended.out) == (0, True, True)


def test_an_unknown_rule_names_a_near_one(console: Console) -> None:
    """Exit 2 with what was probably meant."""
    ended = console.okrctl("rule", "unknown-kye")
    assert (ended.status, "did you mean unknown-key" in ended.err) == (2, True)
