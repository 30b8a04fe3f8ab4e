from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cli.console import Console, Terminal
from cli.running import BUGS, GOALS, TODAY, added, commits, entry, lines, only, running

ESC, CTRL_C, ENTER, DOWN = "\x1b", "\x03", "\r", "\x1b[B"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle; the draft goes into the home of the test."""
    return running(console)


BUGS_ANSWERS = [
    ("Value", "8" + ENTER),
    ("Confidence of 0", "3" + ENTER),
    ("What changed?", "Two billing regressions" + ENTER),
    ("Blocked?", "No staging data" + ENTER),
    ("Support needed", "ops: A masked copy" + ENTER),
]
KEPT = [
    ("Value", ENTER),
    ("Confidence of ≥ 99.5 %", ENTER),
    ("Blocked?", ENTER),
]


def test_a_walk_through_what_is_due(acme: Console) -> None:
    """Stale first; the last value is kept by Enter; one commit; the screen is as documented."""
    ended = acme.terminal("checkin", keys=[*BUGS_ANSWERS, *KEPT, ("Commit", ENTER)])
    assert ended.status == 0, ended.out
    screen = re.sub(r"[0-9a-f]{7}(?= ·)|\b[0-9a-z]{6}(?=\.jsonl)", "…", ended.out)
    rows = screen.splitlines()
    assert rows[0] == (
        "Check-in · mira · 2 of 2 due        Enter keeps · - skips · Esc back · ^O editor"
    )
    assert rows[1].startswith("~ stale trusted-releases#critical-bugs  Critical bugs")
    assert rows[1].endswith("1 of 2")
    assert rows[2] == "  10 ├█████████───────┃─────────────┤ 0 bugs  last 7, 8 days ago"
    assert rows[3].split() == ["?", "Value", "(was", "7)", "8"]
    assert rows[4] == "  7 → 8, the wrong way: 0.53 → 0.35 of expected, stale → off pace"
    assert rows[5].split("  ")[-1].strip() == "3"
    assert rows[6].startswith("? What changed?  (wanted here: OKR502)")
    assert {row.index(row.split("  ")[-1].strip()) for row in (rows[3], rows[7])} == {48}
    assert "+ checkins/now/engineering/" in screen
    assert "✓ 2 entries, commit … · trusted-releases: off pace" in rows
    assert "Script  okrctl checkin critical-bugs --value 8 --confidence 3 \\" in screen
    assert rows[-1].startswith("Next  okrctl show trusted-releases · okrctl undo")
    (entries,) = added(acme).values()
    assert [(one["value"], one["confidence"]) for one in entries] == [(8, 3), (99.7, 8)]
    assert entries[0]["support"] == [{"team": "ops", "need": "A masked copy"}]
    assert entries[0]["blocked"] == "No staging data"
    assert "Script  okrctl checkin availability --value 99.7 --confidence 8 --yes" in rows
    assert all(len(row) <= 80 for row in rows)


def test_d15_ctrl_c_at_any_question_writes_nothing_and_goes_on_later(acme: Console) -> None:
    """Exit 130 each time, the tree as it was; `--resume` asks the question that was left."""
    before = acme.all_files()
    answered: list[tuple[str, str]] = []
    for label, answer in [*BUGS_ANSWERS, ("Value", ENTER)]:
        words = ("checkin", "--resume") if answered[1:] else ("checkin",)
        last = [answered[-1]] if answered else []
        ended = acme.terminal(*words, keys=[*last, (label, CTRL_C)])
        assert ended.status == 130, ended.out
        assert "nothing was written" in ended.out
        assert acme.all_files() == before
        answered.append((label, answer))
    rest = KEPT
    at_commit = acme.terminal("checkin", "--resume", keys=[*rest, ("Commit", CTRL_C)])
    assert at_commit.status == 130
    assert "okrctl checkin --resume goes on" in at_commit.out
    assert acme.all_files() == before
    assert acme.terminal("checkin", "--resume", keys=[("Commit", ENTER)]).status == 0
    (entries,) = added(acme).values()
    assert [one["value"] for one in entries] == [8, 99.7]
    assert acme.okrctl("checkin", "--resume").status == 2


def test_esc_goes_back_and_a_dash_leaves_a_goal_out(acme: Console) -> None:
    """An answer can be given again, also that of the key result before; a dash skips."""
    keys = [
        ("Value  (was 7)", "9" + ENTER),
        ("Confidence of 0", ESC),
        ("Value  (was 7)", "6" + ENTER),
        ("Confidence of 0", ENTER),
        ("Blocked?", ENTER),
        ("Value  (was 99.7)", ESC),
        ("Blocked?", "Nobody" + ENTER),
        ("Support", ENTER),
        ("Value  (was 99.7)", "-" + ENTER),
        ("Commit", ENTER),
    ]
    ended = acme.terminal("checkin", keys=keys)
    assert ended.status == 0, ended.out
    ((one,),) = added(acme).values()
    assert (one["value"], one["blocked"]) == (6, "Nobody")


def test_a_wrong_answer_is_asked_again(acme: Console) -> None:
    """The question says what it takes, and stays."""
    keys = [("Value", "74%" + ENTER), ("write it in digits", "\x7f\x7f\x7f6" + ENTER),
            ("Confidence", "11" + ENTER), ("0 is surely not", "\x7f\x7f7" + ENTER),
            ("Blocked?", ENTER), ("Commit", "n" + ENTER)]  # fmt: skip
    ended = acme.terminal("checkin", BUGS, keys=keys)
    assert ended.status == 130, ended.out
    assert "nothing was written" in ended.out
    assert commits(acme) == 1


def test_the_lines_can_be_edited_before_they_are_saved(acme: Console) -> None:
    """Through the editor and the same checks; a line that cannot be read is asked for again."""
    editor = acme.home / "editor"
    editor.write_text(
        '#!/bin/sh\nsed -i \'s/"value": 6/"value": 5/; s/}$/, "note": "By hand"}/\' "$1"\n'
    )
    editor.chmod(0o755)
    keys = [("Commit", "edit" + ENTER), ('"note": "By hand"', ENTER)]
    words = ("checkin", BUGS, "--value", "6")
    ended = acme.terminal(*words, keys=keys, EDITOR=str(editor))
    assert ended.status == 0, ended.out
    ((one,),) = added(acme).values()
    assert (one["value"], one["note"]) == (5, "By hand")


def test_a_broken_line_from_the_editor_is_refused(acme: Console) -> None:
    """It is said what is wrong, and the lines as they were can still be saved."""
    editor = acme.home / "editor"
    editor.write_text('#!/bin/sh\nsed -i \'s/"value": 6/"value": "six"/\' "$1"\n')
    editor.chmod(0o755)
    keys = [("Commit", "edit" + ENTER), ("Edit again", "n" + ENTER), ("Commit", ENTER)]
    ended = acme.terminal("checkin", BUGS, "--value", "6", keys=keys, EDITOR=str(editor))
    assert ended.status == 0, ended.out
    assert "expected a number" in ended.out
    ((one,),) = added(acme).values()
    assert one["value"] == 6


def test_d15_ctrl_c_in_the_editor_writes_nothing(acme: Console) -> None:
    """Exit 130; the tree is as it was, and nothing is left in the git folder."""
    editor = acme.home / "editor"
    editor.write_text("#!/bin/sh\necho open\nsleep 20\n")
    editor.chmod(0o755)
    before = acme.all_files()
    keys = [("Commit", "edit" + ENTER), ("open", CTRL_C)]
    ended = acme.terminal("checkin", BUGS, "--value", "6", keys=keys, EDITOR=str(editor))
    assert ended.status == 130, ended.out
    assert (acme.all_files(), commits(acme)) == (before, 1)


def test_nothing_due_offers_what_is_mine(acme: Console) -> None:
    """A list to pick from; typing filters it."""
    now = entry("hhhhhhh", TODAY, kr=f"engineering/{BUGS}", value=7, confidence=5)
    held = entry("jjjjjjj", TODAY, kr="engineering/trusted-releases#availability", value=99.7)
    acme.write("checkins/now/engineering/today.jsonl", lines(now, held))
    acme.commit()
    keys = [("which one", "avail"), ("avail", ENTER), ("Value", "99.9" + ENTER),
            ("Confidence", "-" + ENTER)]  # fmt: skip
    ended = acme.terminal("checkin", keys=keys)
    assert ended.status == 0, ended.out
    assert "Nothing was said, so nothing was written." in ended.out


def test_every_kind_asks_in_its_own_way(acme: Console) -> None:
    """Steps are ticked, zones picked with evidence, a sentence is done or not, words suffice."""
    keys = [
        ("Reached since", " " + ENTER),
        ("Evidence", "https://x.example/1" + ENTER),
        ("Confidence of all of it", "7" + ENTER), ("Blocked?", ENTER),
        ("Done?", "40%" + ENTER),
        ("Confidence of this", "6" + ENTER), ("Blocked?", ENTER),
        ("leave this one out", "\x1b[B" + ENTER),
        ("Evidence", "A post" + ENTER),
        ("Confidence of the target", "5" + ENTER), ("Blocked?", ENTER),
        ("Value", "30" + ENTER),
        ("Confidence", ENTER), ("Blocked?", ENTER),
        ("Progress", "50%" + ENTER),
        ("Confidence", ENTER), ("Blocked?", ENTER),
        ("Confidence of 80", "8 Billing" + ENTER), ("Blocked?", ENTER),
        ("Commit", ENTER), ("Write the baseline too", "n" + ENTER),
    ]  # fmt: skip
    ended = acme.terminal("checkin", "calm-oncall", "coverage", keys=keys, columns=120)
    assert ended.status == 0, ended.out
    assert "last 74 by kpi:code-coverage, 1 day ago" in ended.out
    (entries,) = added(acme).values()
    said = [{k: v for k, v in one.items() if k not in ("id", "at", "who", "kr")} for one in entries]
    assert said == [
        {"milestone": "pilot", "done": True, "confidence": 7, "evidence": "https://x.example/1"},
        {"progress": 0.4, "confidence": 6},
        {"zone": "commit", "confidence": 5, "evidence": "A post"},
        {"value": 30},
        {"progress": 0.5},
        {"confidence": 8, "note": "Billing"},
    ]


def test_plain_questions_redraw_nothing(acme: Console) -> None:
    """With OKRCTL_ACCESSIBLE=1: no cursor movement, numbers for choices, `<` back, `>` editor."""
    words = editor(acme, "echo 'from the editor' > \"$1\"")
    keys = [
        ("Value  (was 7) [7]:", "9\n"),
        ("Confidence", "<\n"),
        ("Value  (was 7) [7]:", "74%\n"),
        ("write it in digits", "6\n"),
        ("Confidence", "\n"), ("Blocked?", ">\n"), ("Support needed", "ops: a copy | nobody: x\n"),
        ("there is no team nobody", "ops: a copy | company: a word\n"),
        ("Reached since, numbers with spaces", "1 9\n"), ("type numbers from 1 to 3", "1 2\n"),
        ("Evidence", "A post\n"), ("Confidence", "6\n"), ("Blocked?", "\n"),
        ("Commit", "\n"),
    ]  # fmt: skip
    terminal = Terminal(acme, ("checkin", BUGS, "canary", "--color", "never"), 80,
                        {"OKRCTL_ACCESSIBLE": "1", "EDITOR": words})  # fmt: skip
    ended = terminal.played(keys)
    assert ended.status == 0, ended.out
    assert "\x1b" not in terminal.raw
    assert "\r" not in terminal.raw.replace("\r\n", "")
    one, pilot, billing = next(iter(added(acme).values()))
    assert (one["value"], one["confidence"], one["blocked"]) == (6, 5, "from the editor")
    assert one["support"] == [
        {"team": "ops", "need": "a copy"}, {"team": "company", "need": "a word"},
    ]  # fmt: skip
    assert [(step["milestone"], step.get("confidence")) for step in (pilot, billing)] == [
        ("pilot", 6), ("billing", None),
    ]  # fmt: skip


def editor(acme: Console, script: str, name: str = "words") -> str:
    """An editor that does this to the file that it is given."""
    program = acme.home / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


CTRL_O = "\x0f"


def test_longer_words_are_written_in_the_editor(acme: Console) -> None:
    """^O opens it with what was typed; several lines stay; one that cannot be started is said."""
    words = editor(acme, "printf 'Two regressions,\\n\\nboth in billing\\n' >> \"$1\"")
    keys = [("Value", "8" + ENTER), ("Confidence", "3" + ENTER),
            ("What changed?", "First: " + CTRL_O), ("Blocked?", ENTER),
            ("Commit", ENTER)]  # fmt: skip
    ended = acme.terminal("checkin", BUGS, keys=keys, EDITOR=words)
    assert ended.status == 0, ended.out
    ((one,),) = added(acme).values()
    assert one["note"] == "First:\nTwo regressions,\n\nboth in billing"
    missing = acme.terminal(
        "checkin", BUGS, keys=[("Value", CTRL_O), ("cannot be started", CTRL_C)], EDITOR="/no/such"
    )
    assert missing.status == 130


HELD_UP = (
    entry("ddddddd", TODAY - timedelta(7), kr=f"engineering/{BUGS}", blocked="No staging data",
          support=[{"team": "ops", "need": "A masked copy"}]),
    entry("eeeeeee", TODAY - timedelta(6), kr=f"engineering/{BUGS}", blocked="No night shift"),
    entry("fffffff", TODAY - timedelta(5), kr=f"engineering/{BUGS}", value=7,
          support=[{"team": "company", "need": "A word with sales"}]),
)  # fmt: skip


def test_blockers_and_support_are_closed_in_the_walk(acme: Console) -> None:
    """Each that is open is offered; one that goes takes along the help that it asked for."""
    acme.write("checkins/now/engineering/held.jsonl", lines(*HELD_UP))
    acme.commit()
    keys = [("Value", ENTER), ("Confidence", ENTER), ("Still: No staging data", "n" + ENTER),
            ("Still: No night shift", "Nobody on call" + ENTER), ("Support", ENTER),
            ("Still needed: company: A word", "n" + ENTER), ("Commit", ENTER)]  # fmt: skip
    ended = acme.terminal("checkin", BUGS, keys=keys, columns=100)
    assert ended.status == 0, ended.out
    ((first, *others),) = added(acme).values()
    assert (first["blocked"], first["unblocked"], first["supported"]) == (
        "Nobody on call", "ddddddd000000", "ddddddd000000",
    )  # fmt: skip
    assert [one.get("unblocked", one.get("supported")) for one in others] == [
        "eeeeeee000000", "fffffff000000",
    ]  # fmt: skip
    again = acme.terminal("checkin", BUGS, keys=[("Value", ENTER), ("Confidence", ENTER),
                          ("Still blocked?", "n" + ENTER), ("Commit", ENTER)])  # fmt: skip
    assert again.status == 0, again.out
    assert only(acme)["unblocked"] == first["id"]


FIVE = """\
title: Five results are told in one go
owner: mira
key_results:
  bugs: {title: Bugs found after release, unit: bugs, from: 10, to: 0}
  uptime: {title: The API stays up, unit: "%", at_least: 99.5, every: day}
  steps: {title: Canaries reach all, milestones: {pilot: One service, all: Every service}}
  calm: {title: Customers are calm, zones: {commit: One says so, target: Three, stretch: A talk}}
  report: The report is published
"""


def test_five_key_results_take_under_forty_keys(acme: Console) -> None:
    """Of every sort one, with words, a blocker, help and evidence: what is no word is counted."""
    acme.write(f"{GOALS}/five.yaml", FIVE)
    acme.commit()
    keys = [
        ("Value", "12" + ENTER), ("Confidence", "4" + ENTER), ("What changed?", "More" + ENTER),
        ("Blocked?", "No data" + ENTER), ("Support", "ops: a copy" + ENTER),
        ("Value", "99.9" + ENTER), ("Confidence", "8" + ENTER), ("What changed?", ENTER),
        ("Blocked?", ENTER), ("Reached since", " " + ENTER), ("Evidence", "A link" + ENTER),
        ("Confidence", "7" + ENTER), ("Blocked?", ENTER),
        ("leave this one out", DOWN + ENTER), ("Evidence", "A post" + ENTER),
        ("Confidence", "6" + ENTER), ("Blocked?", ENTER),
        ("Done?", "40%" + ENTER), ("Confidence", "5" + ENTER), ("Blocked?", ENTER),
        ("Commit", ENTER),
    ]  # fmt: skip
    ended = acme.terminal("checkin", "five", keys=keys)
    assert ended.status == 0, ended.out
    ((*entries,),) = added(acme).values()
    assert len(entries) == 5
    typed = "".join(text for _, text in keys).replace(DOWN, "\v")
    presses = [key for key in typed if key in (ENTER, ESC, "\v")]
    ticks = sum(text == " " + ENTER for _, text in keys)
    assert len(presses) + ticks < 40


def test_a_draft_is_offered_and_can_be_let_go(acme: Console) -> None:
    """Without --resume the next walk asks; --discard forgets it."""
    acme.terminal("checkin", keys=[("Value", "8" + ENTER), ("Confidence", CTRL_C)])
    asked = acme.terminal(
        "checkin", keys=[("Go on with the draft", "n" + ENTER), ("Value", CTRL_C)]
    )
    assert asked.status == 130
    acme.terminal("checkin", keys=[("Value", "8" + ENTER), ("Confidence", CTRL_C)])
    assert acme.okrctl("checkin", "--discard").status == 0
    assert acme.okrctl("checkin", "--resume").status == 2


def test_esc_at_the_last_look_goes_back_to_the_last_question(acme: Console) -> None:
    """Nothing is lost by it: the other answers stay, and the line is drawn anew."""
    keys = [
        *BUGS_ANSWERS[:3],
        ("Blocked?", ENTER),
        ("Commit", ESC),
        ("Blocked?", "No staging data" + ENTER),
        ("Support", ENTER),
        ("Commit", ENTER),
    ]
    ended = acme.terminal("checkin", "critical-bugs", keys=keys)
    assert ended.status == 0, ended.out
    ((one,),) = added(acme).values()
    assert (one["value"], one["confidence"], one["blocked"]) == (8, 3, "No staging data")
