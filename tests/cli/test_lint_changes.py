"""Lint of a change: the base, what is new since, baselines, what is staged, a real hook."""

from __future__ import annotations

import json
import os

import pytest

from cli.console import Console, Ended

CALM = "goals/2026-Q4/engineering/calm.yaml"
CUT = "title: Calm\nowner: mira\nwhy: fix #12 first\n"
MORE = "key_results:\n  a: see #13\n"
LINT = "lint: {select: [OKR0, OKR9], fail_on: warning}\n"


@pytest.fixture
def strict(space: Console) -> Console:
    """A workspace where warnings fail, with one that was there before, and a branch."""
    space.write(
        "okrctl.yaml",
        f"{space.read('okrctl.yaml')}lint: {{select: [OKR0, OKR9], fail_on: warning}}\n",
    )
    space.write(CALM, CUT)
    space.commit()
    space.git("switch", "-q", "-c", "work")
    return space


def codes(ended: Ended) -> list[str]:
    """The codes of what was found, in order."""
    assert ended.status in (0, 1), ended.err
    return [one["code"] for one in json.loads(ended.out)["findings"]]


def found(console: Console, *words: str, **extra: str) -> list[str]:
    """The codes that lint finds."""
    return codes(console.okrctl("lint", "--format", "json", *words, **extra))


def test_only_what_is_new_since_the_base(strict: Console) -> None:
    """What the base had is not held against the change, wherever its line has gone."""
    assert found(strict) == ["OKR011"]
    assert found(strict, "--new-only", "--base", "main") == []
    assert strict.okrctl("lint", "--new-only", "--base", "main").status == 0
    strict.write(CALM, f"# moved\n\n{CUT}{MORE}")
    assert found(strict, "--new-only", "--base", "main") == ["OKR011"]
    assert strict.okrctl("lint", "--new-only", OKRCTL_BASE="main").status == 1
    assert strict.okrctl("lint", "--new-only").status == 2


def test_the_base_is_where_the_branches_parted(strict: Console) -> None:
    """What the other branch mended since is not new here."""
    strict.git("switch", "-q", "main")
    strict.write(CALM, "title: Calm\nowner: mira\n")
    strict.commit()
    strict.git("switch", "-q", "work")
    assert found(strict, "--new-only", "--base", "main") == []


@pytest.mark.parametrize(
    "variables",
    [
        {"GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "work"},
        {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"},
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
        {"CHANGE_TARGET": "main"},
    ],
)
def test_a_ci_names_the_base_of_a_pull_request(strict: Console, variables: dict[str, str]) -> None:
    """A change cannot switch off a mandatory rule for itself, and that it tried is told."""
    settings = strict.read("okrctl.yaml")
    strict.write(
        "okrctl.yaml", settings.replace("fail_on: warning", "ignore: [OKR011], fail_on: never")
    )
    assert found(strict) == []
    assert found(strict, **variables) == ["OKR011", "OKR904", "OKR904"]
    assert strict.okrctl("lint", **variables).status == 1


def test_a_suppression_does_not_count_for_the_change_that_brings_it(strict: Console) -> None:
    """Once the base has it, it does."""
    strict.write(CALM, CUT.replace("#12 first", "#12 first  # okrctl: ignore[OKR011] a ticket"))
    assert found(strict) == []
    assert found(strict, "--base", "main") == ["OKR011", "OKR901"]
    strict.commit()
    strict.git("switch", "-q", "-C", "main")
    assert found(strict, "--base", "main") == []


def test_a_base_that_is_not_here_cannot_be_judged_against(strict: Console) -> None:
    """Status 3 with the exact command that fetches it; a typing error is status 2."""
    ended = strict.okrctl("lint", GITHUB_BASE_REF="release")
    assert ended.status == 3
    assert "git fetch origin +refs/heads/release:refs/remotes/origin/release" in ended.err
    strict.git("switch", "-q", "--orphan", "alone")
    strict.git("commit", "-q", "--allow-empty", "-m", "nothing in common")
    strict.git("checkout", "-q", "work", "--", ".")
    assert strict.okrctl("lint", "--base", "main").status == 3
    assert strict.okrctl("lint", "--base", "nowhere").status == 2
    assert strict.okrctl("lint", "--base", "--output=x").status == 2
    assert not (strict.folder / "x").exists()


def test_a_shallow_clone_is_told_how_to_deepen(strict: Console) -> None:
    """As CIs check out: one commit, and no other branch."""
    strict.write(CALM, CUT.replace("#12", "#13"))
    strict.commit()
    clone = Console(strict.folder.parent / "clone", strict.home)
    strict.git(
        "clone", "-q", "--depth=1", "--branch=work", f"file://{strict.folder}", str(clone.folder)
    )
    ended = clone.okrctl("lint", GITHUB_BASE_REF="main")
    assert ended.status == 3
    command = ended.err.partition("next: ")[2].strip()
    assert command.startswith("git fetch --unshallow origin ")
    clone.git(*command.split()[1:])
    assert found(clone, "--new-only", GITHUB_BASE_REF="main") == ["OKR011"]


def test_without_git_there_is_no_base(console: Console) -> None:
    """A flag that needs it says so."""
    console.write("okrctl.yaml", "okrctl: 1\n")
    assert console.okrctl("lint", "--base", "main").status == 3
    assert console.okrctl("lint", "--staged").status == 3
    assert console.okrctl("lint").status == 0


def test_a_baseline_leaves_out_what_was_there(strict: Console) -> None:
    """It is written once with all, and then only loses what is mended."""
    write = ("lint", "--baseline", "lint.json", "--write-baseline")
    first = strict.okrctl(*write)
    assert (first.status, "lint.json knows 1 finding" in first.err) == (0, True)
    assert strict.okrctl("lint", "--baseline", "lint.json").status == 0
    strict.write(CALM, CUT + MORE)
    assert found(strict, "--baseline", "lint.json") == ["OKR011"]
    before = strict.read("lint.json")
    assert strict.okrctl(*write).status == 1
    assert strict.read("lint.json") == before
    strict.write(CALM, "title: Calm\nowner: mira\n")
    assert "1 fewer than before" in strict.okrctl(*write).err
    assert json.loads(strict.read("lint.json"))["findings"] == []


def test_a_baseline_is_a_setting_too(strict: Console) -> None:
    """Below the root, where it is one; `--no-ignores` shows what it leaves out."""
    strict.okrctl("lint", "--baseline", "lint.json", "--write-baseline")
    settings = strict.read("okrctl.yaml")
    strict.write("okrctl.yaml", settings.replace("{select", "{baseline: lint.json, select"))
    assert found(strict) == []
    assert found(strict, "--no-ignores") == ["OKR011"]
    strict.write("okrctl.yaml", settings.replace("{select", "{baseline: ../lint.json, select"))
    assert strict.okrctl("lint").status == 2
    strict.write("okrctl.yaml", settings.replace("{select", "{baseline: okrctl.yaml, select"))
    ended = strict.okrctl("lint")
    assert (ended.status, "okrctl.yaml is no baseline" in ended.err) == (2, True)
    assert strict.okrctl("lint", "--baseline", "none.json").status == 2
    assert strict.okrctl("lint", "--write-baseline", "goals").status == 2


def test_a_baseline_cannot_grow_in_a_change(strict: Console) -> None:
    """Of mandatory rules the base's baseline decides, and the growth is told."""
    strict.okrctl("lint", "--baseline", "lint.json", "--write-baseline")
    settings = strict.read("okrctl.yaml")
    strict.write("okrctl.yaml", settings.replace("{select", "{baseline: lint.json, select"))
    strict.commit()
    strict.git("branch", "-f", "main")
    assert found(strict, "--base", "main") == []
    strict.write(CALM, CUT + MORE)
    (strict.folder / "lint.json").unlink()
    strict.okrctl("lint", "--baseline", "lint.json", "--write-baseline")
    assert found(strict) == []
    assert found(strict, "--base", "main") == ["OKR011", "OKR904"]


def test_what_is_staged_is_checked(strict: Console) -> None:
    """Not what lies on disk."""
    strict.write(CALM, CUT + MORE)
    strict.git("add", CALM)
    strict.write(CALM, "title: Calm\nowner: mira\n")
    assert found(strict, "--staged") == ["OKR011", "OKR011"]
    assert found(strict) == []
    assert found(strict, "--staged", "kpis") == []
    assert strict.okrctl("lint", "--staged", "--fix").status == 2


@pytest.mark.skipif(os.name == "nt", reason="a hook is a shell script")
@pytest.mark.parametrize("commit", [["commit", "-q"], ["commit", "-q", "--only", CALM]])
def test_g11_a_hook_checks_what_would_be_committed(strict: Console, commit: list[str]) -> None:
    """In a real hook: the right repository and index, also where a commit has one of its own."""
    from cli.console import OKRCTL

    hook = strict.write(".git/hooks/pre-commit", f"#!/bin/sh\nexec {OKRCTL} lint --staged\n")
    hook.chmod(0o755)
    strict.write(CALM, "title: Calm\nowner: mira\n")
    strict.git("add", CALM)
    if "--only" not in commit:
        strict.write(CALM, CUT)
    strict.git(*commit, "-m", "calm")
    assert "why" not in strict.git("show", f"HEAD:{CALM}")
    strict.write(CALM, CUT)
    strict.git("add", CALM)
    with pytest.raises(Exception, match="returned non-zero exit status 1"):
        strict.git(*commit, "-m", "cut")
