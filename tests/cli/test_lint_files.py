"""Lint on files: fixes, a diff, standard input, watching, and what is read and set."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
import typer
from ruamel.yaml import YAML

from cli.console import OKRCTL, SECONDS, Console
from okrctl.cli.app import app

CALM = "goals/2026-Q4/engineering/calm.yaml"
TEXT = (
    "# Why this matters: see #wiki\r\n"
    "titel: 'Calm'   # a title\r\n"
    "owner: mra  # hers\r\n"
    "supports: [ engineering/trusted-releases ]\r\n"
    "key_results: { a: {title: Calls, 3% fewer, count: 3} }  # okrctl: ignore[OKR104]\r\n"
)
MENDED = (
    TEXT.replace("titel", "title")
    .replace("mra ", "mira ")
    .replace("Calls, 3% fewer", '"Calls, 3% fewer"')
)


@pytest.fixture
def faulty(space: Console) -> Console:
    """A workspace with a file of several mistakes, with Windows line ends."""
    space.write(CALM, TEXT)
    space.commit()
    return space


def test_fixes_are_written_and_nothing_else(faulty: Console) -> None:
    """Each at its place; what is left is reported; nothing is committed."""
    before, commits = faulty.all_files(), faulty.git("rev-list", "HEAD")
    words = ("--fix", "--unsafe-fixes", "--select", "OKR0", "--extend-select", "OKR111")
    ended = faulty.okrctl("lint", *words)
    assert faulty.read(CALM) == MENDED, ended
    assert "in 1 file, nothing is committed" in ended.err
    assert ended.status == 0
    after = faulty.all_files()
    assert {path for path in after if after[path] != before.get(path)} == {CALM}
    assert faulty.git("rev-list", "HEAD") == commits
    again = faulty.okrctl("lint", *words)
    assert (again.err, faulty.read(CALM)) == ("", MENDED)


def test_a_guess_is_not_written_unless_it_is_asked_for(faulty: Console) -> None:
    """Only what keeps the meaning."""
    ended = faulty.okrctl("lint", "--fix")
    assert (ended.status, faulty.read(CALM)) == (1, TEXT)
    assert "did you mean title?  (unsafe fix)" in ended.out
    assert faulty.okrctl("lint", "--unsafe-fixes").status == 2


def test_a_diff_shows_what_would_be_written(faulty: Console) -> None:
    """And git can apply it."""
    ended = faulty.okrctl("lint", "--diff", "--unsafe-fixes", CALM)
    assert ended.status == 1
    assert "-owner: mra  # hers" in ended.out
    assert "+owner: mira  # hers" in ended.out
    assert "nothing is written" in ended.err
    assert faulty.read(CALM) == TEXT


def test_only_files_below_the_paths_are_fixed(faulty: Console) -> None:
    """What is not asked for stays."""
    faulty.okrctl("lint", "--fix", "--unsafe-fixes", "kpis", "okrctl.yaml", "goals/2026-Q4/x.yaml")
    assert faulty.read(CALM) == TEXT
    faulty.okrctl("lint", "--fix", "--unsafe-fixes", "okrctl.yaml")
    assert faulty.read(CALM) == TEXT


def test_standard_input_is_one_file_of_the_workspace(space: Console) -> None:
    """Which file its name says, whether that is there or not; nothing else is reported."""
    space.write("goals/2026-Q4/engineering/other.yaml", "titel: Other\n")
    words = ("lint", "-", "--stdin-filename", CALM, "--format", "concise", "--select", "OKR00")
    ended = space.okrctl(*words, stdin="titel: Calm\n")
    assert (ended.status, ended.out.count("\n")) == (1, 1)
    assert ended.out.startswith(f"{CALM}:1:1: OKR001 ")
    assert space.okrctl(*words, stdin="title: Calm\n").status == 0
    assert not (space.folder / CALM).exists()
    below = Console(space.folder / "goals", space.home)
    name = ("--stdin-filename", CALM.removeprefix("goals/"))
    assert below.okrctl("lint", "-", *name, "--select", "OKR00", stdin="titel: Calm\n").status == 1


def test_standard_input_is_fixed_to_standard_output(space: Console) -> None:
    """As editors want it: the text and nothing else."""
    words = ("lint", "-", "--stdin-filename", CALM, "--fix", "--select", "OKR0")
    ended = space.okrctl(*words, "--unsafe-fixes", stdin="titel: Calm  # x\n")
    assert (ended.status, ended.out) == (0, "title: Calm  # x\n")
    assert space.okrctl(*words, stdin="titel: Calm  # x\n").out == "titel: Calm  # x\n"


@pytest.mark.parametrize(
    "words",
    [
        ("-",),
        ("--stdin-filename", CALM),
        ("-", CALM, "--stdin-filename", CALM),
        ("-", "--stdin-filename", "notes.md"),
        ("-", "--stdin-filename", "../goals/x.yaml"),
        ("-", "--stdin-filename", CALM, "--staged"),
        ("-", "--stdin-filename", CALM, "--watch"),
        ("--staged", "--at", "HEAD"),
        ("--fix", "--at", "HEAD"),
        ("--watch", "--fix"),
        ("--per-file-ignores", "OKR3"),
        ("--per-file-ignores", "goals/**:OKR777"),
        ("--extend-select", "weather"),
    ],
)
def test_what_contradicts_itself_is_refused(space: Console, words: tuple[str, ...]) -> None:
    """Status 2, and what to type instead."""
    ended = space.okrctl("lint", *words)
    assert (ended.status, ended.out, "next: " in ended.err or "outside" in ended.err) == (
        2,
        "",
        True,
    )


def test_files_can_be_judged_by_fewer_rules(faulty: Console) -> None:
    """By flag, in place of the settings; and more rules beside those that count."""

    def codes(*words: str) -> set[str]:
        found = json.loads(faulty.okrctl("lint", "--format", "json", *words).out)["findings"]
        return {one["code"] for one in found if one["file"] == CALM}

    assert codes("--select", "OKR001") == {"OKR001"}
    assert codes("--select", "OKR001", "--extend-select", "broken-by-comma") == {"OKR001", "OKR012"}
    assert codes("--select", "OKR001, OKR012") == {"OKR001", "OKR012"}
    assert codes("--select", "OKR001", "--per-file-ignores", "goals/**:OKR00,OKR1") == set()
    assert codes("--select", "OKR001", "--per-file-ignores", "kpis/**:OKR00") == {"OKR001"}


def test_what_counts_can_be_seen(space: Console) -> None:
    """As YAML that okrctl.yaml takes, with where each setting comes from."""
    space.write(
        "okrctl.yaml", space.read("okrctl.yaml") + "lint: {ignore: [OKR304], fail_on: info}\n"
    )
    ended = space.okrctl("lint", "--show-settings", "--fail-on", "warning", OKRCTL_SELECT="OKR1")
    lint = YAML(typ="safe").load(ended.out)["lint"]
    assert (lint["fail_on"], lint["ignore"], lint["select"]) == ("warning", ["OKR304"], ["OKR1"])
    assert '  fail_on: "warning"  # --fail-on' in ended.out
    assert "# OKRCTL_SELECT" in ended.out
    assert '  ignore: ["OKR304"]  # okrctl.yaml' in ended.out
    assert "  require_reason: false  # default" in ended.out
    settings = space.read("okrctl.yaml").partition("lint:")[0]
    space.write("okrctl.yaml", settings + ended.out)
    assert space.okrctl("lint", "--select", "OKR00").status == 0


def test_the_files_that_are_checked_can_be_seen(space: Console) -> None:
    """One a line, those below the paths."""
    space.write("notes.md", "none")
    goal = "goals/2026-Q4/engineering/trusted-releases.yaml"
    assert space.okrctl("lint", "--show-files").out.split() == [goal, "okrctl.yaml"]
    assert space.okrctl("lint", "--show-files", "goals").out.split() == [goal]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is a signal")
def test_watching_lints_again_until_it_is_stopped(space: Console, tmp_path: Path) -> None:
    """After each change, also while okrctl.yaml is broken; Ctrl-C is 130."""
    shown, said = tmp_path / "out", tmp_path / "err"
    command = [OKRCTL, "lint", "--watch", "--format", "concise", "--select", "OKR0"]
    with shown.open("w") as out, said.open("w") as err:
        process = subprocess.Popen(
            command, cwd=space.folder, env=space.environ, stdout=out, stderr=err
        )
        try:
            until(lambda: said.read_text().count("watching") == 1)
            space.write(CALM, "titel: Calm\n")
            until(lambda: f"{CALM}:1:1: OKR001" in shown.read_text())
            space.write(CALM, "title: Calm\nwhy: see #12\n")
            until(lambda: "OKR011" in shown.read_text())
        finally:
            process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 130


def until(happens: object) -> None:
    """Wait for something that another process does."""
    assert callable(happens)
    end = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_every_flag_has_its_example() -> None:
    """In the page about linting, as it is typed."""
    page = (Path(__file__).parents[2] / "docs" / "lint.md").read_text("utf-8")
    examples = " ".join(re.findall(r"okrctl lint[^`\n]*", page))
    lint = typer.main.get_command(app).commands["lint"]  # type: ignore[attr-defined]
    flags = {max(one.opts, key=len) for one in lint.params if one.opts[0].startswith("-")}
    shared = {"-C", "--color", "--ascii", "--no-input", "--help"}
    assert {flag for flag in flags - shared if flag not in examples} == set()
