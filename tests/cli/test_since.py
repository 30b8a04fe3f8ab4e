"""`okrctl status --since`: how everything stands, and how it stood."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.console import Console, Ended
from cli.history import FILE, GOAL, SETTINGS, History
from cli.running import Here

SECOND = FILE.replace("trusted-releases", "calm-oncall")
CALM = """\
title: Nobody dreads being on call
owner: tomas
key_results:
  pages: {title: Pages at night, unit: pages, from: 30, to: 0}
"""


@pytest.fixture
def acme(console: Console) -> History:
    """A goal at the start of the quarter, a check-in each on two days, a second goal between."""
    history = History(Here(console.folder, console.home).repository())
    console.write("okrctl.yaml", SETTINGS)
    console.write(FILE, GOAL)
    history.commit("2026-09-24")
    history.entry("2026-11-13", "a", {"value": 4, "confidence": 7})
    history.commit("2026-11-13")
    console.write(SECOND, CALM)
    history.commit("2026-11-18")
    history.entry("2026-11-23", "b", {"value": 9, "confidence": 3})
    history.commit("2026-11-23")
    return history


def since(acme: History, *words: str) -> dict[str, Any]:
    """What the command prints as JSON, its objectives by id."""
    ended = acme.console.okrctl("status", *words, "--format", "json")
    assert ended.status == 0, ended.err
    facts: dict[str, Any] = json.loads(ended.out)
    facts["by"] = {one["address"].rpartition("/")[2]: one for one in facts["objectives"]}
    return facts


def table(acme: History, *words: str) -> Ended:
    """The screen."""
    return acme.console.okrctl("status", *words, "--format", "table")


def test_state_and_progress_then_and_now(acme: History) -> None:
    """Each objective and its key results, with what the state did."""
    facts = since(acme, "--since", "last friday")
    goal = facts["by"]["trusted-releases"]
    assert (goal["then"]["state"], goal["now"]["state"]) == ("on pace", "off pace")
    assert (goal["then"]["progress"], goal["now"]["progress"]) == (0.75, 0.125)
    assert (goal["change"], goal["points"]) == ("worse", -0.625)
    assert [kr["change"] for kr in goal["key_results"]] == ["worse"]
    assert facts["counts"] | {"worse": 1, "as before": 1} == facts["counts"]


def test_what_changed_its_state_comes_first(acme: History) -> None:
    """Then the key results that did, then what stayed."""
    shown = table(acme, "--since", "last friday").out
    heads = [shown.index(words) for words in ("GOT WORSE", "KEY RESULTS WHOSE", "STATE AS BEFORE")]
    assert heads == sorted(heads)
    assert shown.startswith("Acme 2026-Q4 · since Fri 20 Nov 2026, 4 days")


def test_a_goal_that_was_added_since_is_new(acme: History) -> None:
    """By the files of that day it was not there; one that was dropped since is gone."""
    assert since(acme, "--since", "2026-11-17")["by"]["calm-oncall"]["change"] == "new"
    assert "NEW\n" in table(acme, "--since", "2026-11-17").out
    (acme.console.folder / SECOND).unlink()
    gone = since(acme, "--since", "last friday")["by"]["calm-oncall"]
    assert (gone["change"], gone["now"]) == ("gone", None)


def test_the_files_are_those_of_then(acme: History) -> None:
    """The target of then and the entries of then; the page names the commit."""
    acme.console.write(FILE, GOAL.replace("to: 2", "to: 8"))
    facts = since(acme, "--since", "2026-11-14")
    assert facts["then"] == {
        "as_of": "2026-11-14",
        "commit": acme.console.git("rev-parse", "HEAD~2")[:7],
        "instead": None,
    }
    goal = facts["by"]["trusted-releases"]
    assert (goal["then"]["progress"], goal["now"]["progress"]) == (0.75, 0.5)


def test_a_revision_is_taken_with_its_day(acme: History) -> None:
    """A tag says the files and the day."""
    acme.console.git("tag", "v1", "HEAD~2")
    then = since(acme, "--since", "v1")["then"]
    assert (then["as_of"], then["commit"]) == (
        "2026-11-13",
        acme.console.git("rev-parse", "v1")[:7],
    )


def test_a_renamed_goal_is_the_same(acme: History) -> None:
    """Its old name led to it."""
    moved = acme.console.okrctl("mv", "calm-oncall", "quiet-nights")
    assert moved.status == 0, moved.err
    goal = since(acme, "--since", "2026-11-19")["by"]["quiet-nights"]
    assert (goal["change"], goal["old_address"]) == (
        "as before",
        "2026-Q4/engineering/calm-oncall",
    )


def test_with_at_then_lies_before_that_commit(acme: History) -> None:
    """Now is the files of the commit, then those of an older one of its branch."""
    facts = since(acme, "--since", "2026-10-01", "--at", "HEAD~2")
    assert facts["commit"] == acme.console.git("rev-parse", "HEAD~2")[:7]
    assert facts["then"]["commit"] == acme.console.git("rev-parse", "HEAD~3")[:7]
    assert [*facts["by"]] == ["trusted-releases"]


def test_filters_ask_for_what_it_is_now(acme: History) -> None:
    """Team, owner, mine and state narrow the page."""

    def shown(*words: str) -> set[str]:
        return {*since(acme, "--since", "last friday", *words)["by"]}

    assert shown("--owner", "tomas") == {"calm-oncall"}
    assert shown("--mine") == {"trusted-releases"}
    assert shown("--state", "off pace") == {"trusted-releases"}
    assert shown("--team", "company") == set()
    assert "No objective of 2026-Q4 fits" in table(acme, "--since", "start", "--state", "done").out


def test_where_no_commit_is_old_enough(acme: History) -> None:
    """Today's files say how it was, and the page says that they do."""
    said = since(acme, "--since", "2026-09-01")["then"]
    assert (said["commit"], said["instead"]) == (None, "no commit is that old")
    screen = table(acme, "--since", "2026-09-01").out
    assert "today's files as of that day: no commit is that old" in screen


def test_without_git(console: Console) -> None:
    """Days still work."""
    console.write("okrctl.yaml", SETTINGS)
    console.write(FILE, GOAL)
    ended = Here(console.folder, console.home).okrctl(
        "status", "--since", "start", "--format", "json"
    )
    assert json.loads(ended.out)["then"]["instead"] == "this is not a git repository"


def test_a_file_that_could_not_be_read_then_is_not_new(acme: History) -> None:
    """Nobody knows what it was."""
    acme.console.write(FILE, "titel: x\n")
    acme.commit("2026-11-23")
    acme.console.write(FILE, GOAL)
    facts = since(acme, "--since", "yesterday")
    assert facts["by"]["trusted-releases"]["change"] == "unread"


@pytest.mark.parametrize(
    ("said", "message"),
    [("soon", "--since 'soon' is no day, and no revision"), ("end", "lies after 2026-11-24"),
     ("--output=x", "no revision")],
)  # fmt: skip
def test_what_is_no_day(acme: History, said: str, message: str) -> None:
    """Exit 2, and nothing is printed."""
    ended = acme.console.okrctl("status", f"--since={said}")
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err


def test_a_pipe_gets_a_row_for_each_objective(acme: History) -> None:
    """Full addresses and fractions."""
    row = acme.console.okrctl("status", "--since", "last friday").out.splitlines()[0].split("\t")
    assert row[:7] == [
        "worse", "2026-Q4/engineering/trusted-releases", "on pace", "off pace", "0.75",
        "0.125", "-0.625",
    ]  # fmt: skip
