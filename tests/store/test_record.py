from __future__ import annotations

import pytest

from okrctl.errors import EnvironmentFault, Interrupted
from okrctl.store.durable import AtStep
from okrctl.store.git import open_repository
from okrctl.store.plan import EditedFile, NewFile, RemovedFile, RenamedFile
from okrctl.store.record import Recorded, record
from store.place import ENTRY, GOAL, Place, names_of


def test_a_new_file_is_one_commit_with_exactly_that_file(repo: Place) -> None:
    """The commit, its files and subject are returned; tree and index are clean."""
    recorded = record(repo.git, [ENTRY], "Check in on calm: 8 bugs\n\nOkrctl: checkin\n")
    sha = repo.run("rev-parse", "HEAD").strip()
    assert recorded == Recorded(sha, (ENTRY.path,), "Check in on calm: 8 bugs", None)
    assert names_of(repo) == [f"A {ENTRY.path}"]
    assert (repo.root / ENTRY.path).read_bytes() == ENTRY.data
    assert repo.run("status", "--porcelain") == ""
    assert repo.run("log", "-1", "--format=%(trailers:only)").strip() == "Okrctl: checkin"
    assert repo.is_settled()


def test_files_edits_renames_and_removals_are_one_commit(repo: Place) -> None:
    """`mv` and `pack` change several files in different ways at once; modes stay."""
    repo.commit(**{"kpis/old.yaml": "title: Old\n", "kpis/gone.yaml": "title: Gone\n"})
    (repo.root / GOAL).chmod(0o600)
    recorded = record(
        repo.git,
        [
            ENTRY,
            EditedFile(GOAL, b"title: Releases are calm\n", b"title: Releases are dull\n"),
            RenamedFile("kpis/old.yaml", "kpis/sub/new.yaml", b"title: Old\n", b"title: Old\n"),
            RemovedFile("kpis/gone.yaml", b"title: Gone\n"),
        ],
        "all at once",
    )
    changed = [f"A {ENTRY.path}", "A kpis/sub/new.yaml", "D kpis/gone.yaml", "D kpis/old.yaml"]
    assert names_of(repo) == [*changed, f"M {GOAL}"]
    assert list(recorded.files) == sorted(name[2:] for name in names_of(repo))
    assert repo.run("status", "--porcelain") == ""
    assert (repo.root / GOAL).stat().st_mode & 0o777 == 0o600


def test_without_a_commit_only_the_files_are_written(repo: Place) -> None:
    """`--no-commit` leaves HEAD and the index alone."""
    head = repo.run("rev-parse", "HEAD")
    recorded = record(repo.git, [ENTRY], "later", commit=False)
    assert recorded == Recorded(None, (ENTRY.path,), "later")
    assert repo.run("rev-parse", "HEAD") == head
    assert repo.run("status", "--porcelain").split() == ["??", "checkins/"]
    assert repo.is_settled()


def test_a_plain_folder_takes_files_and_refuses_a_commit(folder: Place) -> None:
    """Without a repository `--no-commit` works, and a commit is exit 3 with both ways out."""
    nowhere = open_repository(folder.root, folder.environ)
    with pytest.raises(EnvironmentFault, match="this is not a git repository") as fault:
        record(nowhere, [ENTRY], "never")
    assert "git init" in (fault.value.next_step or "")
    assert "--no-commit" in (fault.value.next_step or "")
    assert list(folder.root.iterdir()) == []
    assert record(nowhere, [ENTRY], "so be it", commit=False).files == (ENTRY.path,)
    assert (folder.root / ENTRY.path).read_bytes() == ENTRY.data


def test_a_plain_folder_is_as_before_when_the_second_file_fails(folder: Place) -> None:
    """All files of a run or none, also without git."""
    folder.write("kpis", "a file where a folder is needed\n")
    nowhere = open_repository(folder.root, folder.environ)
    with pytest.raises(EnvironmentFault):
        record(nowhere, [ENTRY, NewFile("kpis/a.yaml", b"")], "never", commit=False)
    assert [path.name for path in folder.root.iterdir()] == ["kpis"]


def test_a_file_that_appears_meanwhile_is_left_alone(repo: Place) -> None:
    """Somebody who takes the name first keeps it, byte for byte, and nothing else is left."""

    def take_the_name(step: str) -> None:
        if step.startswith("written"):
            repo.write(ENTRY.path, "theirs\n")

    with pytest.raises(EnvironmentFault, match="exists already"):
        record(repo.git, [ENTRY], "never", at_step=take_the_name)
    assert (repo.root / ENTRY.path).read_text() == "theirs\n"
    assert repo.is_settled()


def test_an_edit_that_appears_meanwhile_is_left_alone(repo: Place) -> None:
    """What an editor saves while we write is kept, and the other files are taken back."""

    def save(step: str) -> None:
        if step == "written calm.yaml":
            repo.write(GOAL, "title: Saved by an editor\n")

    edit = EditedFile(GOAL, b"title: Releases are calm\n", b"title: Ours\n")
    with pytest.raises(EnvironmentFault, match="changed since it was read"):
        record(repo.git, [ENTRY, edit], "never", at_step=save)
    assert (repo.root / GOAL).read_text() == "title: Saved by an editor\n"
    assert not (repo.root / ENTRY.path).exists()
    assert repo.is_settled()


def test_a_goal_that_a_hook_rewrites_before_it_refuses_is_left_alone_and_named(
    repo: Place,
) -> None:
    """What is neither our text nor the old one may be somebody's: it is said, not overwritten."""
    repo.hook("pre-commit", f"echo '# by a hook' >> {GOAL}; exit 1")
    edit = EditedFile(GOAL, b"title: Releases are calm\n", b"title: Ours\n")
    with pytest.raises(EnvironmentFault, match=f"left alone: {GOAL}"):
        record(repo.git, [ENTRY, edit], "never")
    assert (repo.root / GOAL).read_text() == "title: Ours\n# by a hook\n"
    assert not (repo.root / ENTRY.path).exists()
    assert repo.run("diff", "--cached", "--name-only") == ""


@pytest.mark.parametrize("step", ["checked", "noted", "written", "linked", "made", "added"])
def test_d15_ctrl_c_at_any_step_leaves_all_as_before(repo: Place, step: str) -> None:
    """Between two steps: exit 130, and nothing was written."""
    before = repo.everything()
    with pytest.raises(Interrupted, match="nothing was written") as stopped:
        record(repo.git, [ENTRY], "never", at_step=interrupted_at(step))
    assert stopped.value.status == 130
    assert repo.everything() == before
    assert repo.is_settled()


def test_d15_ctrl_c_just_after_the_commit_is_too_late(repo: Place) -> None:
    """The commit that git made is returned."""
    recorded = record(repo.git, [ENTRY], "made", at_step=interrupted_at("committed"))
    assert recorded.commit == repo.run("rev-parse", "HEAD").strip()
    assert repo.is_settled()


@pytest.mark.parametrize("step", ["written", "linked", "made"])
def test_d15_ctrl_c_in_a_plain_folder_leaves_it_as_before(folder: Place, step: str) -> None:
    """Without git too: all of the files or none, and no folder of ours."""
    nowhere = open_repository(folder.root, folder.environ)
    with pytest.raises(Interrupted):
        record(nowhere, [ENTRY], "never", commit=False, at_step=interrupted_at(step))
    assert list(folder.root.iterdir()) == []


def interrupted_at(wanted: str) -> AtStep:
    """A watcher of steps that gets Ctrl-C when the wanted one is done."""

    def at_step(step: str) -> None:
        if step.startswith(wanted):
            raise KeyboardInterrupt

    return at_step
