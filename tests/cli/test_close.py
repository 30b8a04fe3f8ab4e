"""`okrctl close` in a real repository: by a sheet, and as a walk on a terminal."""

from __future__ import annotations

import json
import re

import pytest

from cli.console import Console
from cli.running import BEFORE, TODAY, Here, added, commits, entry, lines, running

GOAL = "engineering/first-canary"
CARRIED = "goals/now/engineering/first-canary.yaml"
ENTER, CTRL_C, ESC = "\r", "\x03", "\x1b"
SHEET = """\
engineering:
  objectives:
    first-canary:
      key_results:
        critical-bugs: 0.7
        coverage: {grade: 0.5, note: Only the old half}
        availability: {grade: null, note: Nobody measured it}
      learned: With a template a canary takes a day
      outcome: keep
      carry: true
  learned: We forgot the tool that makes the second one cheap
  missing: Billing
"""


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme, whose past cycle ended with four bugs left of ten and is not closed."""
    acme = running(Here(console.folder, console.home))
    last = entry("ddddddd", BEFORE, kr=f"{GOAL}#critical-bugs", value=4)
    acme.write("checkins/past/engineering/last.jsonl", lines(last))
    read = entry("eeeeeee", BEFORE, "ci", kpi="code-coverage", value=70)
    acme.write(f"readings/{TODAY.year}/last.jsonl", lines(read))
    acme.write("goals/past/engineering/first-canary.yaml", with_more(acme))
    acme.commit()
    return acme


def with_more(acme: Console) -> str:
    """The past goal with a field of its time, and with work that is done and that is not."""
    return acme.read("goals/past/engineering/first-canary.yaml") + (
        f"due: {BEFORE}\ninitiatives:\n  tool: {{title: Write the tool, status: done}}\n"
        "  rest: {title: Move the rest, status: doing, key_results: [critical-bugs]}\n"
    )


def closed(acme: Console, text: str = SHEET, *words: str) -> tuple[int, str]:
    """How closing by a sheet ends."""
    file = acme.home / "closing.yaml"
    file.write_text(text)
    ended = acme.okrctl("close", "past", "--from", str(file), *words)
    return ended.status, ended.err


def test_a_sheet_is_printed_filled_in_and_read_back(acme: Console) -> None:
    """It names each grade that is to be given, with what was computed; unfilled it is refused."""
    sheet = acme.okrctl("close", "past", "--sheet")
    assert sheet.status == 0, sheet.err
    assert "critical-bugs: TODO  # 0.6 computed" in sheet.out
    status, err = closed(acme, sheet.out)
    assert (status, commits(acme)) == (2, 2)
    assert "critical-bugs has no grade yet: TODO" in err
    for gap, said in (
        ("critical-bugs: TODO", "critical-bugs: 0.7"),
        ("coverage: TODO", "coverage: 0.4"),
        ("availability: TODO", "availability: {grade: 0.5, note: Felt so}"),
        ("outcome: TODO", "outcome: change"),
        ("learned: TODO", "learned: A template"),
    ):
        assert gap in sheet.out
        sheet_text = sheet.out.replace(gap, said)
        sheet = type(sheet)(0, sheet_text, "")
    status, err = closed(acme, sheet.out)
    assert (status, commits(acme)) == (0, 3), err


def test_entries_and_files_are_one_commit(acme: Console) -> None:
    """Grades of the last day, the verdict, the retrospective; and the goal that goes on."""
    status, err = closed(acme)
    assert status == 0, err
    found = names(acme)
    assert [path.partition("/")[0] for path in found] == ["checkins", "goals"]
    said = [json.loads(line) for line in acme.read(found[0]).splitlines()]
    assert [tuple(one)[3] for one in said] == ["kr", "kr", "kr", "objective", "team"]
    assert {one.get("day") for one in said[:4]} == {str(BEFORE)}
    assert [one.get("grade", "-") for one in said] == [0.7, 0.5, None, "-", "-"]
    assert said[3]["outcome"] == "keep"
    assert said[4]["learned"].startswith("We forgot")
    assert (said[4]["note"], said[4]["closed"], "day" in said[4]) == ("Billing", True, False)
    assert acme.git("log", "-1", "--format=%s").strip() == "close(past): engineering"
    shown = json.loads(acme.okrctl("status", "--cycle", "past", "--format", "json").out)
    assert shown["teams"][0]["objectives"][0]["state"] == "closed"


def names(acme: Console) -> list[str]:
    """The files of the last commit, all of them new."""
    listed = acme.git("show", "--format=", "--name-status", "--no-renames").splitlines()
    assert all(row.startswith("A\t") for row in listed)
    return [row.partition("\t")[2] for row in listed]


def test_what_goes_on_has_x_where_it_ended_and_a_gap_for_y(acme: Console) -> None:
    """Lint finds one OKR010 for each gap and nothing else in it; what was of its time is gone."""
    assert closed(acme)[0] == 0
    text = acme.read(CARRIED)
    assert "continues: past/engineering/first-canary" in text
    assert "unit: bugs, from: 4, to: TODO}" in text
    assert "kpi: code-coverage, from: 70, to: TODO}" in text
    assert "availability: {title: The API stays up" in text
    assert ("due:" in text, "tool:" in text, "rest:" in text) == (False, False, True)
    rows = acme.okrctl(
        "lint", CARRIED, "--format", "concise", "--fail-on", "never"
    ).out.splitlines()
    errors = [row for row in rows if " error " in f" {row} " or "OKR0" in row or "OKR1" in row]
    assert len([row for row in errors if "OKR010" in row]) == 2
    assert all("OKR010" in row for row in errors)
    acme.write(CARRIED, text.replace("TODO}", "0}", 1).replace("TODO}", "90}", 1))
    assert acme.okrctl("lint", CARRIED, "--select", "OKR0,OKR1,OKR2").status == 0


def test_closed_is_quiet(acme: Console) -> None:
    """OKR506 waits for it, says what to type, and is content with it."""
    waiting = acme.okrctl("lint", "--select", "OKR506")
    assert waiting.status == 1
    assert "okrctl close past" in waiting.out
    assert closed(acme)[0] == 0
    assert acme.okrctl("lint", "--select", "OKR506").status == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("0.7", "0.775", "up to two decimals"),
        ("0.7", "7", "from 0 to 1"),
        ("        critical-bugs: 0.7\n", "", "critical-bugs has no grade"),
        ("critical-bugs: 0.7", "bugs: 0.7", "bugs, which is not asked for"),
        ("{grade: 0.5, note: Only the old half}", "0.1", "coverage.note is missing: why 0.1?"),
        (", note: Nobody measured it", "", "availability.note is missing"),
        ("outcome: keep", "outcome: go on", "one of keep, change, drop"),
        ("outcome: keep", "outcome: drop", "dropped and carried over"),
        ("      learned: With", "      lesson: With", "lesson, which is not asked for"),
        ("With a template a canary takes a day", "TODO", "learned is still TODO"),
        ("engineering:", "ops:", "the file has ops"),
        ("    first-canary:", "    second:", "second, which is not asked for"),
        ("carry: true", "carry: maybe", "true or false"),
        ("engineering:", "engineering: [", "closing.yaml"),
    ],
)
def test_nothing_is_guessed(acme: Console, old: str, new: str, why: str) -> None:
    """Exit 2 with the place and what is wanted there; not a byte is written."""
    before = acme.all_files()
    status, err = closed(acme, SHEET.replace(old, new))
    assert (status, acme.all_files()) == (2, before), err
    assert why in err


def test_a_promise_that_was_missed_says_why(acme: Console) -> None:
    """A committed objective below 1 is asked; with the reason it closes."""
    path = "goals/past/engineering/first-canary.yaml"
    acme.write(path, acme.read(path) + "commitment: committed\n")
    acme.commit()
    status, err = closed(acme)
    assert (status, "It was promised and missed: why?" in err) == (2, True)
    reasoned = SHEET.replace(
        "      learned: With", "      note: Two people left\n      learned: With"
    )
    assert closed(acme, reasoned)[0] == 0


def test_only_what_is_over_and_open_is_closed(acme: Console) -> None:
    """A running cycle needs --early, a planned one waits, a closed one is closed."""
    assert "runs until" in acme.okrctl("close", "now", "--yes").err
    acme.write("goals/2031-Q1/ops/calm.yaml", "title: Calm\nkey_results: {x: It is}\n")
    assert "begins on" in acme.okrctl("close", "2031-Q1", "--yes").err
    assert "is no cycle" in acme.okrctl("close", "2026-Q9").err
    assert "nobody can be asked here" in acme.okrctl("close", "past").err
    assert "ops has no goals in past" in acme.okrctl("close", "past", "--team", "ops").err
    assert closed(acme)[0] == 0
    again = acme.okrctl("close", "past", "--sheet")
    assert (again.status, "--reopen" in again.err) == (2, True)


def test_it_is_opened_again_and_closed_again(acme: Console) -> None:
    """With the reason; what stands already is not said twice; the goal goes on only once."""
    assert closed(acme)[0] == 0
    assert acme.okrctl("close", "past", "--reopen").status == 2
    ended = acme.okrctl("close", "past", "--reopen", "--why", "A bug was counted twice")
    assert ended.status == 0, ended.err
    ((reopening,),) = added(acme).values()
    assert (reopening["reopened"], reopening["note"]) == (True, "A bug was counted twice")
    late = acme.okrctl("checkin", f"past/{GOAL}#critical-bugs", "--value", "3", "--yes")
    assert late.status == 0, late.err
    sheet = SHEET.replace("0.7", "0.8").replace("carry: true", "carry: false")
    status, err = closed(acme, sheet)
    assert status == 0, err
    ((grade, team),) = added(acme).values()
    assert (grade["grade"], team["closed"]) == (0.8, True)
    assert "the next cycle has it" in closed(acme_reopened(acme), SHEET)[1]


def acme_reopened(acme: Console) -> Console:
    """The same with the past cycle open once more."""
    assert acme.okrctl("close", "past", "--reopen", "--why", "Once more").status == 0
    return acme


def test_undo_opens_it_and_takes_the_new_goal_back(acme: Console) -> None:
    """Each entry is withdrawn, and the file of the next cycle is gone."""
    before = acme.okrctl("show", f"past/{GOAL}", "--format", "json").out
    assert closed(acme)[0] == 0
    ended = acme.okrctl("undo", "--yes")
    assert ended.status == 0, ended.err
    assert not (acme.folder / CARRIED).exists()
    after = acme.okrctl("show", f"past/{GOAL}", "--format", "json").out
    plain = [
        {k: v for k, v in json.loads(text).items() if k != "commit"} for text in (before, after)
    ]
    assert plain[0] == plain[1]


def test_what_was_let_go_is_not_asked_about(acme: Console) -> None:
    """A dropped key result has no grade, and does not go on."""
    dropped = acme.okrctl("drop", f"past/{GOAL}#coverage", "--why", "The KPI is gone")
    assert dropped.status == 0, dropped.err
    assert "  coverage: TODO" not in acme.okrctl("close", "past", "--sheet").out
    row = "        coverage: {grade: 0.5, note: Only the old half}\n"
    assert closed(acme, SHEET.replace(row, ""))[0] == 0
    assert "coverage" not in acme.read(CARRIED)


def test_a_dry_run_writes_nothing_and_no_commit_only_files(acme: Console) -> None:
    """All of it as a diff; then the same files without a commit."""
    before = acme.all_files()
    assert closed(acme, SHEET, "--dry-run")[0] == 0
    assert (acme.all_files(), commits(acme)) == (before, 2)
    assert closed(acme, SHEET, "--no-commit")[0] == 0
    assert ((acme.folder / CARRIED).exists(), commits(acme)) == (True, 2)


WALK = [
    ("Score of critical-bugs", "0.7" + ENTER),
    ("Score of coverage", "0.4" + ENTER),
    ("Score of availability", ENTER),
    ("Why is there no score", "Nobody measured it" + ENTER),
    ("Score of all of it", ENTER),
    ("What was learned?", "A template" + ENTER),
    ("Keep, change or drop?", ENTER),
    ("Carry it over", ENTER),
    ("What did engineering learn", "The tool first" + ENTER),
    ("What would be missing?", "Billing" + ENTER),
]


def test_a_walk_that_is_stopped_goes_on_where_it_was(console: Console, acme: Console) -> None:
    """Ctrl-C writes nothing; the draft asks the next question; one commit at the end."""
    acme = Console(console.folder, console.home)
    before = acme.all_files()
    ended = acme.terminal("close", "past", keys=[*WALK[:2], ("Score of availability", CTRL_C)])
    assert (ended.status, acme.all_files()) == (130, before), ended.out
    assert "okrctl close past goes on" in ended.out
    keys = [
        ("Go on with the draft", ENTER),
        ("Score of availability", ESC),
        ("Score of coverage", "0.9" + ENTER),
        ("Why 0.9 for coverage?", ESC),
        ("Score of coverage", "0.7" + ENTER),
        ("Why 0.7 for coverage?", "The old half" + ENTER),
        *WALK[2:-1],
        ("What would be missing?", "Bill" + ENTER),
        ("Commit  (Y/n)", ESC),
        ("What would be missing?", "Billing" + ENTER),
        ("Commit  (Y/n)", ENTER),
    ]
    ended = acme.terminal("close", "past", keys=keys)
    assert ended.status == 0, ended.out
    assert commits(acme) == 3
    assert re.search(r"✓ 2 files, commit", ended.out)
    said = [json.loads(line) for line in acme.read(names(acme)[0]).splitlines()]
    assert [one.get("grade", "-") for one in said] == [0.7, 0.7, None, "-", "-"]
    assert (said[1]["note"], said[4]["note"]) == ("The old half", "Billing")
    assert "from: 4, to: TODO" in acme.read(CARRIED)
    assert str(TODAY) not in acme.read(CARRIED)
