"""`okrctl init --git-diff`: git shows what changes mean, and what it takes to undo that."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.console import OKRCTL, Console
from cli.running import Here

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
SET = ("init", "--git-diff", "--yes")
ENTER = "\r"
LINES = "okrctl.yaml diff=okrctl\ngoals/** diff=okrctl\nkpis/** diff=okrctl\n"


@pytest.fixture
def here(space: Console) -> Here:
    """A committed workspace, and git that finds okrctl on its search path."""
    path = f"{Path(OKRCTL).parent}:{space.environ['PATH']}"
    return Here(space.folder, space.home, {"PATH": path})


def eased(here: Here) -> None:
    """Ease a target on disk."""
    here.write(GOAL, here.read(GOAL).replace("to: 0", "to: 4"))


def test_git_shows_meanings_where_it_is_asked_for(here: Here) -> None:
    """One setting of this repository, three attributes; the files of entries stay as they are."""
    ended = here.okrctl(*SET)
    assert (ended.status, ended.err) == (0, "")
    assert here.read(".gitattributes") == LINES
    assert here.git("config", "--local", "diff.okrctl.command") == "okrctl diff\n"
    eased(here)
    here.write("README", "two\n")
    assert "target-eased" in here.git("diff")
    here.git("config", "--remove-section", "diff.okrctl")
    assert "-    to: 0\n+    to: 4" in here.git("diff")


def test_a_rename_and_a_conflict_are_told_too(here: Here) -> None:
    """Git hands other words over for them, and goes on."""
    here.okrctl(*SET)
    here.git("add", "-A")
    here.git("commit", "-qm", "attributes")
    (here.folder / "goals/2026-Q4/company").mkdir()
    here.git("mv", GOAL, "goals/2026-Q4/company/trusted-releases.yaml")
    assert "moved-to-team" in here.git("diff", "--cached", "-M")
    here.git("reset", "-q", "--hard")
    for branch, to in (("one", "to: 3"), ("two", "to: 4")):
        here.git("switch", "-qc", branch, "main")
        here.write(GOAL, here.read(GOAL).replace("to: 0", to))
        here.git("commit", "-qam", branch)
    with pytest.raises(Exception, match="merge"):
        here.git("merge", "one")
    assert "not-compared" in here.git("diff", "HEAD", "--", GOAL)
    alone = here.okrctl("diff", GOAL, GIT_DIFF_PATH_COUNTER="1")
    assert (alone.status, alone.out) == (0, f"{GOAL} is not merged yet: git status\n")


def test_what_is_there_stays_and_twice_is_once(here: Here) -> None:
    """Old attributes are kept, with bytes that are no UTF-8."""
    (here.folder / ".gitattributes").write_bytes(b"*.png binary\nK\xf6nig binary")
    for _ in range(2):
        assert here.okrctl(*SET).status == 0
    text = (here.folder / ".gitattributes").read_bytes()
    assert text == b"*.png binary\nK\xf6nig binary\n" + LINES.encode()
    assert here.git("config", "--local", "--get-all", "diff.okrctl.command").count("\n") == 1


def test_a_dry_run_and_nobody_to_ask_change_nothing(here: Here) -> None:
    """The first prints what would be, the second names the flag."""
    ended = here.okrctl("init", "--git-diff", "--dry-run")
    assert "+goals/** diff=okrctl" in ended.out
    assert "git config --local diff.okrctl.command 'okrctl diff'" in ended.out
    refused = here.okrctl("init", "--git-diff")
    assert (refused.status, "okrctl init --git-diff --yes" in refused.err) == (2, True)
    assert not (here.folder / ".gitattributes").exists()
    assert "diff.okrctl" not in here.git("config", "--list")


def test_a_person_is_asked_before(space: Console) -> None:
    """No is exit 130."""
    shown = space.terminal("init", "--git-diff", keys=[("? Set it", f"n{ENTER}")])
    assert (shown.status, "nothing was written" in shown.out) == (130, True)
    assert not (space.folder / ".gitattributes").exists()
    shown = space.terminal("init", "--git-diff", keys=[("? Set it", ENTER)])
    assert "undone by git config --remove-section diff.okrctl" in " ".join(shown.out.split())
    assert space.git("config", "diff.okrctl.command") == "okrctl diff\n"


def test_without_git_it_is_refused(console: Console) -> None:
    """There is no configuration to set."""
    ended = console.okrctl(*SET, "--organization", "Acme", "--person", "mira")
    assert (ended.status, "this is not a git repository" in ended.err) == (3, True)
    assert console.all_files() == {}


def test_a_new_workspace_offers_both(console: Console) -> None:
    """In a folder without git a repository, then the diff; the script line does the same."""
    asked = ("? Organ", "? Time", "? Fiscal", "? Check", "? First")
    keys = [("? Make it a git", ENTER), *((question, ENTER) for question in asked)]
    keys += [("? You", f"mira: Mira <mira@acme.example>{ENTER}"),
             ("? Let git diff", f"y{ENTER}"), ("? Write these files", ENTER)]  # fmt: skip
    shown = console.terminal("init", keys=keys)
    assert shown.status == 0, shown.out
    assert "git init" not in shown.out
    assert "--git-diff --yes" in " ".join(shown.out.split())
    assert console.read(".gitattributes").endswith(LINES)
    assert console.git("config", "--local", "diff.okrctl.command") == "okrctl diff\n"
