"""`okrctl initiative`: one status put in its place, in one commit."""

from __future__ import annotations

import pytest

from cli.console import Console
from cli.running import GOALS, TRUSTED, Here, commits, running

GOAL = f"{GOALS}/trusted-releases.yaml"
WORK = """\
initiatives:
  coverage-report: {title: A report on every pull request, status: doing}  # by May
  fuzzing: {title: Fuzz what parses}
"""
OTHER = "initiatives: {fuzzing: {title: Fuzz the pager too, status: todo}}\n"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme, with work on two objectives."""
    space = running(Here(console.folder, console.home))
    space.write(GOAL, TRUSTED + WORK)
    space.write(f"{GOALS}/calm-oncall.yaml", space.read(f"{GOALS}/calm-oncall.yaml") + OTHER)
    space.commit()
    return space


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (("coverage-report", "done"), "status: doing}  # by May", "status: done}  # by May"),
        (("trusted-releases/fuzzing", "doing"), "parses}", "parses, status: doing}"),
        (("now/engineering/trusted-releases/fuzzing", "dropped"), "parses}",
         "parses, status: dropped}"),
    ],
)  # fmt: skip
def test_one_status_is_one_commit(
    acme: Console, words: tuple[str, str], old: str, new: str
) -> None:
    """Nothing else of the file changes; where there was no status it is added."""
    ended = acme.okrctl("initiative", *words)
    assert (ended.status, ended.err) == (0, "")
    assert acme.read(GOAL) == (TRUSTED + WORK).replace(old, new)
    assert acme.git("show", "--format=", "--name-only").split() == [GOAL]
    assert acme.git("log", "-1", "--format=%s").startswith("initiative(trusted-releases/")
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.read(GOAL) == TRUSTED + WORK


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("fuzzing", "done"), "may mean calm-oncall/fuzzing or trusted-releases/fuzzing"),
        (("coverage-reprot", "done"), "did you mean trusted-releases/coverage-report?"),
        (("trusted-releases/reports", "done"), "there is no initiative"),
        (("trusted-relaeses/fuzzing", "done"), "did you mean"),
        (("coverage-report", "finished"), "one of: todo, doing, done, dropped"),
        (("coverage-report", "doing"), "is doing already"),
    ],
)
def test_what_cannot_be_set(acme: Console, words: tuple[str, str], message: str) -> None:
    """Exit 2, with what is close, and nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("initiative", *words)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert acme.all_files() == before


def test_a_dry_run_and_a_changed_file_write_nothing(acme: Console) -> None:
    """The diff is shown; somebody's uncommitted change never slips in."""
    shown = acme.okrctl("initiative", "coverage-report", "done", "--dry-run")
    assert (shown.status, "status: done" in shown.out, commits(acme)) == (0, True, 2)
    acme.write(GOAL, TRUSTED + WORK + "tags: [a]\n")
    ended = acme.okrctl("initiative", "coverage-report", "done")
    assert (ended.status, commits(acme)) == (3, 2)
    assert "has changes that are not committed" in ended.err
