from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.console import OKRCTL, Console
from cli.running import BUGS, Here, bugs, commits, running

TOMAS = {
    "GIT_AUTHOR_NAME": "Tomas",
    "GIT_AUTHOR_EMAIL": "tomas@acme.example",
    "OKRCTL_PERSON": "tomas",
}


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def branched(acme: Console) -> None:
    """Mira says 6 on main, Tomas says 5 on a branch of his; his is checked out."""
    acme.git("branch", "theirs")
    assert acme.okrctl("checkin", BUGS, "--value", "6", "--yes").status == 0
    acme.git("switch", "-q", "theirs")
    assert acme.okrctl("checkin", BUGS, "--value", "5", "--yes", **TOMAS).status == 0


def counted(acme: Console) -> list[object]:
    """The values of every check-in on the bugs that counts, oldest first."""
    shown = acme.okrctl("show", BUGS, "--format", "tsv")
    assert shown.status == 0, shown.err
    entries = [
        json.loads(line)
        for file in (acme.folder / "checkins/now/engineering").glob("*.jsonl")
        for line in file.read_text().splitlines()
        if BUGS in line
    ]
    return [one["value"] for one in sorted(entries, key=lambda one: (one["at"], one["id"]))]


@pytest.mark.parametrize(
    "command",
    [("merge", "-q", "--no-edit", "main"), ("rebase", "-q", "main"), ("cherry-pick", "main")],
    ids=lambda command: command[0],
)
def test_two_branches_that_check_in_on_one_goal_combine(
    acme: Console, command: tuple[str, ...]
) -> None:
    """Stock git needs no help, both entries count, and the workspace lints clean."""
    branched(acme)
    acme.git(*command)
    assert sorted(map(str, counted(acme))) == ["5", "6", "7"]
    assert bugs(acme) in (5, 6)
    assert acme.okrctl("lint", "--select", "OKR0,OKR1,OKR2").status == 0
    assert acme.git("status", "--porcelain") == ""


def test_a_forge_merges_them_without_a_work_tree(acme: Console, tmp_path: Path) -> None:
    """In a bare repository and without attributes, as a pull request is merged."""
    branched(acme)
    acme.git("clone", "-q", "--bare", str(acme.folder), str(tmp_path / "forge.git"))
    forge = Console(tmp_path / "forge.git", acme.home)
    tree = forge.git("merge-tree", "--write-tree", "main", "theirs").strip()
    listed = forge.git("ls-tree", "-r", "--name-only", tree, "--", "checkins").split()
    assert len(listed) == 3
    assert ".gitattributes" not in forge.git("ls-tree", "-r", "--name-only", tree)


TEN = """\
import sys
from okrctl.cli.app import run
words = ["checkin", sys.argv[1], "--who", sys.argv[2], "--yes"]
sys.exit(max(run([*words, "--value", str(value)]) for value in range(10)))
"""


def test_d02_eight_people_check_in_ten_times_at_once(console: Console) -> None:
    """Eight processes run the command: 80 commits of one file; what was staged stays staged."""
    acme = running(console)
    acme.write("notes.txt", "staged by somebody\n")
    acme.git("add", "notes.txt")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", TEN, goal, who],
            cwd=acme.folder, env=acme.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for goal in (BUGS, "availability")
        for who in ("mira", "tomas", "mira", "tomas")
    ]  # fmt: skip
    ended = [(run.communicate(timeout=300), run.returncode) for run in runs]
    assert [status for _, status in ended] == [0] * 8, ended
    listed = acme.git("log", "--format=%x00", "--name-status", "-80").split("\0")[1:]
    assert [files.split("\t")[0].strip() for files in listed] == ["A"] * 80
    assert commits(acme) == 81
    paths = {files.split("\t")[1].strip() for files in listed}
    said = [json.loads(line) for path in paths for line in acme.read(path).splitlines()]
    assert len({one["id"] for one in said}) == len(said) == 80
    assert Counter((one["kr"].partition("#")[2], one["who"], one["value"]) for one in said) == {
        (goal, who, value): 2
        for goal in ("critical-bugs", "availability")
        for who in ("mira", "tomas")
        for value in range(10)
    }
    assert acme.git("status", "--porcelain").splitlines() == ["A  notes.txt"]


def test_d18_the_same_id_at_the_same_time_is_recorded_once(console: Console) -> None:
    """Of three processes one records; the others say that it is done, and exit 0."""
    acme = running(console)
    command = [OKRCTL, "checkin", BUGS, "--value", "6", "--id", "7f3kq2ab9mwx4", "--yes"]
    runs = [
        subprocess.Popen(command, cwd=acme.folder, env=acme.environ,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]  # fmt: skip
    said = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert commits(acme) == 2
    assert sum("already recorded" in text for text in said) == 2


def detached(acme: Console) -> None:
    """HEAD belongs to no branch."""
    acme.git("checkout", "-q", "--detach")


def ignored(acme: Console) -> None:
    """Git is told to overlook check-ins."""
    acme.write(".gitignore", "checkins/\n")


def rebasing(acme: Console) -> None:
    """A rebase waits for somebody."""
    (acme.folder / ".git/rebase-merge").mkdir()


def merging(acme: Console) -> None:
    """A merge waits for somebody."""
    (acme.folder / ".git/MERGE_HEAD").write_text(acme.git("rev-parse", "HEAD"))


def nobody(acme: Console) -> None:
    """Git knows no name."""
    acme.git("config", "--unset", "user.name")
    acme.git("config", "--unset", "user.email")
    acme.git("config", "user.useConfigOnly", "true")


def refusing(acme: Console) -> None:
    """A hook of the team says no."""
    hook = acme.folder / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'no ticket in the message'\nexit 1\n")
    hook.chmod(0o755)


PLACES: list[tuple[Callable[[Console], None], str]] = [
    (detached, "HEAD is detached"),
    (ignored, "is ignored by git"),
    (rebasing, "a rebase is in progress"),
    (merging, "a merge is in progress"),
    (nobody, "git does not know who you are"),
    (refusing, "no ticket in the message"),
]


@pytest.mark.parametrize(("place", "said"), PLACES, ids=[place.__name__ for place, _ in PLACES])
def test_where_nothing_can_be_committed_nothing_is_written(
    acme: Console, place: Callable[[Console], None], said: str
) -> None:
    """Exit 3, one clear line and what to do; tree, index and refs are as before."""
    place(acme)
    before = acme.all_files(), acme.git("ls-files", "-s"), acme.git("for-each-ref")
    ended = acme.okrctl("checkin", BUGS, "--value", "6", "--yes", "--who", "mira")
    assert (ended.status, ended.out) == (3, "")
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert (acme.all_files(), acme.git("ls-files", "-s"), acme.git("for-each-ref")) == before


def test_without_git_it_says_how_to_go_on(acme: Console) -> None:
    """Exit 3 with both ways out; without a commit the file is written."""
    subprocess.run(["rm", "-rf", acme.folder / ".git"], check=True)
    ended = acme.okrctl("checkin", BUGS, "--value", "6", "--who", "mira", "--yes")
    assert ended.status == 3
    assert "--no-commit" in ended.err
    plain = acme.okrctl("checkin", BUGS, "--value", "6", "--who", "mira", "--no-commit", "--yes")
    assert plain.status == 0, plain.err
    assert bugs(acme) == 6


def test_the_last_line_says_when_others_are_ahead(acme: Console, tmp_path: Path) -> None:
    """As last fetched: nothing is fetched for it."""
    remote = Console(tmp_path / "remote.git", acme.home)
    remote.folder.mkdir()
    remote.git("init", "-q", "--bare", "-b", "main")
    acme.git("remote", "add", "origin", str(remote.folder))
    acme.git("push", "-q", "-u", "origin", "main")
    acme.okrctl("checkin", BUGS, "--value", "6", "--yes")
    acme.git("push", "-q")
    acme.git("reset", "-q", "--hard", "HEAD~1")
    ended = acme.okrctl("checkin", BUGS, "--value", "5", "--yes", "--format", "table")
    last = ended.out.splitlines()[-1]
    assert last == "This branch is 1 commit behind origin/main, as last fetched: git pull --rebase"


def test_d17_a_workspace_below_the_top_is_the_same(console: Console, tmp_path: Path) -> None:
    """In a folder with a space and an umlaut, from a folder below it."""
    inner = Here(tmp_path / "mono/Ziele ü", console.home)
    inner.folder.mkdir(parents=True)
    running(inner)
    (inner.folder / ".git").rename(tmp_path / "mono/.git")
    inner.commit()
    below = Here(inner.folder / "goals/now", console.home)
    assert below.okrctl("checkin", BUGS, "--value", "6", "--yes").status == 0
    (listed,) = inner.git("-c", "core.quotePath=false", "show", "--format=", "--name-only").split(
        "\n"
    )[:-1]
    assert listed.startswith("Ziele ü/checkins/now/engineering/")


def killed(acme: Console) -> None:
    """A check-in that was killed while git committed it."""
    hook = acme.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $(ps -o ppid= -p $PPID)\nsleep 1\nexit 1\n")
    hook.chmod(0o755)
    ended = subprocess.run(
        [OKRCTL, "checkin", BUGS, "--value", "6", "--yes"],
        cwd=acme.folder, env={**acme.environ, "PATH": os.defpath}, check=False,
        capture_output=True,
    )  # fmt: skip
    assert ended.returncode == -9, ended
    hook.unlink()


@pytest.mark.parametrize(("flag", "value"), [("--resume", 6), ("--discard", 7)])
def test_d01_what_a_kill_left_is_finished_or_taken_back(
    acme: Console, flag: str, value: int
) -> None:
    """The next run refuses and names both commands; each of them leaves a clean tree."""
    killed(acme)
    ended = acme.okrctl("checkin", BUGS, "--value", "5", "--yes")
    assert ended.status == 3
    assert "okrctl checkin --resume" in ended.err
    assert "okrctl checkin --discard" in ended.err
    done = acme.okrctl("checkin", flag)
    assert done.status == 0, done.err
    assert bugs(acme) == value
    assert acme.git("status", "--porcelain") == ""
    assert commits(acme) == (2 if value == 6 else 1)


DYING = str(Path(__file__).with_name("dying.py"))


def dead_at(acme: Console, step: int) -> int:
    """The status of a check-in with a baseline, so two files, that is to die at a step."""
    command = [sys.executable, DYING, str(step), "checkin", "lead-time", "--value", "30", "--yes"]
    return subprocess.run(
        command, cwd=acme.folder, env=acme.environ, capture_output=True, check=False
    ).returncode


def test_d01_killed_at_each_step_the_command_is_finished_or_never_was(acme: Console) -> None:
    """Whatever it left, `--resume` makes one commit of both files, and nothing is doubled."""
    start = acme.git("rev-parse", "HEAD").strip()
    status, step = dead_at(acme, 0), 0
    while status == -signal.SIGKILL:
        if commits(acme) == 1 and (acme.folder / ".git/okrctl.unfinished").exists():
            assert acme.okrctl("checkin", "--resume").status == 0
        elif commits(acme) == 1:
            assert acme.git("status", "--porcelain") == ""
            assert acme.okrctl("checkin", "lead-time", "--value", "30", "--yes").status == 0
        listed = acme.git("show", "--format=", "--name-status", "HEAD").splitlines()
        assert (commits(acme), [row[0] for row in listed]) == (2, ["A", "M"]), step
        assert "from: 30" in acme.read("goals/now/engineering/calm-oncall.yaml")
        assert acme.git("status", "--porcelain") == ""
        acme.git("reset", "-q", "--hard", start)
        (acme.folder / ".git/okrctl.unfinished").unlink(missing_ok=True)  # of that commit
        step += 1
        status = dead_at(acme, step)
    assert status == 0
    assert step >= 6


def test_there_may_be_nothing_to_resume_or_discard(acme: Console) -> None:
    """Exit 2 says so."""
    for flag in ("--resume", "--discard"):
        ended = acme.okrctl("checkin", flag)
        assert ended.status == 2
        assert "there is nothing to" in ended.err
