from __future__ import annotations

import os

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git, open_repository
from okrctl.store.history import (
    Commit,
    FileChanged,
    Head,
    dirty,
    head,
    last_commit_by,
    read_commits,
)
from okrctl.store.noting import NotingTree
from okrctl.store.objects import blob_id, head_blobs, read_blobs, staged
from okrctl.store.plan import NewFile
from okrctl.store.record import record
from okrctl.store.worktree import WorkTree
from store.place import ENTRY, GOAL, Place


def test_head_is_a_commit_and_its_branch(repo: Place) -> None:
    """A branch with slashes keeps them."""
    repo.run("switch", "-q", "-c", "feature/x")
    assert head(repo.git) == Head(repo.run("rev-parse", "HEAD").strip(), "feature/x", None)


def test_a_branch_without_a_commit_is_known_by_name(folder: Place) -> None:
    """Before the first commit there is a branch and nothing on it."""
    folder.run("init", "-q")
    assert head(folder.git) == Head(None, "main", None)
    assert read_commits(folder.git) == ()


def test_a_detached_head_has_no_branch(repo: Place) -> None:
    """Detached, HEAD is a commit alone."""
    repo.run("checkout", "-q", "--detach")
    assert head(repo.git).branch is None


def test_files_named_like_revisions_do_not_confuse(folder: Place) -> None:
    """A checkout may hold files called HEAD and @{upstream}."""
    folder.run("init", "-q")
    folder.write("HEAD", "")
    folder.write("@{upstream}", "")
    assert head(folder.git) == Head(None, "main", None)
    folder.commit()
    assert head(folder.git).branch == "main"
    assert head(folder.git).upstream is None
    assert len(read_commits(folder.git)) == 1


def test_an_upstream_is_known_by_its_full_name(repo: Place) -> None:
    """The ref that the branch follows."""
    repo.run("branch", "other")
    repo.run("branch", "-q", "--set-upstream-to=other")
    assert head(repo.git).upstream == "refs/heads/other"


def test_commits_come_newest_first_with_what_they_changed(repo: Place) -> None:
    """Paths are below the root, each with its status and the blobs before and after."""
    old = head_blobs(repo.git)[GOAL]
    repo.run("rm", "-q", "okrctl.yaml")
    sha = repo.commit("two\n\nbody\n", **{GOAL: "title: x\n", "a b\nc.txt": "new"})
    newest, first = read_commits(repo.git)
    assert newest.sha == sha
    assert newest.parents == (first.sha,)
    assert (newest.author_name, newest.author_email) == ("Mira", "mira@acme.example")
    assert newest.message == "two\n\nbody"
    assert newest.subject == "two"
    assert newest.files == (
        FileChanged("a b\nc.txt", "A", None, blob_id(b"new", "sha1")),
        FileChanged(GOAL, "M", old, blob_id(b"title: x\n", "sha1")),
        FileChanged("okrctl.yaml", "D", blob_id(b"okrctl: 1\n", "sha1"), None),
    )
    assert [one.status for one in first.files] == ["A", "A"]


def test_no_more_commits_than_asked_for(repo: Place) -> None:
    """The limit counts commits, also those that changed no file."""
    for number in range(4):
        repo.commit(f"empty {number}")
    assert [one.subject for one in read_commits(repo.git, 2)] == ["empty 3", "empty 2"]
    assert len(read_commits(repo.git)) == 5


def test_a_merge_has_two_parents_and_no_files(repo: Place) -> None:
    """Repository settings about merges change nothing."""
    repo.run("config", "log.diffMerges", "first-parent")
    repo.run("switch", "-q", "-c", "other")
    repo.commit("theirs", **{"kpis/a.yaml": "1"})
    repo.run("switch", "-q", "main")
    repo.commit("ours", **{"kpis/b.yaml": "2"})
    repo.run("merge", "-q", "--no-edit", "other")
    merge = read_commits(repo.git)[0]
    assert len(merge.parents) == 2
    assert merge.files == ()


def test_settings_of_the_repository_do_not_change_what_is_read(repo: Place) -> None:
    """Colours, renames, roots, notes and a mailmap leave the commits as they are."""
    before = read_commits(repo.git)
    repo.write(".mailmap", "Somebody Else <else@acme.example> <mira@acme.example>\n")
    for key, text in {
        "color.ui": "always",
        "diff.renames": "copies",
        "log.showRoot": "false",
        "log.mailmap": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "diff.noprefix": "true",
        "diff.relative": "false",
        "core.quotePath": "true",
        "i18n.logOutputEncoding": "latin-1",
        "notes.displayRef": "refs/notes/*",
    }.items():
        repo.run("config", key, text)
    assert read_commits(repo.git) == before


@pytest.mark.parametrize(
    ("message", "trailers"),
    [
        ("subject", {}),
        ("Okrctl: checkin", {}),
        ("subject\n\nOkrctl: checkin\n", {"Okrctl": "checkin"}),
        ("subject\n\nbody\n\nOkrctl: undo\nReverts: abc\n", {"Okrctl": "undo", "Reverts": "abc"}),
        ("subject\n\nOkrctl: checkin\n\nthe end\n", {}),
    ],
)
def test_trailers_are_the_last_paragraph(message: str, trailers: dict[str, str]) -> None:
    """`Key: value` lines count where git counts them: in the last of several paragraphs."""
    assert Commit("", (), "", "", "", "", "", "", message, ()).trailers == trailers


def test_the_last_commit_of_a_person_is_one_of_okrctl(repo: Place) -> None:
    """Others' commits, commits by hand and those of another workspace do not count."""
    record(repo.git, [ENTRY], "mine\n\nOkrctl: checkin\n")
    theirs = Place(repo.root, repo.environ | {"GIT_AUTHOR_EMAIL": "tomas@acme.example"})
    record(theirs.git, [NewFile("kpis/a.yaml", b"1")], "theirs\n\nOkrctl: new\n")
    repo.commit("by hand", **{"kpis/b.yaml": "2"})
    found = last_commit_by(repo.git, "MIRA@acme.example")
    assert found is not None
    assert found.subject == "mine"
    assert last_commit_by(repo.git, "nobody@acme.example") is None
    elsewhere = open_repository(repo.root / "goals", repo.environ)
    assert isinstance(elsewhere, Git)
    assert last_commit_by(elsewhere, "mira@acme.example") is None


def test_dirty_are_changed_untracked_and_deleted_files(repo: Place) -> None:
    """Each is compared with HEAD by its bytes, whatever the index holds."""
    repo.write(GOAL, "title: Changed\n")
    repo.write("kpis/new.yaml", "x\n")
    repo.run("add", "-A")
    (repo.root / "okrctl.yaml").unlink()
    assert dirty(repo.git, [GOAL, "kpis/new.yaml", "okrctl.yaml", "nowhere"]) == {
        GOAL,
        "kpis/new.yaml",
        "okrctl.yaml",
    }


def test_before_the_first_commit_every_file_is_dirty(folder: Place) -> None:
    """Nothing is in HEAD yet."""
    folder.run("init", "-q")
    folder.write("okrctl.yaml", "okrctl: 1\r\n")
    assert dirty(folder.git, ["okrctl.yaml"]) == {"okrctl.yaml"}


def test_more_paths_than_a_command_line_holds(repo: Place) -> None:
    """Thousands of files are compared with the same few processes."""
    names = {f"kpis/{'x' * 200}{number}.yaml": "x\r\n" for number in range(1500)}
    repo.commit(**names)
    repo.write("kpis/one-more.yaml", "x\r\n")
    assert dirty(repo.git, [*names, "kpis/one-more.yaml"]) == {"kpis/one-more.yaml"}


def test_a_sha256_repository_is_compared_by_its_own_ids(folder: Place) -> None:
    """The object format is the repository's."""
    folder.run("init", "-q", "--object-format=sha256")
    folder.commit(**{"okrctl.yaml": "okrctl: 1\n"})
    assert dirty(folder.git, ["okrctl.yaml"]) == set()
    recorded = record(folder.git, [ENTRY], "long ids")
    assert recorded.commit == head(folder.git).commit
    assert len(recorded.commit or "") == 64


def test_blobs_are_read_by_id_in_one_process(repo: Place) -> None:
    """Any bytes, also none; an id that is not there is named."""
    repo.commit(**{"kpis/empty.yaml": "", "kpis/odd.yaml": "\n\n\0x"})
    ids = head_blobs(repo.git)
    texts = read_blobs(repo.git, ids.values())
    assert texts[ids["kpis/empty.yaml"]] == b""
    assert texts[ids["kpis/odd.yaml"]] == b"\n\n\0x"
    assert texts[ids["okrctl.yaml"]] == b"okrctl: 1\n"
    assert read_blobs(repo.git, []) == {}
    with pytest.raises(EnvironmentFault, match="is missing"):
        read_blobs(repo.git, ["1" * 40])


def test_the_index_is_read_with_its_conflicts(repo: Place) -> None:
    """A path in conflict is not merged; the others are, with their blobs."""
    repo.run("switch", "-q", "-c", "other")
    repo.commit("other", **{GOAL: "title: Theirs\n"})
    repo.run("switch", "-q", "main")
    repo.commit("ours", **{GOAL: "title: Ours\n"})
    repo.run("merge", "other", fine=(1,))
    index = staged(repo.git)
    assert not index[GOAL].merged
    assert index["okrctl.yaml"].merged
    assert index["okrctl.yaml"].blob == blob_id(b"okrctl: 1\n", "sha1")


def test_links_are_compared_as_links_and_what_is_no_file_is_dirty(repo: Place) -> None:
    """A committed link is clean as long as it points where it did; a pipe is never opened."""
    (repo.root / "kpis").mkdir()
    (repo.root / "kpis/a.yaml").symlink_to("/dev/zero")
    repo.commit()
    (repo.root / GOAL).unlink()
    os.mkfifo(repo.root / GOAL)
    paths = WorkTree(repo.root).files()
    assert dirty(repo.git, paths) == {GOAL}
    (repo.root / "kpis/a.yaml").unlink()
    (repo.root / "kpis/a.yaml").symlink_to("/dev/null")
    assert dirty(repo.git, paths) == {GOAL, "kpis/a.yaml"}
    assert "kpis/a.yaml" not in head_blobs(repo.git)


def test_a_file_that_was_read_is_not_read_again(repo: Place) -> None:
    """What was noted on reading tells that HEAD holds it; whatever is noted otherwise is read."""
    tree = NotingTree(WorkTree(repo.git.root))
    files = tree.files()
    for blob in files.values():
        blob.read()
    assert dirty(repo.git, files, tree.ids) == dirty(repo.git, files) == set()
    (repo.git.root / GOAL).write_text("title: Something else\n")
    assert dirty(repo.git, files, tree.ids) == set()
    assert dirty(repo.git, files, {**tree.ids, GOAL: "0" * 40}) == {GOAL}
    assert dirty(repo.git, files) == {GOAL}
