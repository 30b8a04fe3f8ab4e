from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cli.console import Console
from cli.running import BUGS, FULL, GOALS, TODAY, TRUSTED, Here, running

READERS = (
    ("status",), ("show", BUGS), ("lint", "--select", "OKR0"), ("explain", BUGS), ("kpis",),
    ("tree",), ("calibration",), ("due",), ("blockers",), ("meeting",),
)  # fmt: skip


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme, whose target was eased and whose number was reported since its first commit."""
    acme = running(Here(console.folder, console.home))
    acme.write(
        f"{GOALS}/trusted-releases.yaml", TRUSTED.replace("from: 10, to: 0", "from: 10, to: 6")
    )
    acme.commit()
    assert acme.okrctl("checkin", BUGS, "--value", "9", "--note", "Two more", "--yes").status == 0
    return acme


def facts(acme: Console, *words: str) -> dict[str, object]:
    """What a command prints as JSON."""
    ended = acme.okrctl(*words, "--format", "json")
    assert ended.status == 0, ended.err
    found: dict[str, object] = json.loads(ended.out)
    return found


def bugs_at(acme: Console, *words: str) -> tuple[object, object]:
    """The number of critical bugs, and the share of the way to the target that it is."""
    shown = facts(acme, "show", BUGS, *words)["key_result"]
    assert isinstance(shown, dict)
    return shown["value"], shown["progress"]


def test_a_revision_shows_its_goals_and_its_entries(acme: Console) -> None:
    """Each commit is seen as it was, whatever lies on the disk."""
    (acme.folder / GOALS / "trusted-releases.yaml").write_text("no goal any more")
    assert bugs_at(acme, "--at", "HEAD") == (9, 0.25)
    assert bugs_at(acme, "--at", "HEAD~1") == (7, 0.75)
    assert bugs_at(acme, "--at", "main~2") == (7, 0.3)


def test_the_commit_and_the_day_are_both_said(acme: Console) -> None:
    """The day is today unless --as-of says another; no file on the disk counts as uncommitted."""
    acme.write(f"{GOALS}/trusted-releases.yaml", TRUSTED)
    old = acme.git("rev-parse", "HEAD~2")[:7]
    now = facts(acme, "status", "--at", "HEAD~2")
    then = facts(acme, "status", "--at", "HEAD~2", "--as-of", str(TODAY - timedelta(9)))
    assert (now["commit"], now["as_of"], now["uncommitted_files"]) == (old, str(TODAY), 0)
    assert (then["commit"], then["as_of"]) == (old, str(TODAY - timedelta(9)))
    screen = acme.terminal("show", BUGS, "--at", "HEAD~2").out
    assert old in screen
    assert f"{TODAY.day} Nov {TODAY.year}" in screen


def test_both_together_are_what_was_known(acme: Console) -> None:
    """What is filed later for an earlier day is in today's files, and not in those of then."""
    day = TODAY - timedelta(9)
    acme.okrctl("checkin", BUGS, "--value", "8", "--day", str(day), "--note", "Late", "--yes")
    assert bugs_at(acme, "--as-of", str(day)) == (8, 0.5)
    assert bugs_at(acme, "--as-of", str(day), "--at", "HEAD~1") == (None, 0)


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_every_reading_command_travels(acme: Console, words: tuple[str, ...]) -> None:
    """Broken files on the disk do not matter to a command that looks at a commit."""
    before = acme.okrctl(*words, "--at", "HEAD")
    acme.write("okrctl.yaml", "[")
    after = acme.okrctl(*words, "--at", "HEAD")
    assert (before.status, before.err) == (0, "")
    assert after == before


@pytest.mark.parametrize(
    ("revision", "status", "message"),
    [
        ("nowhere", 2, "'nowhere' names no commit here"),
        ("--output=pwn", 2, "'--output=pwn' names no commit here"),
        ("HEAD~99", 2, "'HEAD~99' names no commit here"),
        ("before", 2, "okrctl.yaml was not there yet at before"),
    ],
)
def test_what_is_no_such_commit(acme: Console, revision: str, status: int, message: str) -> None:
    """A message says so, and no file appears."""
    empty = acme.git("commit-tree", "-m", "empty", "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    acme.git("branch", "before", empty.strip())
    files = acme.all_files()
    ended = acme.okrctl("status", f"--at={revision}")
    assert (ended.status, ended.out) == (status, "")
    assert message in ended.err
    assert acme.all_files() == files


def test_without_git_there_is_no_way_back(console: Console) -> None:
    """Exit 3, with the reason; the files as they are can still be seen."""
    console.write("okrctl.yaml", "okrctl: 1\n")
    ended = console.okrctl("status", "--at", "HEAD")
    assert ended.status == 3
    assert "there is no history: this is not a git repository" in ended.err


def test_the_option_may_stand_before_the_command(acme: Console) -> None:
    """`okrctl --at REV` alone is status of that commit."""
    ended = acme.okrctl("--at", "HEAD~1", "--format", "json")
    assert json.loads(ended.out)["commit"] == acme.git("rev-parse", "HEAD~1")[:7]
    assert FULL.partition("#")[0] in ended.out
