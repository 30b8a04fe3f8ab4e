"""Several writers, interrupts, line ends, odd paths, and merges: the check-in among others."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from okrctl.store.history import dirty, read_commits
from okrctl.store.plan import EditedFile, NewFile
from okrctl.store.record import record
from store.driver import said_by, start
from store.place import ENTRY, GOAL, Place, names_of


def test_d02_eight_processes_make_ten_check_ins_each(repo: Place) -> None:
    """80 commits, each with exactly its file and its author; a staged change stays staged."""
    repo.write("notes.txt", "staged by somebody\n")
    repo.run("add", "notes.txt")
    people = [f"person-{number}" for number in range(8)]
    runs = []
    for who in people:
        as_who = {"GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": f"{who}@acme.example"}
        runs.append(start(Place(repo.root, repo.environ | as_who), who=who))
    assert [said_by(run) for run in runs] == ["recorded ten"] * 8
    commits = read_commits(repo.git)[:-1]
    assert [commit.subject for commit in commits] == [commit.files[0].path for commit in commits]
    assert {len(commit.files) for commit in commits} == {1}
    assert Counter(commit.author_name for commit in commits) == dict.fromkeys(people, 10)
    assert all(commit.author_name in commit.subject for commit in commits)
    assert repo.run("status", "--porcelain").splitlines() == ["A  notes.txt"]
    assert repo.is_settled()


@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "process"])
def test_d15_ctrl_c_in_the_commit_leaves_all_as_before(repo: Place, *, whole_group: bool) -> None:
    """Stopped inside a hook: exit 130, and nothing was written."""
    repo.commit(**{"kpis/old.yaml": "title: Old\n"})
    before = repo.everything()
    run = interrupted_in(repo, "pre-commit", whole_group=whole_group)
    assert said_by(run) == "130 stopped; nothing was written"
    assert repo.everything() == before
    assert repo.is_settled()
    assert not (repo.git.git_dir / "index.lock").exists()


@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "process"])
def test_d15_ctrl_c_after_the_commit_is_too_late(repo: Place, *, whole_group: bool) -> None:
    """Stopped inside post-commit: the commit is there, and it is said so."""
    repo.commit(**{"kpis/old.yaml": "title: Old\n"})
    run = interrupted_in(repo, "post-commit", whole_group=whole_group)
    assert said_by(run) == f"recorded {repo.run('rev-parse', 'HEAD').strip()}"
    assert repo.run("log", "-1", "--format=%s").strip() == "all kinds at once"
    assert repo.run("status", "--porcelain") == ""
    assert repo.is_settled()


def interrupted_in(repo: Place, hook: str, *, whole_group: bool) -> subprocess.Popen[str]:
    """A run that got Ctrl-C while git was inside `hook`."""
    sign = repo.root.parent / "begun"
    repo.hook(hook, f"touch '{sign}'; sleep 3")
    run = start(repo)
    deadline = time.monotonic() + 20
    while not sign.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    (os.killpg if whole_group else os.kill)(run.pid, signal.SIGINT)
    return run


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
@pytest.mark.parametrize(
    "attributes", ["", "*.yaml text\n", "* text=auto\n", "*.yaml text eol=lf\n", "*.yaml -text\n"]
)
def test_d11_line_ends_are_git_s(repo: Place, autocrlf: str, attributes: str) -> None:
    """Whatever is said about line ends, the commit is git's normal one and the tree is clean."""
    repo.run("config", "core.autocrlf", autocrlf)
    repo.run("config", "core.safecrlf", "false")
    text = "title: Calm\r\nwhy: Because\r\n"
    repo.commit(**{".gitattributes": attributes, GOAL: text, "kpis/lf.yaml": "title: Lf\n"})
    paths = [GOAL, "kpis/lf.yaml", ".gitattributes"]
    assert dirty(repo.git, paths) == set()
    record(repo.git, [ENTRY, EditedFile(GOAL, text.encode(), text.encode() + b"x: y\r\n")], "crlf")
    assert names_of(repo) == [f"A {ENTRY.path}", f"M {GOAL}"]
    assert repo.run("status", "--porcelain") == ""
    assert dirty(repo.git, [*paths, ENTRY.path]) == set()
    repo.write(GOAL, text + "x: z\r\n")
    assert dirty(repo.git, paths) == {GOAL}


def test_d11_a_filter_such_as_lfs_runs_for_the_commit(repo: Place) -> None:
    """A path under a filter is committed filtered; tree and status are clean."""
    repo.run("config", "filter.loud.clean", "tr a-z A-Z")
    repo.commit(**{".gitattributes": "*.jsonl filter=loud\n"})
    record(repo.git, [ENTRY], "filtered")
    assert repo.run("cat-file", "-p", f"HEAD:{ENTRY.path}") == ENTRY.data.decode().upper()
    assert (repo.root / ENTRY.path).read_bytes() == ENTRY.data
    assert repo.run("status", "--porcelain") == ""


ODD = [
    "a b.yaml",
    "größe 😀.yaml",
    "[x]*.yaml",
    ":(top)x.yaml",
    "-x.yaml",
    "a'b\".yaml",
    "a\\b.yaml",
]


@pytest.mark.parametrize("name", ODD)
def test_d17_odd_paths_are_only_paths(folder: Place, name: str) -> None:
    """Spaces, other scripts, and what git or a shell could take for a pattern."""
    folder.run("init", "-q")
    folder.commit(**{"ein Ordner/ü/x.yaml": "x\n", "ein Ordner/ü/kpis/y.yaml": "y\n"})
    inner = Place(folder.root / "ein Ordner" / "ü", folder.environ)
    path = f"kpis/{name}"
    assert record(inner.git, [NewFile(path, b"1\n")], "new").files == (path,)
    assert dirty(inner.git, [path, "x.yaml"]) == set()
    record(inner.git, [EditedFile(path, b"1\n", b"2\n")], "edit")
    newest, before, _ = read_commits(inner.git)
    assert [(one.status, one.path) for one in newest.files + before.files] == [
        ("M", path),
        ("A", path),
    ]
    assert folder.run("status", "--porcelain") == ""


def test_d17_the_current_folder_makes_no_difference(
    repo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from a folder below the root, or from elsewhere, the result is the same."""
    monkeypatch.chdir(repo.root / "goals/2026-Q4")
    record(repo.git, [ENTRY], "from below")
    monkeypatch.chdir("/")
    other = NewFile("readings/2026/a.jsonl", b"{}\n")
    record(repo.git, [other], "from elsewhere")
    assert names_of(repo, "HEAD~1") == [f"A {ENTRY.path}"]
    assert names_of(repo) == [f"A {other.path}"]


MINE = NewFile("checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl", b'{"value": 8}\n')
THEIRS = NewFile("checkins/2026-Q4/ops/20261121T140322Z-tomas-9q2ab7.jsonl", b'{"value": 7}\n')


@pytest.fixture
def branched(repo: Place) -> Place:
    """Two branches with a check-in each on the same key result; we are on `theirs`."""
    repo.run("branch", "theirs")
    record(repo.git, [MINE], "mine")
    repo.run("switch", "-q", "theirs")
    record(repo.git, [THEIRS], "theirs")
    return repo


@pytest.mark.parametrize(
    "command",
    [("merge", "-q", "--no-edit", "main"), ("rebase", "-q", "main"), ("cherry-pick", "main")],
)
def test_two_branches_that_check_in_combine_cleanly(
    branched: Place, command: tuple[str, ...]
) -> None:
    """Stock git merges, rebases and picks them without a conflict, and both entries count."""
    branched.run(*command)
    for file in (MINE, THEIRS):
        assert (branched.root / file.path).read_bytes() == file.data
    assert branched.run("status", "--porcelain") == ""


def test_a_forge_merges_them_in_a_bare_repository(branched: Place, tmp_path: Path) -> None:
    """Without a work tree and without attributes, as a pull request is merged."""
    branched.run("clone", "-q", "--bare", str(branched.root), str(tmp_path / "forge.git"))
    forge = Place(tmp_path / "forge.git", branched.environ)
    tree = forge.run("merge-tree", "--write-tree", "main", "theirs").strip()
    listed = forge.run("ls-tree", "-r", "--name-only", tree).splitlines()
    assert {MINE.path, THEIRS.path} <= set(listed)
    assert ".gitattributes" not in listed
