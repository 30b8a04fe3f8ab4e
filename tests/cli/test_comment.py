"""`okrctl comment`: threads on entries, written as durably as check-ins."""

from __future__ import annotations

import json
import stat

import pytest

from cli.console import Console
from cli.running import BUGS, HELD, LAST_WEEK, Here, added, commits, only, running

ENTRY = str(LAST_WEEK["id"])
WORDS = "Ask ops: they have a copy"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def test_a_comment_is_one_commit_beside_its_entry(acme: Console) -> None:
    """It holds the comment's file and nothing else; the beginning of an id is enough."""
    ended = acme.okrctl("comment", ENTRY[:6], WORDS, "--who", "tomas", "--format", "table")
    assert (ended.status, ended.err) == (0, "")
    assert only(acme) == {"re": ENTRY, "note": WORDS}
    (path,) = added(acme)
    assert path.startswith("checkins/now/engineering/")
    assert "-tomas-" in path
    said = acme.git("log", "-1", "--format=%B").split("\n")
    assert said[0] == f"comment({BUGS})"
    assert "Okrctl: comment" in said
    assert acme.git("status", "--porcelain") == ""
    assert acme.okrctl("lint", "--select", "OKR0", "--select", "OKR1").status == 0


def test_a_thread_stands_below_its_entry(acme: Console) -> None:
    """In the log and on the card, each comment below what it answers, the oldest first."""
    acme.okrctl("comment", ENTRY, "First", "--id", "e1e1e1e1e1e1e")
    acme.okrctl("comment", "e1e1e1", "Deeper")
    acme.okrctl("comment", ENTRY, "Second")
    acme.okrctl("checkin", BUGS, "--value", "6", "--yes")
    log = json.loads(acme.okrctl("log", BUGS, "--format", "json").out)["events"]
    shown = [event["note"] or event["new"] for event in log if event["kind"] != "created"]
    assert shown == [6, "Two fixed", "First", "Deeper", "Second"]
    assert {event["address"] for event in log} == {f"now/engineering/{BUGS}"}
    card = acme.okrctl("show", BUGS, "--format", "table").out.splitlines()
    notes = [row.split()[-1] for row in card if "comment" in row]
    assert notes == ["First", "Deeper", "Second"]
    facts = json.loads(acme.okrctl("show", BUGS, "--format", "json").out)["key_result"]["entries"]
    assert [one["note"] for one in facts[1]["comments"]] == ["First", "Deeper", "Second"]


def test_the_card_and_the_log_of_an_objective_have_it_too(acme: Console) -> None:
    """Below the words that it answers, of a key result and of the objective as a whole."""
    acme.okrctl("comment", ENTRY, "First", "--id", "e1e1e1e1e1e1e")
    acme.okrctl("comment", "e1e1e1", "Deeper", "--who", "tomas")
    acme.okrctl("checkin", BUGS, "--value", "6", "--yes")
    goal = BUGS.partition("#")[0]
    card = acme.okrctl("show", goal, "--format", "table").out
    below = card[card.index("“Two fixed”") :].splitlines()[1:3]
    assert [row.strip()[:24] for row in below] == [
        "“First” comment by mira,",
        "“Deeper” comment by toma",
    ]
    log = acme.okrctl("log", goal, "--format", "table").out
    assert log.index("“Two fixed”") < log.index("“First”") < log.index("“Deeper”")


def test_a_goal_means_the_last_entry_about_it(acme: Console) -> None:
    """So nobody has to look an id up to answer what was just said."""
    acme.okrctl("comment", "availability", "Well held")
    assert only(acme)["re"] == HELD["id"]
    acme.okrctl("comment", "kpi:code-coverage", "By what?")
    (path,) = added(acme)
    assert path.startswith("readings/")


def test_undo_withdraws_it(acme: Console) -> None:
    """The line stays, and no screen shows it but the log."""
    acme.okrctl("comment", ENTRY, WORDS)
    assert acme.okrctl("undo", "--yes").status == 0
    assert "void" in only(acme)
    assert WORDS not in acme.okrctl("show", BUGS, "--format", "table").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("zzzzzz", "Hm"), "there is no such entry"),
        (("aa", "Hm"), "may mean"),
        ((ENTRY, " "), "the comment is empty"),
        ((ENTRY,), "no editor can be opened here"),
        (("soc2", "Hm"), "nothing was said of now/engineering/calm-oncall#soc2 yet"),
        ((ENTRY, "Hm", "--id", "7"), "an id has 13 characters"),
    ],
)
def test_what_cannot_be_answered(acme: Console, words: tuple[str, ...], message: str) -> None:
    """Exit 2, and nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("comment", *words)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert acme.all_files() == before


def test_the_same_id_twice_is_once_and_a_dry_run_never(acme: Console) -> None:
    """A script may repeat itself."""
    shown = acme.okrctl("comment", ENTRY, WORDS, "--dry-run")
    assert (shown.status, commits(acme)) == (0, 1)
    assert WORDS in shown.out
    for _ in range(2):
        assert acme.okrctl("comment", ENTRY, WORDS, "--id", "e1e1e1e1e1e1e").status == 0
    assert commits(acme) == 2


def test_without_a_text_the_editor_opens(acme: Console) -> None:
    """What it is about stands below a line and is no part of the comment."""
    editor = acme.write("editor", '#!/bin/sh\n{ echo \'# Ask ops\'; cat "$1"; } > x && mv x "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    ended = acme.terminal("comment", ENTRY, OKRCTL_EDITOR=str(editor))
    assert ended.status == 0, ended.out
    assert only(acme) == {"re": ENTRY, "note": "# Ask ops"}
    nothing = acme.terminal("comment", ENTRY, OKRCTL_EDITOR="true")
    assert (nothing.status, commits(acme)) == (130, 2)
