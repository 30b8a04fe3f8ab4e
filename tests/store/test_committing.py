from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store import committing
from okrctl.store.plan import EditedFile
from okrctl.store.record import record
from store.place import ENTRY, GOAL, Place, names_of, refused


def test_a_line_of_the_message_that_begins_with_a_hash_stays(repo: Place) -> None:
    """A note may begin with #, whatever commit.cleanup says."""
    repo.run("config", "commit.cleanup", "strip")
    record(repo.git, [ENTRY], "subject\n\n#1 of our bugs is fixed\n")
    assert "#1 of our bugs is fixed" in repo.run("log", "-1", "--format=%B")


def test_behind_counts_what_was_last_fetched(repo: Place, tmp_path: Path) -> None:
    """The upstream's commits that HEAD lacks are counted from what was last fetched."""
    repo.run("init", "-q", "--bare", str(tmp_path / "origin.git"))
    repo.run("remote", "add", "origin", str(tmp_path / "origin.git"))
    repo.commit("theirs, one")
    repo.commit("theirs, two")
    repo.run("push", "-q", "-u", "origin", "main")
    repo.run("reset", "-q", "--hard", "HEAD~2")
    assert record(repo.git, [ENTRY], "mine").behind == 2


def test_files_that_a_hook_adds_are_said(repo: Place) -> None:
    """The files returned are those of the commit, also when a hook put in more."""
    repo.hook("pre-commit", "echo extra > extra.txt; git add extra.txt")
    assert record(repo.git, [ENTRY], "with more").files == (ENTRY.path, "extra.txt")
    assert names_of(repo) == [f"A {ENTRY.path}", "A extra.txt"]


def test_a_hook_that_leaves_a_program_running_does_not_hold_the_check_in(repo: Place) -> None:
    """What a hook starts in the background keeps its pipes, and is not waited for."""
    repo.hook("post-commit", "sleep 15 &")
    program = textwrap.dedent(f"""
        import time
        from pathlib import Path
        from okrctl.store.git import open_repository
        from okrctl.store.plan import NewFile
        from okrctl.store.record import record
        begun = time.monotonic()
        repo = open_repository(Path({str(repo.root)!r}), {repo.environ!r})
        record(repo, [NewFile("checkins/a.jsonl", b"")], "a")
        print(time.monotonic() - begun < 10)
    """)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"True\n"


def test_d03_a_lock_that_is_let_go_is_waited_for(repo: Place) -> None:
    """index.lock held for a second delays the check-in and nothing else."""
    held = repo.root / ".git/index.lock"
    held.touch()
    with subprocess.Popen(["sh", "-c", f"sleep 1; rm '{held}'"]):
        record(repo.git, [ENTRY], "patient")
    assert names_of(repo) == [f"A {ENTRY.path}"]


def test_d03_a_lock_that_stays_is_named_and_never_deleted(
    repo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """index.lock held for ever is exit 3 with its path and age; the file is taken back."""
    monkeypatch.setattr(committing, "PATIENCE_SECONDS", 0.5)
    held = repo.root / ".git/index.lock"
    held.touch()
    an_hour_ago = held.stat().st_mtime - 3600
    os.utime(held, (an_hour_ago, an_hour_ago))
    fault = refused(repo, match="index.lock is held")
    assert "60 minutes" in fault.message
    assert str(held) in (fault.next_step or "")
    assert held.exists()


def test_d03_a_lock_that_comes_between_leaves_a_way_to_finish(
    repo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the index cannot be brought back either, the note stays and the command is named."""
    monkeypatch.setattr(committing, "PATIENCE_SECONDS", 0.5)
    repo.hook("pre-commit", "exit 1")
    held = repo.root / ".git/index.lock"

    def lock_after_adding(step: str) -> None:
        if step == "added":
            held.touch()

    with pytest.raises(EnvironmentFault, match="could not be taken back") as fault:
        record(repo.git, [ENTRY], "never", at_step=lock_after_adding)
    assert "okrctl checkin --discard" in (fault.value.next_step or "")
    assert not repo.is_settled()


def test_d03_a_lost_race_for_the_ref_is_run_again(repo: Place) -> None:
    """A commit that somebody makes at the same moment costs one more try."""
    once = repo.root.parent / "once"
    repo.hook(
        "pre-commit",
        f"[ -e '{once}' ] && exit 0; touch '{once}'; unset GIT_INDEX_FILE; "
        "git update-ref refs/heads/main $(git commit-tree -p HEAD -m theirs HEAD^{tree})",
    )
    recorded = record(repo.git, [ENTRY], "ours")
    assert repo.run("log", "--format=%s").split("\n")[:3] == ["ours", "theirs", "the goals"]
    assert names_of(repo) == [f"A {ENTRY.path}"]
    assert recorded.commit == repo.run("rev-parse", "HEAD").strip()


def test_d04_what_others_staged_stays_staged(repo: Place) -> None:
    """A staged change and a half-staged file beside the check-in are as before."""
    repo.write("kpis/a.yaml", "title: Staged\n")
    repo.write(GOAL, "title: Staged\n")
    repo.run("add", "-A")
    repo.write(GOAL, "title: And changed again\n")
    record(repo.git, [ENTRY], "only mine")
    assert names_of(repo) == [f"A {ENTRY.path}"]
    assert repo.run("status", "--porcelain").splitlines() == [f"MM {GOAL}", "A  kpis/a.yaml"]


@pytest.mark.parametrize("hook", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_d07_a_hook_that_refuses_is_heard_and_all_is_as_before(repo: Place, hook: str) -> None:
    """Its words are in the error; files, index and refs are as they were, also what was staged."""
    repo.write("kpis/a.yaml", "title: Staged\n")
    repo.run("add", "-A")
    repo.hook(hook, "echo 'no goals on Fridays' >&2; exit 1")
    edit = EditedFile(GOAL, b"title: Releases are calm\n", b"title: Ours\n")
    fault = refused(repo, ENTRY, edit)
    assert "no goals on Fridays" in fault.output


def test_d07_a_hook_that_rewrites_the_new_file_and_refuses_leaves_nothing(repo: Place) -> None:
    """A formatter that changes the file and fails does not leave it behind."""
    repo.hook("pre-commit", f"echo ' ' >> {ENTRY.path}; exit 1")
    refused(repo)


def test_d07_a_hook_that_says_nothing_is_explained(repo: Place) -> None:
    """An empty refusal still names the likely causes."""
    repo.hook("pre-commit", "exit 1")
    assert "a hook, a signature or git itself" in refused(repo).message


def test_d07_a_signature_that_fails_is_heard_and_all_is_as_before(repo: Place) -> None:
    """commit.gpgsign is honoured: no key, no commit."""
    program = repo.root.parent / "gpg"
    program.write_text("#!/bin/sh\necho 'no secret key' >&2; exit 2\n")
    program.chmod(0o755)
    repo.run("config", "commit.gpgsign", "true")
    repo.run("config", "gpg.program", str(program))
    assert "failed to sign" in refused(repo).output


def test_hooks_find_git_as_the_user_has_it(repo: Place) -> None:
    """No flag of ours changes how a hook's own git reads patterns or shortens ids."""
    said = repo.root.parent / "said"
    repo.hook("pre-commit", f"(git ls-files '*.yaml'; git rev-parse --short HEAD) > '{said}'")
    short = repo.run("rev-parse", "--short", "HEAD").strip()
    record(repo.git, [ENTRY], "as ever")
    assert said.read_text().split() == [GOAL, "okrctl.yaml", short]


@pytest.mark.parametrize("setting", ["core.abbrev=4", "core.abbrev=no", "color.ui=always"])
def test_the_whole_id_is_returned_however_git_prints_it(repo: Place, setting: str) -> None:
    """What git prints of the commit follows the user's settings; what is returned does not."""
    repo.run("config", *setting.split("="))
    recorded = record(repo.git, [ENTRY], "first")
    assert recorded.commit == repo.run("rev-parse", "HEAD").strip()


def test_the_id_is_that_of_our_commit_when_another_follows_at_once(repo: Place) -> None:
    """A commit that a hook makes on top of ours is not taken for it."""
    once = repo.root.parent / "once"
    repo.hook(
        "post-commit",
        f"[ -e '{once}' ] && exit 0; touch '{once}'; git commit -q --allow-empty -m on-top",
    )
    recorded = record(repo.git, [ENTRY], "ours")
    assert recorded.commit == repo.run("rev-parse", "HEAD~1").strip()
    assert repo.run("log", "-1", "--format=%s", recorded.commit or "").strip() == "ours"


def test_a_message_of_any_characters_is_committed(repo: Place) -> None:
    """Other scripts stay; what no file can hold is replaced and does not stop the check-in."""
    record(repo.git, [ENTRY], "größer \U0001f680 \udcff")
    assert repo.run("log", "-1", "--format=%s").strip() == "größer \U0001f680 ?"
