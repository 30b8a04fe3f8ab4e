from __future__ import annotations

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.journal import Unfinished, begin
from okrctl.store.plan import Change, NewFile
from okrctl.store.record import record
from okrctl.store.resume import discard, resume, unfinished
from store.driver import PLAN, STEPS, said_by, start
from store.place import ENTRY, GOAL, Place, names_of

CHANGED = [
    f"A {ENTRY.path}",
    "A kpis/sub/new.yaml",
    "D kpis/old.yaml",
    f"M {GOAL}",
]


@pytest.fixture
def goals(repo: Place) -> Place:
    """A repository in which the plan of the driver can be carried out."""
    repo.commit(**{"kpis/old.yaml": "title: Old\n"})
    repo.write("notes.txt", "staged by somebody\n")
    repo.run("add", "notes.txt")
    return repo


def killed(place: Place, step: str) -> Unfinished | None:
    """What is found after a run that was killed when `step` was done."""
    process = start(place, die_at=step)
    assert said_by(process) == ""
    assert process.returncode == -9
    return unfinished(place.git)


def is_new(place: Place) -> bool:
    """Whether exactly one commit, of exactly the plan, was made, and nothing is left to do."""
    subjects = place.run("log", "--format=%s").splitlines()
    assert subjects == ["all kinds at once", "goals", "the goals"]
    assert names_of(place) == CHANGED
    assert place.run("status", "--porcelain").splitlines() == ["A  notes.txt"]
    return place.is_settled()


def test_the_steps_are_those_that_are_tried(goals: Place) -> None:
    """A run reports each step in order, so that none is left untested."""
    steps: list[str] = []
    record(goals.git, PLAN, "all kinds at once", at_step=steps.append)
    assert tuple(steps) == STEPS
    assert is_new(goals)


@pytest.mark.parametrize("step", STEPS)
def test_d01_a_run_killed_at_any_step_can_be_finished(goals: Place, step: str) -> None:
    """The state is old, new, or resumed to new; nothing is lost or doubled."""
    before = goals.everything()
    left = killed(goals, step)
    if step == "checked":
        assert left is None
        assert goals.everything() == before
    elif step == "committed":
        assert left is None
    else:
        assert left is not None
        assert left.subject == "all kinds at once"
        assert resume(goals.git, left).files == tuple(sorted(name[2:] for name in CHANGED))
        assert is_new(goals)
    assert unfinished(goals.git) is None


@pytest.mark.parametrize("step", STEPS[1:-1])
def test_d01_a_run_killed_at_any_step_can_be_discarded(goals: Place, step: str) -> None:
    """Files, index and refs are as before the run, byte for byte."""
    before = goals.everything()
    left = killed(goals, step)
    assert left is not None
    assert discard(goals.git, left) == ()
    assert goals.everything() == before
    assert goals.is_settled()
    assert unfinished(goals.git) is None


@pytest.mark.parametrize("step", ["noted", "added", "committed"])
def test_d01_the_next_check_in_refuses_until_it_is_settled(goals: Place, step: str) -> None:
    """One unfinished check-in is enough; one that died after its commit is in nobody's way."""
    killed(goals, step)
    other = NewFile("checkins/2026-Q4/ops/other.jsonl", b"{}\n")
    if step == "committed":
        record(goals.git, [other], "the next")
        assert goals.is_settled()
        return
    with pytest.raises(EnvironmentFault, match="was not finished: all kinds at once") as fault:
        record(goals.git, [other], "the next")
    assert "--resume" in (fault.value.next_step or "")
    assert "--discard" in (fault.value.next_step or "")
    assert not (goals.root / other.path).exists()


def test_d01_git_that_outlives_its_killed_caller_is_not_repeated(goals: Place) -> None:
    """When only okrctl dies, git makes the commit: the check-in is whole and not offered again."""
    goals.hook("pre-commit", "kill -9 $(ps -o ppid= -p $PPID); sleep 0.3")
    process = start(goals)
    said_by(process)
    assert process.returncode == -9
    left = unfinished(goals.git)
    goals.hook("pre-commit", "exit 0")
    if left is not None:
        assert resume(goals.git, left).commit == goals.run("rev-parse", "HEAD").strip()
        assert is_new(goals)
    assert names_of(goals) == CHANGED


def test_d01_discarding_waits_for_git_that_outlives_its_killed_caller(goals: Place) -> None:
    """A commit that is still being made is not undone behind git's back."""
    goals.hook("pre-commit", "kill -9 $(ps -o ppid= -p $PPID); sleep 1")
    said_by(start(goals))
    left = unfinished(goals.git)
    assert left is not None
    with pytest.raises(EnvironmentFault, match="was committed after all"):
        discard(goals.git, left)
    assert names_of(goals) == CHANGED
    assert goals.run("status", "--porcelain").splitlines() == ["A  notes.txt"]
    assert unfinished(goals.git) is None


def test_d01_git_killed_too_leaves_its_lock_which_is_named(
    goals: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock of a dead git is not ours to delete; once it is gone the check-in is finished."""
    monkeypatch.setattr("okrctl.store.committing.PATIENCE_SECONDS", 0.3)
    goals.hook("pre-commit", "kill -9 $(ps -o ppid= -p $PPID) $PPID")
    said_by(start(goals))
    goals.hook("pre-commit", "exit 0")
    left = unfinished(goals.git)
    assert left is not None
    lock = goals.git.git_dir / "index.lock"
    with pytest.raises(EnvironmentFault, match=r"index\.lock is held"):
        resume(goals.git, left)
    assert lock.exists()
    lock.unlink()
    resume(goals.git, left)
    assert is_new(goals)


def test_a_workspace_below_the_top_is_resumed_from_anywhere_in_it(goals: Place) -> None:
    """The note says which workspace it belongs to."""
    inner = Place(goals.root / "goals", goals.environ).git
    change = Change("note.jsonl", None, b"{}\n")
    begin(inner, Unfinished("goals/", (change,), "inner", commit=True, head_blobs={}))
    left = unfinished(goals.git)
    assert left is not None
    resume(goals.git, left)
    assert names_of(goals) == ["A goals/note.jsonl"]


def test_what_somebody_changed_since_stays(goals: Place) -> None:
    """Neither finishing nor discarding writes over a file that is neither old nor new."""
    left = killed(goals, "added")
    assert left is not None
    goals.write(GOAL, "title: Written after the crash\n")
    with pytest.raises(EnvironmentFault, match="was changed since the check-in stopped"):
        resume(goals.git, left)
    assert discard(goals.git, left) == (GOAL,)
    assert (goals.root / GOAL).read_text() == "title: Written after the crash\n"
    assert not (goals.root / ENTRY.path).exists()
    assert (goals.root / "kpis/old.yaml").read_text() == "title: Old\n"


def test_what_is_finished_is_not_finished_twice(goals: Place) -> None:
    """A second run that was offered the same check-in is told."""
    left = killed(goals, "noted")
    assert left is not None
    resume(goals.git, left)
    for again in (resume, discard):
        with pytest.raises(EnvironmentFault, match="by another run"):
            again(goals.git, left)


def test_a_failed_resume_can_be_tried_again(goals: Place) -> None:
    """A hook that refuses leaves the note in place."""
    left = killed(goals, "added")
    assert left is not None
    goals.hook("commit-msg", "exit 1")
    with pytest.raises(EnvironmentFault, match="git commit refused"):
        resume(goals.git, left)
    goals.hook("commit-msg", "exit 0")
    assert unfinished(goals.git) == left
    resume(goals.git, left)
    assert is_new(goals)


def test_a_file_that_was_torn_without_hard_links_is_written_whole(goals: Place) -> None:
    """Where a kill can leave a beginning of a new file, finishing completes it."""
    left = killed(goals, "noted")
    assert left is not None
    goals.write(ENTRY.path, '{"val')
    resume(goals.git, left)
    assert is_new(goals)
    assert (goals.root / ENTRY.path).read_bytes() == ENTRY.data


@pytest.mark.parametrize("note", ["", "{", "[]", '{"okrctl-unfinished": 99}'])
def test_a_note_that_cannot_be_read_is_named(goals: Place, note: str) -> None:
    """A damaged note is no traceback, and is not deleted behind the user's back."""
    place = goals.git.git_dir / "okrctl.unfinished"
    place.write_text(note)
    with pytest.raises(EnvironmentFault, match="cannot be read") as fault:
        unfinished(goals.git)
    assert str(place) in (fault.value.next_step or "")


def test_without_a_commit_a_killed_run_is_finished_without_one(goals: Place) -> None:
    """`--no-commit` is remembered by the note."""
    change = Change(ENTRY.path, None, ENTRY.data)
    begin(goals.git, Unfinished("", (change,), "later", commit=False, head_blobs={}))
    left = unfinished(goals.git)
    assert left is not None
    assert resume(goals.git, left).commit is None
    assert (goals.root / ENTRY.path).read_bytes() == ENTRY.data
