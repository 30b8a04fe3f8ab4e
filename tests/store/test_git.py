from __future__ import annotations

import dataclasses
import os
import pty
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault, UsageError
from okrctl.store.git import Git, NoHistory, open_repository
from okrctl.store.history import dirty, head, read_commits, resolve
from okrctl.store.objects import head_blobs, read_blobs, staged
from okrctl.store.plan import NewFile
from okrctl.store.record import record
from okrctl.store.worktree import WorkTree
from store.place import Place

GOAL = "goals/2026-Q4/ops/calm.yaml"


def read_all(git: Git) -> None:
    """Every reading that this floor offers."""
    head(git)
    dirty(git, WorkTree(git.root).files())
    read_commits(git)
    staged(git)
    read_blobs(git, head_blobs(git).values())


def canary(repo: Place, name: str) -> str:
    """A program that says that it ran."""
    program = repo.root.parent / f"canary-{name}"
    program.write_text(f"#!/bin/sh\ntouch '{repo.root.parent}/ran-{name}'\ncat\n")
    program.chmod(0o755)
    return str(program)


def ran(repo: Place) -> list[str]:
    """The canaries that ran."""
    return sorted(path.name for path in repo.root.parent.glob("ran-*"))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("core.fsmonitor", "G01-fsmonitor"),
        ("core.pager", "G06-pager"),
        ("pager.log", "G06-pager-log"),
        ("core.editor", "G06-editor"),
        ("core.askPass", "G06-askpass"),
        ("core.sshCommand", "G06-ssh"),
        ("diff.external", "G03-external-diff"),
        ("gpg.program", "gpg"),
        ("core.alternateRefsCommand", "alternates"),
    ],
)
def test_g01_g03_g06_reading_runs_no_program_of_the_config(
    repo: Place, key: str, name: str
) -> None:
    """A program that the repository's config names is not started by any reading."""
    repo.run("config", key, canary(repo, name))
    repo.run("config", "log.showSignature", "true")
    repo.run("config", "diff.renames", "copies")
    repo.write(GOAL, "title: Releases are calmer\r\n")
    read_all(repo.git)
    assert ran(repo) == []


def test_g02_reading_runs_no_hook_and_writing_does(repo: Place) -> None:
    """A hook of the repository stays silent for readings and runs for a commit."""
    program = canary(repo, "G02")
    repo.hook("post-index-change", program)
    repo.hook("pre-commit", program)
    read_all(repo.git)
    assert ran(repo) == []
    record(repo.git, [NewFile("checkins/2026-Q4/ops/a.jsonl", b"{}\n")], "a")
    assert ran(repo) == ["ran-G02"]


def test_g02_a_hooks_folder_named_by_the_config_is_not_used_for_reading(repo: Place) -> None:
    """core.hooksPath of the repository has no effect on readings."""
    hooks = repo.root.parent / "hooks"
    hooks.mkdir()
    os.link(canary(repo, "G02-path"), hooks / "post-index-change")
    repo.run("config", "core.hooksPath", str(hooks))
    read_all(repo.git)
    assert ran(repo) == []


def test_g03_reading_runs_no_filter_and_no_text_conversion(repo: Place) -> None:
    """Programs that attributes name (textconv, clean, smudge, process, merge) are not started."""
    repo.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
    repo.run("config", "diff.evil.textconv", canary(repo, "G03-textconv"))
    repo.run("config", "diff.evil.command", canary(repo, "G03-command"))
    repo.run("config", "filter.evil.clean", canary(repo, "G03-clean"))
    repo.run("config", "filter.evil.smudge", canary(repo, "G03-smudge"))
    repo.run("config", "filter.evil.process", canary(repo, "G03-process"))
    repo.run("config", "merge.evil.driver", canary(repo, "G03-merge"))
    repo.write(GOAL, "title: Releases are calmer\r\n")
    read_all(repo.git)
    assert ran(repo) == []


def test_g06_reading_ends_on_a_terminal_without_a_prompt(repo: Place) -> None:
    """On a terminal a reading asks nothing, shows no pager, and ends."""
    repo.run("config", "core.pager", canary(repo, "G06-tty"))
    program = textwrap.dedent(f"""
        from pathlib import Path
        from okrctl.store.git import open_repository
        from okrctl.store.history import head, read_commits
        git = open_repository(Path({str(repo.root)!r}), {repo.environ!r})
        print(head(git).branch, len(read_commits(git)))
    """)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs,
        timeout=20, check=False,
    )  # fmt: skip
    os.close(theirs)
    assert done.returncode == 0
    assert os.read(ours, 1000).split() == [b"main", b"1"]
    os.close(ours)
    assert ran(repo) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a folder to somebody else needs root")
def test_g08_a_repository_of_somebody_else_is_refused_with_gits_advice(repo: Place) -> None:
    """A foreign-owned repository raises with the safe.directory command as the next step."""
    for place in (repo.root, repo.root / ".git"):
        os.chown(place, 4321, 4321)
    with pytest.raises(EnvironmentFault) as fault:
        open_repository(repo.root, repo.environ)
    assert fault.value.status == 3
    assert f"git config --global --add safe.directory {repo.root}" in (fault.value.next_step or "")
    assert "dubious ownership" in fault.value.output


@pytest.mark.parametrize("revision", ["--output=pwn", "-p", "nope", "", "HEAD:okrctl.yaml", "a b"])
def test_g09_a_revision_is_never_an_option(repo: Place, revision: str) -> None:
    """What a person types as a revision is one, or names no commit; no file appears."""
    before = repo.everything()
    with pytest.raises(UsageError):
        resolve(repo.git, revision)
    assert repo.everything() == before


def test_g09_a_ref_that_looks_like_an_option_is_a_revision(repo: Place) -> None:
    """A ref named --output=pwn resolves to its commit."""
    sha = repo.run("rev-parse", "HEAD").strip()
    (repo.git.git_dir / "refs/heads/--output=pwn").write_text(f"{sha}\n")
    assert resolve(repo.git, "refs/heads/--output=pwn") == sha


@pytest.mark.parametrize(
    "args",
    [
        ("status",), ("diff",), ("show", "HEAD"), ("merge-tree", "a", "b"), ("blame", "x"),
        ("log", "-p"), ("log", "--patch"), ("log", "--remerge-diff"), ("log", "--output=x"),
        ("log", "--format=%G?"), ("log", "--show-signature"), ("log", "--textconv"),
        ("cat-file", "--textconv", "HEAD:x"), ("cat-file", "--batch", "--filters"),
        ("config", "user.name", "evil"), ("ls-files", "-m"), ("commit",), ("add", "x"),
    ],
)  # fmt: skip
def test_reading_refuses_what_could_run_or_write(repo: Place, args: tuple[str, ...]) -> None:
    """A sub-command or an option outside the list is a bug of the caller."""
    with pytest.raises(ValueError, match=r"git|%G"):
        repo.git.read(*args)


def test_writing_refuses_all_but_its_few_commands(repo: Place) -> None:
    """WRITE adds, commits and resets paths, SHARE fetches and pushes, and nothing else."""
    with pytest.raises(ValueError, match="git push"):
        repo.git.write("push")
    with pytest.raises(ValueError, match="git commit"):
        repo.git.share("commit")


def test_sharing_never_asks_for_a_password(repo: Place) -> None:
    """At a terminal too: there is none for what git starts, and git itself is told not to ask."""
    program = repo.root.parent / "ssh"
    asked = "echo $GIT_TERMINAL_PROMPT; (: </dev/tty) 2>&1"
    program.write_text(f"#!/bin/sh\n{{ {asked}; }} > '{program}.said'\nexit 1\n")
    program.chmod(0o755)
    repo.run("remote", "add", "origin", "ssh://nowhere/x.git")
    git = dataclasses.replace(repo.git, environ={**repo.environ, "GIT_SSH": str(program)})
    assert git.share("fetch", "origin").status != 0
    prompts, tty = Path(f"{program}.said").read_text().splitlines()
    assert (prompts, "dev/tty" in tty) == ("0", True)


HOOK = """
unset GIT_CONFIG_NOSYSTEM
cd goals && exec "{python}" - <<'PYTHON'
import os
from pathlib import Path
from okrctl.store.git import open_repository
from okrctl.store.objects import staged, read_blobs
git = open_repository(Path(os.path.abspath(os.curdir)).parent, dict(os.environ))
index = staged(git)
path = "goals/2026-Q4/ops/calm.yaml"
(text,) = read_blobs(git, [index[path].blob]).values()
Path("{said}").write_text(f"{{git.top}}|{{text!r}}")
PYTHON
"""


@pytest.mark.parametrize("linked", [False, True], ids=["main", "worktree"])
def test_g11_inside_a_hook_the_index_of_the_commit_is_read(repo: Place, *, linked: bool) -> None:
    """In a pre-commit hook of `commit --only`, the blobs are those about to be committed."""
    said = repo.root.parent / "said"
    place = repo
    if linked:
        repo.run("worktree", "add", "-q", "../linked")
        place = Place(repo.root.parent / "linked", repo.environ)
    place.write("kpis/other.yaml", "title: Staged by somebody\n")
    place.run("add", "kpis/other.yaml")
    place.write(GOAL, "title: About to be committed\n")
    place.environ = {**place.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    place.hook(
        "pre-commit", f"cd '{place.root}' &&" + HOOK.format(python=sys.executable, said=said)
    )
    place.run("commit", "-q", "--only", "-m", "calm", "--", GOAL)
    assert said.read_text() == f"{place.root}|b'title: About to be committed\\n'"


def test_g11_outside_of_a_hook_git_variables_are_dropped(repo: Place, tmp_path: Path) -> None:
    """GIT_DIR of a shell does not lead to another repository."""
    other = Place(tmp_path / "other", repo.environ)
    other.root.mkdir()
    other.run("init", "-q")
    environ = {**repo.environ, "GIT_DIR": str(other.root / ".git"), "GIT_WORK_TREE": "/"}
    git = open_repository(repo.root, environ)
    assert isinstance(git, Git)
    assert git.top == repo.root


@pytest.mark.parametrize("path", ["", ".", "relative/bin", "/nonexistent"])
def test_g13_without_a_git_program_there_is_no_history(repo: Place, path: str) -> None:
    """No git on the search path is said; a git in the checkout is never taken for one."""
    program = repo.write("git", "#!/bin/sh\ntouch ran-git\n")
    program.chmod(0o755)
    found = open_repository(repo.root, {**repo.environ, "PATH": path})
    assert found == NoHistory(repo.root, "git is not installed, or not on the search path")
    assert not (repo.root / "ran-git").exists()


@pytest.mark.parametrize(
    "answer", ["echo --path-format=absolute", "echo bad --path-format >&2; exit 1"]
)
def test_g13_a_git_that_is_too_old_is_said(repo: Place, tmp_path: Path, answer: str) -> None:
    """A git that does not know `--path-format` is older than the oldest that will do."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "git"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    found = open_repository(repo.root, {**repo.environ, "PATH": str(tmp_path / "bin")})
    assert found == NoHistory(repo.root, "git is older than 2.31")


def test_g13_a_plain_folder_has_no_history(folder: Place) -> None:
    """Outside of a repository the reason is said, and the files are there all the same."""
    folder.write("okrctl.yaml", "okrctl: 1\n")
    found = open_repository(folder.root, folder.environ)
    assert found == NoHistory(folder.root, "this is not a git repository")
    assert list(WorkTree(folder.root).files()) == ["okrctl.yaml"]


def test_g13_broken_config_is_no_history(repo: Place) -> None:
    """A config that git cannot read is said in git's words."""
    (repo.root / ".git/config").write_text("[broken\n")
    found = open_repository(repo.root, repo.environ)
    assert isinstance(found, NoHistory)
    assert "bad config line 1" in found.reason


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors in /proc")
def test_g14_two_hundred_readings_leave_no_process_and_no_descriptor(repo: Place) -> None:
    """Descriptors and children are as many after 200 calls as before."""
    git = repo.git
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(66):
        head(git)
        read_blobs(git, head_blobs(git).values())
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_folder_that_vanished_is_an_environment_fault(repo: Place) -> None:
    """Git cannot run where there is no folder, and that is said."""
    with pytest.raises(EnvironmentFault, match="git cannot be run in"):
        open_repository(repo.root / "gone", repo.environ)


def test_the_root_may_lie_below_the_top(repo: Place) -> None:
    """A workspace in a sub-folder sees its own paths."""
    git = open_repository(repo.root / "goals", repo.environ)
    assert isinstance(git, Git)
    assert git.prefix == "goals/"
    assert list(head_blobs(git)) == ["2026-Q4/ops/calm.yaml"]


@pytest.mark.parametrize("name", ["a\u2028b", "a\x0cb c", "größe", "a\nb"])
def test_a_repository_may_lie_under_any_name(folder: Place, name: str) -> None:
    """Only a line break in the path is more than git can say, and that is a reason."""
    place = Place(folder.root / name, folder.environ)
    place.root.mkdir()
    place.run("init", "-q")
    found = open_repository(place.root, place.environ)
    if "\n" in name:
        assert isinstance(found, NoHistory)
        assert "line break" in found.reason
    else:
        assert isinstance(found, Git)
        assert found.top == place.root
