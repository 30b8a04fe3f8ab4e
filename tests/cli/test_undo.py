from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BUGS, Here, added, bugs, commits, running

GOAL = "goals/now/engineering/trusted-releases.yaml"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def test_a_check_in_is_withdrawn_by_a_new_entry(acme: Console) -> None:
    """Its line stays, history is not rewritten, and the number is again what it was."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    ((said,),) = added(acme).values()
    before = acme.git("rev-parse", "HEAD").strip()
    ended = acme.okrctl("undo", "--yes")
    assert ended.status == 0, ended.err
    ((void,),) = added(acme).values()
    assert void["void"] == said["id"]
    assert acme.git("rev-parse", "HEAD~1").strip() == before
    assert bugs(acme) == 7
    assert acme.git("log", "-1", "--format=%s").startswith(f"undo {before[:7]}: checkin(")


def test_an_undo_is_undone_by_writing_the_entry_anew(acme: Console) -> None:
    """A void is not withdrawn; the entry comes again, on its day, and can be undone again."""
    acme.okrctl("checkin", "coverage", "--value", "76", "--confidence", "7", "--yes")
    old = added(acme)
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.okrctl("undo", "--yes").status == 0
    anew = added(acme)
    for (first,), (second,) in zip(old.values(), anew.values(), strict=True):
        assert first["id"] != second["id"]
        rest = [{k: v for k, v in one.items() if k not in ("id", "at")} for one in (first, second)]
        assert rest[0] == rest[1]
    assert acme.git("log", "-1", "--format=%s").startswith("redo: checkin(")
    assert acme.okrctl("undo", "--yes").status == 0
    assert commits(acme) == 5


def test_undoing_a_correction_brings_the_corrected_entry_back(acme: Console) -> None:
    """The correction is withdrawn, and nothing else."""
    acme.okrctl("checkin", "--supersedes", "aaaaaaa", "--value", "3", "--yes")
    assert bugs(acme) == 3
    assert acme.okrctl("undo", "--yes").status == 0
    assert bugs(acme) == 7


def test_undoing_a_withdrawal_writes_the_entry_anew(acme: Console) -> None:
    """On the day on which the withdrawn one was true."""
    acme.okrctl("checkin", "--void", "aaaaaaa", "--yes")
    assert bugs(acme) is None
    assert acme.okrctl("undo", "--yes").status == 0
    ((again,),) = added(acme).values()
    assert (again["value"], again["confidence"], "day" in again) == (7, 5, True)
    assert bugs(acme) == 7


def test_a_move_is_moved_back(acme: Console) -> None:
    """Files and references are byte for byte what they were."""
    before = acme.all_files()
    assert acme.okrctl("mv", BUGS, "bugs").status == 0
    assert acme.all_files() != before
    ended = acme.okrctl("undo", "--yes")
    assert ended.status == 0, ended.err
    assert acme.all_files() == before


def test_what_was_changed_since_is_not_brought_back(acme: Console) -> None:
    """The file is named, and nothing is written."""
    acme.okrctl("mv", BUGS, "bugs")
    acme.write(GOAL, acme.read(GOAL) + "tags: [new]\n")
    acme.commit()
    ended = acme.okrctl("undo", "--yes")
    assert ended.status == 2
    assert f"{GOAL} was changed since" in ended.err


def test_a_move_that_entries_rest_on_is_not_moved_back(acme: Console) -> None:
    """Entries that were written under the new name would be about nothing."""
    acme.okrctl("mv", "trusted-releases", "calm-releases")
    tomas = {"GIT_AUTHOR_NAME": "Tomas", "GIT_AUTHOR_EMAIL": "tomas@acme.example"}
    assert acme.okrctl("checkin", "critical-bugs", "--value", "5", "--yes", **tomas).status == 0
    ended = acme.okrctl("undo", "--yes")
    assert (ended.status, commits(acme)) == (2, 3)
    assert "nothing was written" in ended.err


def test_only_ones_own_actions_are_undone(acme: Console) -> None:
    """The last commit of okrctl by git's e-mail, whoever committed since."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    tomas = {"GIT_AUTHOR_NAME": "Tomas", "GIT_AUTHOR_EMAIL": "tomas@acme.example"}
    acme.okrctl("checkin", BUGS, "--value", "1", "--yes", "--who", "tomas", **tomas)
    acme.write("README.md", "by hand\n")
    acme.commit()
    assert acme.okrctl("undo", "--yes").status == 0
    assert bugs(acme) == 1
    assert acme.okrctl("undo", "--yes", "--who", "tomas", **tomas).status == 0


def test_there_may_be_nothing_to_undo(acme: Console) -> None:
    """Exit 2, and what to do about files that were not committed."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes", "--no-commit")
    ended = acme.okrctl("undo", "--yes")
    assert (ended.status, commits(acme)) == (2, 1)
    assert "no commit of okrctl by mira@acme.example" in ended.err


def test_what_was_withdrawn_by_hand_is_not_undone_again(acme: Console) -> None:
    """It is said that nothing is left to take back."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    ((said,),) = added(acme).values()
    void = {"id": "f" * 13, "at": said["at"], "who": "mira", "void": said["id"]}
    acme.write("checkins/now/engineering/by-hand.jsonl", json.dumps(void) + "\n")
    acme.commit()
    ended = acme.okrctl("undo", "--yes")
    assert ended.status == 2
    assert "is taken back already" in ended.err


def test_a_dry_run_shows_what_would_be_committed(acme: Console) -> None:
    """And leaves no trace."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    before = acme.all_files()
    ended = acme.okrctl("undo", "--dry-run")
    assert ended.status == 0
    assert '"void": ' in ended.out
    assert (acme.all_files(), commits(acme)) == (before, 2)


def test_off_a_terminal_it_wants_a_yes(acme: Console) -> None:
    """Nobody has seen what would be taken back, so exit 2 says what it is."""
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    ended = acme.okrctl("undo")
    assert (ended.status, commits(acme)) == (2, 2)
    assert "7 → 2" in ended.err
    assert "okrctl undo --yes" in ended.err


def test_a_person_sees_it_and_says_yes(console: Console) -> None:
    """The action, its opposite as a diff, and one question."""
    acme = running(console)
    acme.okrctl("checkin", BUGS, "--value", "2", "--yes")
    ended = acme.terminal("undo", keys=[("Commit", "\r")], columns=100)
    assert ended.status == 0, ended.out
    assert "Your last action" in ended.out
    assert "+++ b/checkins/now/engineering/" in ended.out
    assert "✓ 1 entry, commit" in ended.out
