"""AUD001 on real histories: written once, whatever happens later."""

from __future__ import annotations

from audit.clone import FOLDER, Clone, line


def test_a_history_in_order_has_no_finding(clone: Clone) -> None:
    """Nothing to say, and the report says what was not looked at."""
    said = clone.audit()
    assert (said["verdict"], said["status"], said["findings"]) == ("ok", 0, [])
    assert said["head"] == clone.head()
    assert [one["what"] for one in said["not_verified"]] == [
        "whether history was rewritten", "signatures",
    ]  # fmt: skip


def test_a01_a_past_value_was_edited(clone: Clone) -> None:
    """The commit, its author, and both values are named."""
    path = f"{FOLDER}/20261009-a.jsonl"
    for number in range(3):
        clone.checkin(f"c{number}", f"2026-11-1{number}", value=7 - number)
    clone.replace(path, '"value": 9', '"value": 3')
    edit = clone.commit("2026-11-20", "tomas")
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"], one["file"]) == ("AUD001", "error", path)
    assert one["message"] == (
        "check-in a000000000000 of mira about 2026-Q4/engineering/trusted-releases#critical-bugs"
        f" was changed: value 9 → 3, in commit {edit[:7]} by Tomas Vega <tomas@acme.example>"
    )
    assert (one["commit"], clone.okrctl().status) == (edit, 1)


def test_a02_a_past_entry_was_deleted(clone: Clone) -> None:
    """What it said is told once more."""
    clone.git("rm", "-q", f"{FOLDER}/20261009-a.jsonl")
    gone = clone.commit("2026-11-20")
    (told,) = clone.found()
    assert told.startswith("AUD001 check-in a000000000000 of mira about 2026-Q4/")
    assert f"was deleted; it said: value 9, in commit {gone[:7]}" in told


def test_a03_an_edit_that_was_taken_back_is_two_findings(clone: Clone) -> None:
    """That both cancel out makes neither undone."""
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    edit = clone.commit("2026-11-18")
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 3', '"value": 9')
    back = clone.commit("2026-11-19")
    assert [one["commit"] for one in clone.audit()["findings"]] == [edit, back]


def test_what_comes_back_after_it_was_deleted_is_told_too(clone: Clone) -> None:
    """As an edit that was taken back is."""
    text = clone.console.read(f"{FOLDER}/20261009-a.jsonl")
    clone.git("rm", "-q", f"{FOLDER}/20261009-a.jsonl")
    clone.commit("2026-11-18")
    clone.write(f"{FOLDER}/20261009-a.jsonl", text)
    clone.commit("2026-11-19")
    assert clone.codes() == ["AUD001", "AUD001"]


def test_a_file_that_was_renamed_is_a_finding(clone: Clone) -> None:
    """Its entries say the same and lie elsewhere."""
    clone.git("mv", f"{FOLDER}/20261009-a.jsonl", f"{FOLDER}/other.jsonl")
    clone.commit("2026-11-18")
    (told,) = clone.found()
    assert "was moved: " in told


def test_a_pack_is_lawful(clone: Clone) -> None:
    """The same entries, sorted into one file; and a late one more."""
    files = [f"{FOLDER}/20261009-a.jsonl", f"{FOLDER}/20261016-b.jsonl"]
    packed = "".join(map(clone.console.read, files))
    clone.write("checkins/2026-Q4/packed.jsonl", packed)
    clone.git("rm", "-q", *files)
    clone.commit("2026-11-18")
    clone.write("checkins/2026-Q4/packed.jsonl", packed + line("c", "2026-11-19", value=7))
    clone.commit("2026-11-19")
    assert clone.codes() == []


def test_a_pack_that_lacks_an_entry_is_none(clone: Clone) -> None:
    """The one that is missing was deleted."""
    clone.write("checkins/2026-Q4/packed.jsonl", clone.console.read(f"{FOLDER}/20261016-b.jsonl"))
    clone.git("rm", "-q", f"{FOLDER}/20261009-a.jsonl", f"{FOLDER}/20261016-b.jsonl")
    clone.commit("2026-11-18")
    (told,) = clone.found()
    assert "check-in a000000000000" in told
    assert "was deleted" in told


def test_a_pack_of_another_cycle_changes_what_its_entries_are_about(clone: Clone) -> None:
    """An address without a cycle means that of its folder."""
    text = clone.console.read(f"{FOLDER}/20261009-a.jsonl")
    clone.write("checkins/2026-Q3/packed.jsonl", text)
    clone.git("rm", "-q", f"{FOLDER}/20261009-a.jsonl")
    clone.commit("2026-11-18")
    (told,) = clone.found()
    assert "was changed: in 2026-Q4 → in 2026-Q3" in told


def test_a_second_copy_may_go(clone: Clone) -> None:
    """The same entry in a pack and in a file counts once, so that the file is not missed."""
    text = clone.console.read(f"{FOLDER}/20261009-a.jsonl")
    clone.write("checkins/2026-Q4/packed.jsonl", text)
    clone.commit("2026-11-17")
    clone.git("rm", "-q", f"{FOLDER}/20261009-a.jsonl")
    clone.commit("2026-11-18")
    assert clone.codes() == []


def test_one_and_true_are_different_words(clone: Clone) -> None:
    """What compares as equal in a program may not in a file."""
    path = clone.checkin("c", "2026-10-20", kr="engineering/trusted-releases#uptime", done=1)
    clone.replace(path, '"done": 1', '"done": true')
    clone.commit("2026-11-18")
    assert clone.codes() == ["AUD001"]


def test_an_edit_on_a_merged_branch_is_seen(clone: Clone) -> None:
    """Also where the branch took it back before it was merged, which most tools leave out."""
    clone.git("switch", "-q", "-c", "work")
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-18")
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 3', '"value": 9')
    clone.commit("2026-11-19")
    clone.git("switch", "-q", "main")
    clone.checkin("c", "2026-11-19", value=7)
    clone.git("merge", "-q", "--no-ff", "-m", "Merge branch work", "work")
    assert clone.codes() == ["AUD001", "AUD001"]
