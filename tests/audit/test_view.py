"""AUD003, AUD008, AUD010 and AUD011: what a clone shows, and what it cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audit.clone import BUGS, FOLDER, GOAL_FILE, Clone
from cli.running import Here

DEPTH = "fetch-depth: 0"


def copied(clone: Clone, *options: str) -> Clone:
    """A clone of the repository."""
    folder = clone.console.home / "copy"
    source = f"file://{clone.console.folder}"
    clone.console.git("clone", "-q", *options, source, str(folder))
    return Clone(Here(folder, clone.console.home))


def test_a08_an_amended_commit_against_its_anchor(clone: Clone) -> None:
    """The anchor is there and no ancestor any more; what came since is judged all the same."""
    noted = clone.head()
    clone.git("commit", "-q", "--amend", "-m", "another story", day="2026-10-17")
    (told,) = [one for one in clone.found("--since-commit", noted) if "AUD003" in one]
    assert told == (
        f"AUD003 the history was rewritten: {noted} (--since-commit) is no ancestor of"
        f" {clone.head()[:7]}"
    )
    assert clone.okrctl("--since-commit", noted).status == 1


def test_a08_without_an_anchor_it_is_not_checked(clone: Clone) -> None:
    """And the next audit is told which one to use."""
    clone.git("commit", "-q", "--amend", "-m", "another story", day="2026-10-17")
    ended = clone.okrctl()
    said = " ".join(ended.out.split())
    assert ended.status == 0
    assert "whether history was rewritten: no anchor was given" in said
    assert f"okrctl audit --since-commit {clone.head()}" in said


def test_a_noted_commit_that_is_nowhere(clone: Clone) -> None:
    """A fresh clone of a rewritten history has never seen it; a name that is none is a mistake."""
    (told,) = clone.found("--anchor", "0123456789abcdef0123456789abcdef01234567")
    assert told.endswith("(--anchor) is not in this repository")
    ended = clone.okrctl("--anchor", "no-such-tag")
    assert (ended.status, ended.out) == (2, "")
    assert clone.okrctl("--anchor=--output=pwn").status == 2
    assert not (clone.console.folder / "pwn").exists()


def test_an_anchor_that_holds(clone: Clone) -> None:
    """A tag, and the commit after which is judged."""
    clone.git("tag", "-a", "-m", "audited", "audited", "HEAD~1")
    said = clone.audit("--anchor", "audited")
    assert said["findings"] == []
    assert {"what": "history", "seen": "audited (--anchor) is still part of it"} in said["verified"]
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    edit = clone.commit("2026-10-17")
    assert clone.codes("--since-commit", edit) == []
    assert clone.codes("--since-commit", "audited") == ["AUD001"]


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_what_a_ci_knows_of_before_the_push_is_an_anchor(
    clone: Clone, tmp_path: Path, ci: str
) -> None:
    """From the event of the push, or from a variable."""
    noted = clone.head()
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"before": noted, "forced": True}))
    environ = {
        "github": {"GITHUB_EVENT_PATH": str(event)},
        "gitlab": {"CI_COMMIT_BEFORE_SHA": noted},
    }
    assert clone.codes(**environ[ci]) == []
    clone.git("commit", "-q", "--amend", "-m", "another story", day="2026-10-17")
    (told,) = clone.found(**environ[ci])
    assert f"{noted} (before this push) is no ancestor" in told
    if ci == "github":
        assert clone.codes(**environ[ci], GITHUB_EVENT_NAME="pull_request") == []


def test_a14_a_shallow_clone_is_never_ok(clone: Clone) -> None:
    """Status 3, the option that helps, and no word of OK."""
    ended = copied(clone, "--depth", "1").okrctl()
    assert ended.status == 3
    assert DEPTH in ended.out
    assert "UNVERIFIED" in ended.out
    assert "nothing found" not in ended.out


def test_a_shallow_clone_still_tells_what_it_sees(clone: Clone) -> None:
    """Its oldest commit looks as if it had added everything, and is not judged for that."""
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-19")
    clone.checkin("c", "2026-11-20", value=7)
    said = copied(clone, "--depth", "3").audit()
    assert [one["code"] for one in said["findings"]] == ["AUD001", "AUD008"]
    assert (said["verdict"], said["status"]) == ("unverified", 3)


def test_a_partial_clone_fetches_nothing_and_is_not_verified(clone: Clone) -> None:
    """Whatever is not here stays where it is."""
    clone.git("config", "uploadpack.allowFilter", "true")
    copy = copied(clone, "--filter=blob:none", "--no-checkout")
    copy.git("checkout", "-q", "main")
    said = copy.audit()
    assert (said["verdict"], said["status"]) == ("unverified", 3)
    assert "AUD008" in [one["code"] for one in said["findings"]]


def test_replace_refs_do_not_hide_a_commit(clone: Clone) -> None:
    """They are told, and the objects themselves are read."""
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-19")
    clone.git("replace", "HEAD", "HEAD~1")
    assert clone.codes() == ["AUD001", "AUD008"]


def test_grafts_do_not_hide_a_commit(clone: Clone) -> None:
    """Nor does a file that gives commits other parents."""
    before = clone.head()
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-18")
    clone.checkin("c", "2026-11-19", value=7)
    clone.write(".git/info/grafts", f"{clone.head()} {before}\n")
    assert clone.codes() == ["AUD001", "AUD008"]


def test_a_commit_graph_does_not_hide_a_commit(clone: Clone) -> None:
    """A cache that tells of other parents is found out, and not asked for any."""
    before = clone.head()
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-18")
    clone.checkin("c", "2026-11-19", value=7)
    clone.git("commit-graph", "write", "--reachable")
    lie(clone.console.folder / ".git/objects/info/commit-graph", clone.head(), before)
    assert len(clone.git("rev-list", "HEAD").split()) == 4, "git is told that the edit is not there"
    assert clone.codes("--no-objects") == ["AUD001"]
    said = clone.audit()
    assert (said["status"], {one["code"] for one in said["findings"]}) == (3, {"AUD010"})


def lie(graph: Path, commit: str, parent: str) -> None:
    """Give a commit another parent in a commit-graph file."""
    data = bytearray(graph.read_bytes())
    chunks = {bytes(data[at : at + 4]): int.from_bytes(data[at + 4 : at + 12])
              for at in range(8, 8 + 12 * data[6], 12)}  # fmt: skip
    count = (chunks[b"CDAT"] - chunks[b"OIDL"]) // 20
    names = [bytes(data[chunks[b"OIDL"] + 20 * n :][:20]).hex() for n in range(count)]
    at = chunks[b"CDAT"] + 36 * names.index(commit) + 20
    data[at : at + 4] = names.index(parent).to_bytes(4)
    graph.chmod(0o644)
    graph.write_bytes(bytes(data))


def test_files_that_are_kept_out_are_a_warning(clone: Clone) -> None:
    """What is measured here is less than what is committed."""
    clone.git("update-index", "--skip-worktree", GOAL_FILE)
    (clone.console.folder / GOAL_FILE).unlink()
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"], one["file"]) == ("AUD008", "warning", GOAL_FILE)
    clone.git("update-index", "--no-skip-worktree", GOAL_FILE)
    clone.git("checkout", "-q", GOAL_FILE)
    clone.git("update-index", "--assume-unchanged", GOAL_FILE)
    clone.replace(GOAL_FILE, "to: 2", "to: 6")
    assert clone.codes() == ["AUD008", "AUD011"]


def test_a19_a_damaged_object_is_named(clone: Clone) -> None:
    """Nothing else is said to be verified."""
    blob = clone.git("rev-parse", f"HEAD:{GOAL_FILE}").strip()
    place = clone.console.folder / ".git/objects" / blob[:2] / blob[2:]
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.chmod(0o644)
    place.write_bytes(bytes(data))
    ended = clone.okrctl()
    assert ended.status == 3
    assert "AUD010" in ended.out
    assert blob in ended.out
    assert clone.audit()["verified"] == []


def test_a_missing_object_is_named(clone: Clone) -> None:
    """As one that is damaged is."""
    blob = clone.git("rev-parse", f"HEAD~1:{FOLDER}/20261009-a.jsonl").strip()
    (clone.console.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ended = clone.okrctl()
    assert (ended.status, blob in ended.out) == (3, True)


def test_objects_that_were_not_checked_are_not_verified(clone: Clone) -> None:
    """In a repository of many other things that takes long."""
    said = clone.audit("--no-objects")
    assert "objects" not in [one["what"] for one in said["verified"]]
    assert "objects" in [one["what"] for one in said["not_verified"]]


def test_a20_uncommitted_edits_are_told(clone: Clone) -> None:
    """By the audit, and by the card that computes with them."""
    clone.replace(GOAL_FILE, "to: 2", "to: 6")
    clone.entry("c", "2026-11-20", value=7)
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["arguments"]["count"]) == ("AUD011", 2)
    card = clone.console.okrctl("status", "--format", "table").out
    assert "uncommitted: 2 files" in card


def test_what_is_not_of_the_workspace_is_nobodys_matter(clone: Clone) -> None:
    """A workspace may lie in a repository of other things."""
    clone.write("README.md", "a text")
    clone.commit("2026-10-17", "ceo")
    clone.write("README.md", "another text")
    assert clone.codes() == []


def test_a_workspace_below_the_root(clone: Clone) -> None:
    """Paths begin at the workspace, and merges are read there too."""
    inner = clone.console.folder / "okrs"
    inner.mkdir()
    for name in ("okrctl.yaml", "goals", "kpis", "checkins"):
        shutil.move(clone.console.folder / name, inner / name)
    moved = Clone(Here(inner, clone.console.home))
    moved.commit("2026-11-17")
    moved.git("switch", "-q", "-c", "work")
    moved.checkin("w", "2026-11-18", value=7)
    moved.git("switch", "-q", "main")
    moved.checkin("m", "2026-11-18", value=7)
    moved.git("merge", "-q", "--no-ff", "--no-commit", "work")
    moved.replace(GOAL_FILE, "to: 2", "to: 6")
    moved.commit("2026-11-20")
    told = [one for one in moved.audit()["findings"] if one["code"] == "AUD007"]
    assert [(one["entity"], one["file"]) for one in told] == [(BUGS, GOAL_FILE)]


def test_without_a_history_there_is_no_audit(tmp_path: Path) -> None:
    """No repository, and one without a commit."""
    for folder in (tmp_path / "none", tmp_path / "unborn"):
        folder.mkdir()
        console = Here(folder, tmp_path)
        console.write("okrctl.yaml", "okrctl: 1\n")
        if folder.name == "unborn":
            console.repository()
        ended = console.okrctl("audit")
        assert (ended.status, ended.out) == (3, "")
        assert "next: " in ended.err


FORMS = ("github", "gitlab", "junit", "sarif", "rdjson", "azure", "concise", "jsonl", "md", "tsv",
         "csv", "json", "table")  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_finding(clone: Clone, form: str) -> None:
    """Each holds the code, and goes to a file where one is named."""
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-19")
    place = clone.console.home / "out"
    ended = clone.okrctl("--format", f"{form}:{place}")
    assert (ended.status, ended.out) == (1, "")
    assert "AUD001" in place.read_text()


def test_on_github_people_and_the_summary_are_served_too(clone: Clone) -> None:
    """The page, annotations, and the report in the job's summary."""
    clone.replace(f"{FOLDER}/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-19")
    summary = clone.console.home / "summary"
    ended = clone.okrctl(GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert "::error file=" in ended.out
    assert "Audit of the history" in ended.out
    assert "AUD001" in summary.read_text()


def test_a_piped_audit_is_never_silent(clone: Clone) -> None:
    """An empty page would look like a history without a fault."""
    ended = clone.okrctl()
    assert ended.status == 0
    assert "Not verified" in ended.out
