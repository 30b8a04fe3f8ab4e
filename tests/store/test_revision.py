"""Trees of git: what is committed and what is staged, whatever lies on disk."""

from __future__ import annotations

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.revision import read_at, revision_tree, staged_tree
from store.place import GOAL, Place


def test_a_revision_holds_what_was_committed(repo: Place) -> None:
    """Files on disk, and those that a workspace does not read, are not in it."""
    first = repo.git.read("rev-parse", "HEAD").decode().strip()
    repo.commit("more", **{"kpis/coverage.yaml": "title: Coverage\n", "notes.md": "none\n"})
    repo.write(GOAL, "title: On disk\n")
    files = revision_tree(repo.git, "HEAD").files()
    assert list(files) == [GOAL, "kpis/coverage.yaml", "okrctl.yaml"]
    assert files[GOAL].read() == b"title: Releases are calm\n"
    assert list(revision_tree(repo.git, first).files()) == [GOAL, "okrctl.yaml"]


def test_what_is_staged_is_neither_head_nor_disk(repo: Place) -> None:
    """The index alone counts."""
    repo.write(GOAL, "title: Staged\n")
    repo.run("add", GOAL)
    repo.write(GOAL, "title: On disk\n")
    repo.write("goals/2026-Q4/ops/new.yaml", "title: Untracked\n")
    files = staged_tree(repo.git).files()
    assert {path: blob.read() for path, blob in files.items()} == {
        GOAL: b"title: Staged\n",
        "okrctl.yaml": b"okrctl: 1\n",
    }


def test_a_workspace_below_the_top_sees_its_own(repo: Place) -> None:
    """Paths are below the root of the workspace."""
    repo.commit("below", **{f"acme/{GOAL}": "title: Below\n", "acme/okrctl.yaml": "okrctl: 1\n"})
    git = repo.git.at("acme/")
    for tree in (revision_tree(git, "HEAD"), staged_tree(git)):
        assert list(tree.files()) == [GOAL, "okrctl.yaml"]
        assert tree.files()[GOAL].read() == b"title: Below\n"
    assert read_at(git, "HEAD", GOAL) == b"title: Below\n"


def test_a_link_is_named_and_not_followed(repo: Place) -> None:
    """A link has no bytes, whatever it points at."""
    (repo.root / "goals/2026-Q4/ops/link.yaml").symlink_to("/etc/passwd")
    repo.commit("a link")
    for tree in (revision_tree(repo.git, "HEAD"), staged_tree(repo.git)):
        blob = tree.files()["goals/2026-Q4/ops/link.yaml"]
        assert (blob.problem, blob.size) == ("a link, not a file", 0)
    assert read_at(repo.git, "HEAD", "goals/2026-Q4/ops/link.yaml") is None


def test_any_file_of_a_revision_can_be_read(repo: Place) -> None:
    """None where there is no such file; a path is no pattern."""
    repo.commit("a baseline", **{"lint.json": "{}\n"})
    assert read_at(repo.git, "HEAD", "lint.json") == b"{}\n"
    assert read_at(repo.git, "HEAD", "l*.json") is None
    assert read_at(repo.git, "HEAD", "goals") is None


def test_an_unmerged_path_is_refused(repo: Place) -> None:
    """What would be committed is not known yet."""
    main = repo.run("symbolic-ref", "--short", "HEAD").strip()
    repo.run("switch", "-q", "-c", "other")
    repo.commit("theirs", **{GOAL: "title: Theirs\n"})
    repo.run("switch", "-q", main)
    repo.commit("ours", **{GOAL: "title: Ours\n"})
    repo.run("merge", "-q", "other", fine=(1,))
    with pytest.raises(EnvironmentFault, match="unresolved conflict"):
        staged_tree(repo.git)
