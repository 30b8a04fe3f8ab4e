from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.git import open_repository
from okrctl.store.plan import EditedFile, NewFile
from okrctl.store.record import record
from store.place import ENTRY, GOAL, Place, names_of, refused


@pytest.mark.parametrize("again", ["title: Releases are calm\n", "title: Changed again\n"])
def test_d04_a_half_staged_file_is_refused(repo: Place, again: str) -> None:
    """A file with staged changes is not edited, also when the disk equals HEAD again."""
    repo.write(GOAL, "title: Staged\n")
    repo.run("add", "-A")
    repo.write(GOAL, again)
    fault = refused(repo, EditedFile(GOAL, again.encode(), b"x"), match="has staged changes")
    assert "git restore --staged" in (fault.next_step or "")


def test_an_edit_of_what_differs_from_head_is_refused(repo: Place) -> None:
    """A file with changes of its own would carry them into the commit."""
    repo.write(GOAL, "title: Mine, not committed\n")
    edit = EditedFile(GOAL, b"title: Mine, not committed\n", b"x")
    refused(repo, edit, match="has changes that are not committed")


def test_an_edit_of_what_is_not_committed_is_refused(repo: Place) -> None:
    """An untracked file has no HEAD to compare with."""
    repo.write("kpis/a.yaml", "title: New\n")
    refused(repo, EditedFile("kpis/a.yaml", b"title: New\n", b"x"), match="is not committed yet")


def test_an_edit_of_what_changed_since_it_was_read_is_refused(repo: Place) -> None:
    """The bytes that the edit was computed from must still be there."""
    refused(repo, EditedFile(GOAL, b"title: Something else\n", b"x"), match="changed since it was")


def test_a_new_file_is_never_written_over_another(repo: Place) -> None:
    """A path that exists is refused, committed or not."""
    refused(repo, NewFile(GOAL, b"x"), match="exists already")


def test_a_new_file_that_the_index_knows_is_refused(repo: Place) -> None:
    """Deleted on the disk and not in git: whether it goes is to be decided first."""
    (repo.root / GOAL).unlink()
    refused(repo, NewFile(GOAL, b"x"), match="is in git's index and not on the disk")


STOPPED = {
    "merge": ("git merge other", "git merge --continue"),
    "cherry-pick": ("git cherry-pick other", "git cherry-pick --continue"),
    "revert": ("git revert --no-edit HEAD~1", "git revert --continue"),
    "rebase": ("git rebase other", "git rebase --continue"),
    "git am": ("git format-patch -q -1 other --stdout | git am", "git am --continue"),
    "bisect": ("git bisect start HEAD HEAD~1", "git bisect reset"),
}


@pytest.mark.parametrize("name", STOPPED)
def test_d05_a_stopped_operation_is_refused_before_writing(repo: Place, name: str) -> None:
    """Its abort would drop the check-in: it is to be finished first, by the command named."""
    command, finish = STOPPED[name]
    repo.run("switch", "-q", "-c", "other")
    repo.commit("other", **{GOAL: "title: Theirs\n"})
    repo.run("switch", "-q", "main")
    repo.commit("one", **{GOAL: "title: Ours\n"})
    repo.commit("two", **{GOAL: "title: Ours, again\n"})
    subprocess.run(
        ["sh", "-c", command], cwd=repo.root, env=repo.environ, capture_output=True, check=False
    )
    fault = refused(repo, match=f"a {name} is in progress")
    assert finish in (fault.next_step or "")


def test_d06_a_detached_head_is_refused(repo: Place) -> None:
    """A commit that belongs to no branch is soon lost."""
    repo.run("checkout", "-q", "--detach")
    fault = refused(repo, match="HEAD is detached")
    assert "git switch" in (fault.next_step or "")


def test_d06_the_first_commit_of_a_repository_works(folder: Place) -> None:
    """An unborn branch takes its first commit, and a failing hook leaves it unborn."""
    folder.run("init", "-q")
    folder.hook("pre-commit", "exit 1")
    refused(folder)
    (folder.root / ".git/hooks/pre-commit").unlink()
    recorded = record(folder.git, [ENTRY], "first")
    assert recorded.commit == folder.run("rev-parse", "HEAD").strip()
    assert names_of(folder) == [f"A {ENTRY.path}"]


def test_d06_a_bare_repository_is_exit_3(folder: Place) -> None:
    """There is no working tree to write to."""
    folder.run("init", "-q", "--bare")
    nowhere = open_repository(folder.root, folder.environ)
    with pytest.raises(EnvironmentFault, match="a bare repository has no working tree"):
        record(nowhere, [ENTRY], "never")


def test_d06_a_linked_work_tree_works(repo: Place) -> None:
    """Its own branch, its own lock and note."""
    repo.run("worktree", "add", "-q", "../linked")
    linked = Place(repo.root.parent / "linked", repo.environ)
    record(linked.git, [ENTRY], "linked")
    assert names_of(linked) == [f"A {ENTRY.path}"]
    assert (repo.root / ".git/worktrees/linked/okrctl.lock").exists()
    assert repo.run("status", "--porcelain") == ""


def test_d06_a_submodule_works(repo: Place) -> None:
    """The commit lands in the submodule, whose git folder lies in the outer repository."""
    outer = Place(repo.root.parent / "outer", repo.environ)
    outer.root.mkdir()
    outer.run("init", "-q")
    outer.run("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repo.root), "okrs")
    outer.commit("with goals")
    inner = Place(outer.root / "okrs", repo.environ)
    record(inner.git, [ENTRY], "inner")
    assert names_of(inner) == [f"A {ENTRY.path}"]
    assert inner.git.git_dir == outer.root / ".git/modules/okrs"


def test_d07_without_an_identity_nothing_is_written(repo: Place) -> None:
    """Git does not know who commits: exit 3 with the two settings."""
    (Path(repo.environ["HOME"]) / ".gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    fault = refused(repo, match="git does not know who you are")
    assert "user.email" in (fault.next_step or "")


def test_d07_an_identity_from_the_environment_counts(repo: Place) -> None:
    """CI says who it is by GIT_* variables."""
    (Path(repo.environ["HOME"]) / ".gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    who = {"NAME": "CI", "EMAIL": "ci@acme.example"}
    for role in ("AUTHOR", "COMMITTER"):
        repo.environ |= {f"GIT_{role}_{key}": text for key, text in who.items()}
    record(repo.git, [ENTRY], "from CI")
    assert repo.run("log", "-1", "--format=%an %ae").strip() == "CI ci@acme.example"


@pytest.mark.parametrize("ignored", ["*.jsonl", "checkins/", "/checkins/**/ops/*"])
def test_an_ignored_path_is_refused_with_the_rule(repo: Place, ignored: str) -> None:
    """The file and line that ignore it are named before anything is written."""
    repo.commit(**{".gitignore": f"# ours\n{ignored}\n"})
    fault = refused(repo, match=r"is ignored by git: \.gitignore:2 says")
    assert ignored in fault.message


def test_a_path_that_is_ignored_and_allowed_again_is_fine(repo: Place) -> None:
    """A later `!` rule wins."""
    repo.commit(**{".gitignore": "*.jsonl\n!checkins/**/*.jsonl\n"})
    assert record(repo.git, [ENTRY], "allowed").files == (ENTRY.path,)


def test_nothing_is_written_through_a_link(repo: Place, tmp_path: Path) -> None:
    """A folder that is a link could lead out of the workspace."""
    (tmp_path / "elsewhere").mkdir()
    (repo.root / "checkins").symlink_to(tmp_path / "elsewhere")
    refused(repo, match="is not a plain folder")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_linked_goal_file_is_not_edited(repo: Place, tmp_path: Path) -> None:
    """Replacing a link by a file, or its target, is nothing that an edit may do."""
    (tmp_path / "secret").write_text("secret\n")
    (repo.root / "kpis").mkdir()
    (repo.root / "kpis/a.yaml").symlink_to(tmp_path / "secret")
    refused(repo, EditedFile("kpis/a.yaml", b"secret\n", b"x"), match="is not a plain file")


def test_a_file_where_a_folder_belongs_is_refused(repo: Place) -> None:
    """`checkins` may be a file by mistake."""
    repo.commit(checkins="a file\n")
    refused(repo, match="checkins is not a plain folder")
