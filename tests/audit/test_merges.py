"""AUD007 on real merges, read entry by entry and field by field."""

from __future__ import annotations

import pytest

from audit.clone import BUGS, FOLDER, GOAL, GOAL_FILE, Clone, line

TRUST = "2026-Q4/engineering/trusted-releases"
ENTRY = f"{FOLDER}/20261009-a.jsonl"
LATE = "2026-11-20"


def branched(clone: Clone) -> None:
    """A branch and main, each with a check-in of its own."""
    clone.git("switch", "-q", "-c", "work")
    clone.checkin("w", "2026-11-18", who="tomas", value=7)
    clone.git("switch", "-q", "main")
    clone.checkin("m", "2026-11-18", value=7)


def merge(clone: Clone, *words: str) -> None:
    """Begin to merge the branch; what is done before `done` is in no parent."""
    clone.git("merge", "-q", "--no-ff", "--no-commit", *words, "work")


def done(clone: Clone) -> str:
    """Commit the merge; the commit."""
    return clone.commit(LATE, message="Merge branch work")


def test_a_clean_merge_is_no_finding(clone: Clone) -> None:
    """Both sides edit the same goal in different fields, and both add entries."""
    clone.git("switch", "-q", "-c", "work")
    clone.replace(GOAL_FILE, "at_least: 99.5", "at_least: 99.9")
    clone.commit("2026-10-10")
    clone.git("switch", "-q", "main")
    clone.replace(
        GOAL_FILE, "title: Customers trust", "why: Support suffers.\ntitle: Customers trust"
    )
    clone.commit("2026-10-11")
    merge(clone)
    done(clone)
    assert "AUD007" not in clone.codes()


def test_a_merge_that_hides_an_edit_of_an_entry(clone: Clone) -> None:
    """Neither parent had it so; one cause is one finding."""
    branched(clone)
    merge(clone)
    clone.replace(ENTRY, '"value": 9', '"value": 3')
    commit = done(clone)
    (told,) = clone.found()
    assert told == (
        f"AUD007 check-in a000000000000 of mira about {BUGS} was changed by a merge:"
        f" value 9 → 3, in commit {commit[:7]} by Mira Öz <mira@acme.example>"
    )


def test_a_merge_that_hides_an_edit_of_a_goal(clone: Clone) -> None:
    """The field, and what the parents say."""
    branched(clone)
    merge(clone)
    clone.replace(GOAL_FILE, "to: 2", "to: 6")
    done(clone)
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["entity"], one["field"]) == ("AUD007", BUGS, "to")
    assert f"{BUGS} to was changed by a merge: 2 → 6, in commit " in one["message"]


def test_a_merge_that_drops_an_entry_of_a_branch(clone: Clone) -> None:
    """`-s ours` takes nothing of the other side."""
    branched(clone)
    merge(clone, "-s", "ours")
    done(clone)
    (told,) = clone.found()
    assert told.startswith(f"AUD007 check-in w000000000000 of tomas about {BUGS} was dropped")


def test_a_merge_that_takes_back_what_a_side_changed(clone: Clone) -> None:
    """The other side had not touched it, so its old value is nobody's choice."""
    clone.git("switch", "-q", "-c", "work")
    clone.checkin("w", "2026-10-10", who="tomas", value=7)
    clone.git("switch", "-q", "main")
    clone.replace(GOAL_FILE, "to: 2", "to: 0")
    clone.commit("2026-10-11")
    merge(clone)
    clone.replace(GOAL_FILE, "to: 0", "to: 2")
    done(clone)
    (told,) = [one for one in clone.found() if one.startswith("AUD007")]
    assert f"{BUGS} to was changed by a merge: 0 → 2" in told


def test_either_side_may_win_where_both_changed_a_field(clone: Clone) -> None:
    """A third value is nobody's."""
    clone.git("switch", "-q", "-c", "work")
    clone.replace(GOAL_FILE, "to: 2", "to: 1")
    clone.commit("2026-10-10")
    clone.git("switch", "-q", "main")
    clone.replace(GOAL_FILE, "to: 2", "to: 0")
    clone.commit("2026-10-11")
    clone.git("merge", "-q", "-s", "ours", "--no-commit", "work")
    mine = clone.head()
    done(clone)
    assert "AUD007" not in clone.codes()
    clone.git("reset", "-q", "--hard", mine)
    clone.git("merge", "-q", "-s", "ours", "--no-commit", "work")
    clone.replace(GOAL_FILE, "to: 0", "to: 5")
    done(clone)
    (told,) = [one for one in clone.found() if one.startswith("AUD007")]
    assert "to was changed by a merge: 0, 1 → 5" in told


@pytest.mark.parametrize("mended", [False, True])
def test_a_merge_of_what_cannot_be_read_is_not_verified(clone: Clone, mended: bool) -> None:  # noqa: FBT001 - a case
    """Nobody can tell what it changed, and a later version that can be read does not help."""
    clone.git("switch", "-q", "-c", "work")
    clone.replace(GOAL_FILE, "at_least: 99.5", "at_least: 99.9")
    clone.commit("2026-10-10")
    clone.git("switch", "-q", "main")
    clone.replace(GOAL_FILE, "title: Customers trust", "why: Trust.\ntitle: Customers trust")
    clone.commit("2026-10-11")
    merge(clone)
    clone.replace(GOAL_FILE, "to: 2", "to: [2")
    commit = done(clone)
    if mended:
        clone.replace(GOAL_FILE, "to: [2", "to: 2")
        clone.commit("2026-11-21")
    said = clone.audit()
    assert (said["verdict"], said["status"]) == ("unverified", 3)
    told = [one for one in said["not_verified"] if one["impossible"]]
    assert {one["what"] for one in told} == {GOAL_FILE}
    assert any(commit[:7] in one["why"] for one in told)
    assert len(told) == (1 if mended else 2)


def test_a_goal_that_one_side_moved_and_the_other_edited(clone: Clone) -> None:
    """A merge follows the move, and so does the audit."""
    clone.git("switch", "-q", "-c", "work")
    clone.git("mv", GOAL_FILE, "goals/2026-Q4/engineering/calm.yaml")
    clone.commit("2026-10-10")
    clone.git("switch", "-q", "main")
    clone.replace(GOAL_FILE, "to: 2", "to: 1")
    clone.commit("2026-10-11")
    merge(clone)
    done(clone)
    assert "to: 1" in clone.console.read("goals/2026-Q4/engineering/calm.yaml")
    assert "AUD007" not in clone.codes()


@pytest.mark.parametrize("text", [None, GOAL.replace("trust", "love")])
def test_a_merge_that_deletes_or_adds_a_goal(clone: Clone, text: str | None) -> None:
    """A whole file that no side deleted, or had."""
    branched(clone)
    merge(clone)
    if text is None:
        clone.git("rm", "-q", GOAL_FILE)
    else:
        clone.write("goals/2026-Q4/engineering/love.yaml", text)
    done(clone)
    (told,) = [one for one in clone.found() if one.startswith("AUD007")]
    assert ("a file → nothing" if text is None else "nothing → a new file") in told


def test_a_deletion_on_a_branch_is_told_of_its_commit_alone(clone: Clone) -> None:
    """The merge only brings what the branch did."""
    clone.git("switch", "-q", "-c", "work")
    clone.git("rm", "-q", ENTRY)
    gone = clone.commit("2026-11-18")
    clone.git("switch", "-q", "main")
    clone.checkin("m", "2026-11-18", value=7)
    merge(clone)
    done(clone)
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["commit"]) == ("AUD001", gone)


def test_a_pack_on_a_branch_merges_with_late_entries(clone: Clone) -> None:
    """Every entry is somewhere."""
    branched(clone)
    clone.git("switch", "-q", "work")
    files = [ENTRY, f"{FOLDER}/20261016-b.jsonl"]
    clone.write("checkins/2026-Q4/packed.jsonl", "".join(map(clone.console.read, files)))
    clone.git("rm", "-q", *files)
    clone.commit("2026-11-19")
    clone.git("switch", "-q", "main")
    merge(clone)
    done(clone)
    assert clone.codes() == []


def test_an_entry_that_is_new_in_a_merge_has_an_author(clone: Clone) -> None:
    """It is held against the author of the merge."""
    branched(clone)
    merge(clone)
    clone.write(f"{FOLDER}/new.jsonl", line("n", LATE, "tomas", value=1))
    done(clone)
    assert clone.codes() == ["AUD005"]
