"""What a clone cannot show is said, in one clear message, and never taken for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.console import Console
from cli.running import Here

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
SHALLOW = "git fetch --unshallow"


@pytest.fixture
def change(space: Console) -> Console:
    """Main, and a branch on which a target was eased."""
    space.git("switch", "-q", "-c", "work")
    space.write(GOAL, space.read(GOAL).replace("to: 0", "to: 4"))
    space.commit()
    return space


def here(console: Console, folder: Path | None = None) -> Here:
    """A place in which commands run without a process of their own."""
    return Here(folder or console.folder, console.home)


def shallow(change: Console) -> Here:
    """A clone of the last commit alone, as a CI makes it."""
    clone = change.folder.parent / "clone"
    source = f"file://{change.folder}"
    change.git("clone", "-q", "--depth=1", "--branch=work", source, str(clone))
    return here(change, clone)


def unborn(change: Console) -> Here:
    """Files, and a repository in which nothing is committed."""
    folder = change.folder.parent / "fresh"
    folder.mkdir()
    fresh = here(change, folder).repository()
    for path in ("okrctl.yaml", GOAL):
        fresh.write(path, change.read(path))
    return here(change, folder)


def bare(change: Console) -> Here:
    """A repository without files."""
    clone = change.folder.parent / "bare.git"
    change.git("clone", "-q", "--bare", str(change.folder), str(clone))
    return here(change, clone)


def broken_base(change: Console) -> Here:
    """A main whose goal cannot be read, and a branch on which it can."""
    text = change.read(GOAL)
    change.git("switch", "-q", "main")
    change.write(GOAL, "title: [\n")
    change.commit()
    change.git("switch", "-q", "-c", "mend")
    change.write(GOAL, text)
    change.commit()
    return here(change)


Case = tuple[tuple[str, ...], int, str]
"""A command, its exit status, and what it says."""
REVIEW, DIFF, AUDIT = ("review", "main...HEAD"), ("diff", "main...HEAD"), ("audit",)
DAY, THEN = ("changelog", "--since", "2026-10-01"), ("status", "--at", "HEAD~1")
CASES: dict[Callable[[Console], Here], list[Case]] = {
    shallow: [
        (("review", "--base", "main"), 2, SHALLOW), (DIFF, 2, SHALLOW), (DAY, 3, SHALLOW),
        (THEN, 2, SHALLOW), (("log",), 0, SHALLOW), (("log", "--format", "csv"), 0, SHALLOW),
        (("log", "--format", "table"), 0, SHALLOW), (("log", "--format", "json"), 0, SHALLOW),
        (AUDIT, 3, "fetch-depth: 0"), (("status", "--at", "HEAD"), 0, "trusted-releases"),
    ],
    unborn: [
        (("review",), 3, "nothing is committed yet"), (("diff",), 3, "nothing is committed yet"),
        (REVIEW, 2, "nothing is committed yet"), (("log",), 0, "Nothing is committed yet"),
        (("changelog", "--since", "HEAD"), 3, "nothing is committed yet"),
        (("changelog", "--since", "friday"), 3, "nothing is committed yet"),
        (("status", "--at", "HEAD"), 2, "nothing is committed yet"),
        (("status",), 0, "trusted-releases"), (AUDIT, 3, "nothing is committed yet"),
    ],
    bare: [
        (words, 3, "is a bare git repository")
        for words in (REVIEW, DIFF, DAY, THEN, AUDIT, ("log",), ("status",))
    ],
    broken_base: [
        (REVIEW, 0, "not-compared"), (DIFF, 0, "not-compared"),
        (("changelog", "--since", "main"), 0, "not-compared"),
        (("status", "--at", "main", "--format", "json"), 0, '"errors": 1'),
        (("log",), 0, "trusted-releases"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("made", CASES, ids=lambda one: one.__name__)
def test_what_cannot_be_seen_is_said(change: Console, made: Callable[[Console], Here]) -> None:
    """Each command by its exit status and its words: at most a message and the next step."""
    console = made(change)
    for words, status, says in CASES[made]:
        ended = console.okrctl(*words)
        assert (ended.status, says in ended.out + ended.err) == (status, True), (words, ended)
        assert len(ended.err.splitlines()) <= 3, words
        assert "Traceback" not in ended.err


READ = ((*REVIEW, "--format", "json"), (*DIFF, "--format", "json"),
        ("changelog", "--since", "main", "--format", "json"), ("log", "--format", "json"),
        ("status", "--at", "main", "--format", "json"))  # fmt: skip


def linked(change: Console) -> Here:
    """A second work tree of the same repository."""
    change.git("worktree", "add", "-q", "--detach", "../linked")
    return here(change, change.folder.parent / "linked")


def submodule(change: Console) -> Here:
    """The workspace as a part of another repository."""
    outer = here(change, change.folder.parent / "outer")
    outer.folder.mkdir()
    outer.repository()
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "-b", "work",
              str(change.folder), "part")  # fmt: skip
    part = here(change, outer.folder / "part")
    part.git("branch", "-q", "main", "origin/main")
    return part


def detached(change: Console) -> Here:
    """A head that is on no branch, as a CI has it."""
    change.git("switch", "-q", "--detach")
    return here(change)


def replaced(change: Console) -> Here:
    """A repository that shows another commit in place of main, and has its parents otherwise."""
    before = change.git("rev-parse", "main").strip()
    tree = change.git("rev-parse", "work^{tree}").strip()
    other = change.git("commit-tree", "-m", "what was never said", tree).strip()
    change.git("replace", before, other)
    return here(change)


def grafted(change: Console) -> Here:
    """A repository in which the branch has no parent, by a file of its own."""
    head = change.git("rev-parse", "work").strip()
    change.write(".git/info/grafts", f"{head}\n")
    return here(change)


@pytest.mark.parametrize("made", [linked, submodule, detached, replaced, grafted])
def test_what_is_there_is_read_as_it_is(change: Console, made: Callable[[Console], Here]) -> None:
    """In every sort of work tree, and whatever the repository puts in a commit's place."""
    plain = [here(change).okrctl(*words) for words in READ]
    console = made(change)
    assert [console.okrctl(*words) for words in READ] == plain
    assert [one.status for one in plain] == [1, 0, 0, 0, 0]
