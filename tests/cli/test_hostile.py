"""Reading a checkout of a stranger's starts nothing that it names: P4, and the G rows."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.console import OKRCTL, Console
from cli.hostile import planted
from cli.running import Here

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
READERS = (
    ("review",), ("review", "main...work", "--format", "md"), ("diff",), ("diff", "main..work"),
    ("changelog", "--since", "main"), ("changelog", "--since", "2099-01-01"), ("log",),
    ("log", "trusted-releases"), ("status",), ("status", "--at", "main"),
    ("show", "trusted-releases", "--at", "HEAD"), ("audit",), ("audit", "--since-commit", "main"),
    ("lint", "--base", "main", "--new-only"),
)  # fmt: skip
"""Commands that read, most of them history."""


@pytest.fixture
def change(space: Console) -> Console:
    """A branch that eases a target, an entry, and an edit that nobody has committed."""
    space.write("okrctl.yaml", space.read("okrctl.yaml") + "review: {signatures: required}\n")
    space.commit()
    space.git("switch", "-q", "-c", "work")
    entry = '{"id": "aaaaaaaaaaaa1", "at": "2026-11-24T10:00:00Z", "who": "mira",'
    kr = ' "kr": "engineering/trusted-releases#critical-bugs", "value": 6}\n'
    space.write("checkins/2026-Q4/engineering/one.jsonl", entry + kr)
    space.write(GOAL, space.read(GOAL).replace("to: 0", "to: 4"))
    space.commit()
    space.write(GOAL, space.read(GOAL).replace("to: 4", "to: 5"))
    return space


def here(console: Console) -> Here:
    """The same place, in which commands run without a process of their own."""
    path = f".{os.pathsep}{os.defpath}"
    return Here(console.folder, console.home, {**console.extra, "PATH": path})


def test_the_canaries_are_alive(change: Console) -> None:
    """Git itself runs them: what does not run below could have."""
    canaries = planted(change)
    git(change, "status")
    assert canaries.ran >= {"core.fsmonitor", "filter.living.process"}
    for attributes in (".gitattributes", ".git/info/attributes"):
        change.write(attributes, "* diff=evil filter=evil merge=evil\n")
    for words in (("diff", "HEAD"), ("log", "-p", "-2"), ("fetch", "origin"),
                  ("commit", "--allow-empty", "-m", "x")):  # fmt: skip
        git(change, *words)
    expected = {"filter.evil.clean", "diff.evil.command", "diff.evil.textconv", "ext",
                "gpg.openpgp.program", "hook.hooks.pre-commit"}  # fmt: skip
    assert {name for name in expected if name not in canaries.ran} == set()


def git(console: Console, *words: str) -> None:
    """Run git as a user would who has not looked, whatever becomes of it."""
    subprocess.run(["git", *words], cwd=console.folder, env=console.environ, timeout=20,
                   stdin=subprocess.DEVNULL, capture_output=True, check=False)  # fmt: skip


def test_p4_g01_g02_g03_reading_starts_nothing(change: Console) -> None:
    """No command of them, whatever the configuration, attributes, hooks and names say."""
    canaries = planted(change)
    console = here(change)
    for words in READERS:
        ended = console.okrctl(*words)
        assert ended.status in (0, 1, 3), (words, ended.err)
        assert canaries.ran == set(), words


@pytest.mark.parametrize(
    "words", [("review",), ("log",), ("audit",), ("status", "--at", "main")], ids=lambda one: one[0]
)
def test_p4_g06_nor_on_a_terminal(change: Console, words: tuple[str, ...]) -> None:
    """No prompt, no editor, and no pager: the only one that there is lies in the checkout."""
    canaries = planted(change)
    programs = change.folder.parent / "bin"
    programs.mkdir()
    (programs / "git").symlink_to(shutil.which("git") or "")
    ended = change.terminal(*words, PATH=f".{os.pathsep}{programs}", GIT_PAGER="less")
    assert ended.status in (0, 1, 3), ended.out
    assert canaries.ran == set()


@pytest.mark.parametrize("words", [("review",), ("log",), ("audit",), ("status", "--at", "main")])
def test_p4_what_is_missing_is_not_fetched(change: Console, words: tuple[str, ...]) -> None:
    """A partial clone whose promisor is a program: status 3 or what there is, and no program."""
    blob = change.git("rev-parse", f"main:{GOAL}").strip()
    canaries = planted(change)
    with (change.folder / ".git/config").open("a") as file:
        file.write("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n")
    (change.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ended = here(change).okrctl(*words)
    assert ended.status == 3, ended.err
    assert canaries.ran == set()


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a folder to somebody else needs root")
@pytest.mark.parametrize(
    "words", [("review",), ("diff",), ("changelog", "--since", "main"), ("log",), ("audit",),
              ("status",), ("status", "--at", "main")],
)  # fmt: skip
def test_g08_a_repository_of_somebody_else_is_refused(
    change: Console, words: tuple[str, ...]
) -> None:
    """Status 3, with the command by which git can be told to trust it."""
    for place in (change.folder, change.folder / ".git"):
        os.chown(place, 4321, 4321)
    ended = Here(change.folder, change.home).okrctl(*words)
    assert ended.status == 3
    assert "git config --global --add safe.directory" in ended.err


NAME = "--output=pwn"


@pytest.mark.parametrize(
    "words",
    [("diff", "--", NAME), ("diff", "--", f"{NAME}..HEAD"), ("review", "--", f"HEAD...{NAME}"),
     ("review", f"--base={NAME}"), ("changelog", f"--since={NAME}"), ("log", f"--at={NAME}"),
     ("status", f"--at={NAME}"), ("audit", f"--since-commit={NAME}"), ("lint", f"--base={NAME}"),
     ("audit", f"--anchor={NAME}")],
)  # fmt: skip
@pytest.mark.parametrize("exists", [False, True], ids=["no-such-ref", "ref"])
def test_g09_a_ref_that_looks_like_an_option_is_none(
    change: Console, words: tuple[str, ...], *, exists: bool
) -> None:
    """A name of a commit where it is one, else status 2; no file appears."""
    if exists:
        (change.folder / f".git/refs/heads/{NAME}").write_text(change.git("rev-parse", "main"))
    files = change.all_files()
    ended = Here(change.folder, change.home).okrctl(*words)
    assert ended.status in ((0, 1, 3) if exists else (2,)), ended.err
    assert change.all_files() == files
    assert not list(change.folder.parent.rglob("pwn"))


HOOK = """#!/bin/sh
for words in 'review --base main' 'log' 'status --at main' 'audit'; do
    {okrctl} $words --format json > "{said}/$words.json" 2> "{said}/$words.err"
    echo $? > "{said}/$words.status"
done
exit 0
"""


@pytest.mark.parametrize("linked", [False, True], ids=["main", "worktree"])
def test_g11_inside_a_hook_it_is_the_right_repository(change: Console, *, linked: bool) -> None:
    """With GIT_DIR and GIT_INDEX_FILE set by git, each says what it says outside of the hook."""
    place = change
    if linked:
        change.git("worktree", "add", "-q", "-b", "other", "../linked")
        place = Console(change.folder.parent / "linked", change.home)
        place.write(GOAL, change.read(GOAL))
    said = change.folder.parent / "said"
    said.mkdir()
    hook = change.write(".git/hooks/pre-commit", HOOK.format(okrctl=OKRCTL, said=said))
    hook.chmod(0o755)
    place.git("commit", "-q", "-a", "--allow-empty", "-m", "another")
    hook.unlink()
    place.git("reset", "-q", "--mixed", "HEAD~1")
    outside = Here(place.folder, place.home)
    for found in sorted(said.glob("*.json")):
        ended = outside.okrctl(*found.stem.split(), "--format", "json")
        inside = int(found.with_suffix(".status").read_text())
        assert (inside, found.read_text()) == (ended.status, ended.out), found.stem
    assert len(list(said.glob("*.json"))) == 4


@pytest.mark.parametrize("path", ["/nonexistent", "fake"])
def test_g13_without_git_history_says_why(change: Console, tmp_path: Path, path: str) -> None:
    """Lint and status work; what is about history has status 3 and one line with the reason."""
    reason = "git is not installed, or not on the search path"
    if path == "fake":
        path, reason = str(tmp_path / "bin"), "git is older than 2.31"
        Path(path).mkdir()
        (Path(path) / "git").write_text("#!/bin/sh\necho --path-format=absolute\n")
        (Path(path) / "git").chmod(0o755)
    console = Here(change.folder, change.home, {"PATH": path})
    assert console.okrctl("status").status == 0
    assert console.okrctl("lint", "--select", "OKR0").status == 0
    log = console.okrctl("log")
    assert (log.status, reason in log.err) == (0, True)
    for words in (("review",), ("diff",), ("changelog", "--since", "main"), ("audit",),
                  ("status", "--at", "main")):  # fmt: skip
        ended = console.okrctl(*words)
        assert (ended.status, ended.out) == (3, ""), words
        assert reason in ended.err, words
        assert len(ended.err.splitlines()) <= 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors in /proc")
def test_g14_commands_leave_no_process_and_no_descriptor(change: Console) -> None:
    """As many descriptors and children after each command as before the first."""
    console = Here(change.folder, change.home)
    words = (("review",), ("diff", "main"), ("log",), ("audit",), ("status", "--at", "main"))
    for one in words:
        console.okrctl(*one)
    before = len(list(Path("/proc/self/fd").iterdir())), children()
    for one in words * 2:
        console.okrctl(*one)
    assert (len(list(Path("/proc/self/fd").iterdir())), children()) == before


def children() -> set[str]:
    """The processes that this one has started and that are still known, ended ones too."""
    own = str(os.getpid())
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if stat.read_text().rpartition(")")[2].split()[1] == own:
                found.add(stat.parent.name)
    return found
