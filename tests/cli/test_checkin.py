from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from cli.console import Console
from cli.running import (
    BEFORE,
    BUGS,
    FULL,
    TODAY,
    Here,
    added,
    bugs,
    commits,
    entry,
    lines,
    only,
    running,
)

KR = f"engineering/{BUGS}"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


KINDS = [
    ((BUGS, "--value", "6.50"), {"kr": KR, "value": 6.5}),
    ((BUGS, "--value", "7/12"), {"kr": KR, "value": 7, "of": 12}),
    ((BUGS, "--value", "-3"), {"kr": KR, "value": -3}),
    (
        ("availability", "--value", "99.62", "--confidence", "9"),
        {"kr": "engineering/trusted-releases#availability", "value": 99.62, "confidence": 9},
    ),
    (
        ("canary", "--milestone", "pilot", "--evidence", "https://x.example/1"),
        {"kr": "engineering/calm-oncall#canary", "milestone": "pilot", "done": True,
         "evidence": "https://x.example/1"},
    ),
    (
        ("canary", "--milestone", "pilot", "--no-done"),
        {"kr": "engineering/calm-oncall#canary", "milestone": "pilot", "done": False},
    ),
    (
        ("canary", "--progress", "40%"),
        {"kr": "engineering/calm-oncall#canary", "progress": 0.4},
    ),
    (("soc2", "--done"), {"kr": "engineering/calm-oncall#soc2", "done": True}),
    (("soc2", "--progress", "0.25"), {"kr": "engineering/calm-oncall#soc2", "progress": 0.25}),
    (
        ("calm", "--zone", "target", "--evidence", "a", "--evidence", "b"),
        {"kr": "engineering/calm-oncall#calm", "zone": "target", "evidence": ["a", "b"]},
    ),
    (("secret", "--progress", "0.5"), {"kr": "engineering/calm-oncall#secret", "progress": 0.5}),
    (("follow", "--note", "On it"), {"kr": "engineering/calm-oncall#follow", "note": "On it"}),
    (
        ("trusted-releases", "--confidence", "4", "--going-well", "Triage"),
        {"objective": "engineering/trusted-releases", "confidence": 4, "going_well": "Triage"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), KINDS, ids=[" ".join(words) for words, _ in KINDS])
def test_each_kind_is_reported_in_its_own_way(
    acme: Console, words: tuple[str, ...], said: dict[str, object]
) -> None:
    """What the options say is what the line says, and the commit holds exactly that file."""
    ended = acme.okrctl("checkin", *words, "--yes")
    assert ended.status == 0, ended.err
    assert only(acme) == said
    assert acme.git("status", "--porcelain") == ""
    assert acme.okrctl("lint", "--select", "OKR0,OKR1,OKR2").status == 0


def test_a_line_says_everything_in_the_order_of_the_format(acme: Console) -> None:
    """Id, at, who and subject first; numbers as they were typed; what is asked of whom."""
    words = ["--support", "ops: a masked copy", "--blocked", "No staging", "--value", "8.0",
             "--note", "Two “billing” ones", "--confidence", "3", "--expects", "6",
             "--holding-back", "Tests", "--link", "https://x.example"]  # fmt: skip
    assert acme.okrctl("checkin", BUGS, *words, "--yes").status == 0
    ((path, [said]),) = added(acme).items()
    assert list(said) == [
        "id", "at", "who", "kr", "value", "confidence", "expects", "note", "holding_back",
        "blocked", "support", "links",
    ]  # fmt: skip
    assert '"value": 8.0, ' in acme.read(path)
    assert said["support"] == [{"team": "ops", "need": "a masked copy"}]
    stamp = re.sub(r"[-:]", "", str(said["at"]))
    assert path == f"checkins/now/engineering/{stamp}-mira-{str(said['id'])[:6]}.jsonl"


def test_the_commit_says_what_changed_and_who_did_it(acme: Console) -> None:
    """One short line, the trailer that undo looks for, the author of git's own identity."""
    acme.okrctl("checkin", BUGS, "--value", "8", "--confidence", "3", "--note", "x\ny", "--yes")
    message = acme.git("log", "-1", "--format=%an%n%B").splitlines()
    assert message[:4] == [
        "Mira Öz", f"checkin({BUGS}): 7 → 8, confidence 3", "", "Okrctl: checkin",
    ]  # fmt: skip


def test_a_value_of_a_kpi_is_a_reading_in_the_same_commit(acme: Console) -> None:
    """The reading says the number, the check-in the words; both in one commit."""
    words = ("coverage", "--value", "76", "--confidence", "8", "--note", "Billing is covered")
    assert acme.okrctl("checkin", *words, "--yes").status == 0
    files = added(acme)
    said = {path.split("/")[0]: one for path, (one,) in files.items()}
    assert len(files) == 2
    assert said["readings"]["kpi"] == "code-coverage"
    assert said["readings"]["value"] == 76
    assert said["checkins"]["confidence"] == 8
    assert "value" not in said["checkins"]
    assert acme.git("log", "-1", "--format=%s").strip().endswith("74 → 76, confidence 8")


def test_two_milestones_are_two_lines_of_one_file(acme: Console) -> None:
    """The words stand in the first line only."""
    words = ("canary", "--milestone", "pilot", "--milestone", "billing", "--confidence", "7")
    assert acme.okrctl("checkin", *words, "--yes").status == 0
    ((first, second),) = added(acme).values()
    assert (first["milestone"], first["confidence"]) == ("pilot", 7)
    assert (second["milestone"], second["done"], "confidence" in second) == ("billing", True, False)


REFUSED = [
    ((BUGS, "--value", "74%"), "this is no number", "--value 74"),
    ((BUGS, "--value", "1,200"), "this is no number", "--value 1200"),
    ((BUGS, "--value", "many"), "this is no number", "--value 8"),
    ((BUGS, "--value", "7/0"), "cannot be of 0", "--value 7/12"),
    ((BUGS, "--confidence", "11"), "whole number from 0 to 10", ""),
    ((BUGS, "--progress", "0.4"), "follows from its value", "--value 8"),
    ((BUGS, "--done"), "--done does not report", "--value 8"),
    ((BUGS, "--milestone", "x"), "--milestone does not report", "--value 8"),
    (("canary", "--value", "3"), "--value does not report", "--milestone pilot --done"),
    (("canary", "--done"), "of which milestone", "--milestone pilot"),
    (("canary", "--milestone", "pilto"), "it has no milestone pilto", "pilot"),
    (("soc2", "--value", "1"), "--value does not report", "--done"),
    (("soc2", "--progress", "140%"), "goes from 0 to 1", "--progress 40%"),
    (("calm", "--zone", "gold"), "it has no zone gold", "target"),
    (("calm", "--done"), "--done does not report", "--zone stretch"),
    (("coverage", "--value", "7/12"), "a reading is one number", "--value 74"),
    (("follow", "--value", "7"), "measured by the objectives", "--confidence"),
    (("trusted-releases", "--value", "7"), "is an objective", "critical-bugs"),
    (("kpi:code-coverage", "--value", "7"), "takes readings", "okrctl reading code-coverage"),
    (("code-coverage", "--value", "7"), "takes readings", "okrctl reading code-coverage"),
    ((BUGS, "--support", "a masked copy"), "not said from whom", "ops: a masked copy"),
    ((BUGS, "--support", "opps: a copy"), "there is no team opps", "did you mean ops"),
    ((BUGS, "--unblocked", "aaaaaaa"), "asks for nothing that could be closed", "blocked"),
    ((BUGS, "--unblocked", "zzzzzzz"), "there is no such entry", ""),
    ((BUGS, "--note", " "), "--note says nothing", ""),
    ((BUGS, "--value", "8", "--day", str(TODAY + timedelta(2))), "still to come", str(TODAY)),
    ((BUGS, "--value", "8", "--day", str(BEFORE)), "lies outside now", "--day"),
    ((BUGS, "--value", "8", "--who", "nobody"), "knows no 'nobody'", "nobody:"),
    ((BUGS, "coverage", "--value", "8"), "several are named", "a command for each"),
    (("--value", "8"), "of which key result", "okrctl checkin"),
    (("critical-bgs", "--value", "8"), "there is no", "critical-bugs"),
    ((BUGS, "--value", "8", "--id", "short"), "an id has 13 characters", ""),
    ((BUGS,), "no option says anything", "--value 8"),
    ((), "no option says anything", "okrctl checkin"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said", "next_step"), REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED]
)
def test_what_cannot_be_said_is_refused_and_says_what_can(
    acme: Console, words: tuple[str, ...], said: str, next_step: str
) -> None:
    """Exit 2, what is wrong and what to type, and nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("checkin", *words, "--yes")
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert next_step in ended.err
    assert "Traceback" not in ended.err
    assert acme.all_files() == before
    assert commits(acme) == 1


def test_d18_the_same_command_twice_records_once(acme: Console) -> None:
    """With an id of one's own the second run says so and exits 0 without a commit."""
    command = ("checkin", BUGS, "--value", "6", "--id", "7f3kq2ab9mwx4", "--yes")
    assert acme.okrctl(*command).status == 0
    again = acme.okrctl(*command)
    assert (again.status, commits(acme)) == (0, 2)
    assert "already recorded: 7f3kq2ab9mwx4" in again.err
    other = acme.okrctl("checkin", BUGS, "--value", "5", "--id", "7f3kq2ab9mwx4", "--yes")
    assert (other.status, commits(acme)) == (2, 2)
    assert "is the id of another entry" in other.err


def test_a_dry_run_shows_the_new_file_and_leaves_no_trace(acme: Console) -> None:
    """The diff is on the screen; tree, index, refs and the git folder are as before."""
    before = acme.all_files(), acme.git("for-each-ref"), acme.git("ls-files", "-s")
    ended = acme.okrctl("checkin", BUGS, "--value", "6", "--dry-run")
    assert ended.status == 0
    assert re.search(r'\+\{"id": "\w{13}", .*"value": 6\}', ended.out)
    assert "+++ b/checkins/now/engineering/" in ended.out
    assert (acme.all_files(), acme.git("for-each-ref"), acme.git("ls-files", "-s")) == before


def test_without_a_commit_the_file_is_there_and_nothing_is_staged(acme: Console) -> None:
    """Git lists it as untracked, and the command says that it was not committed."""
    ended = acme.okrctl("checkin", BUGS, "--value", "6", "--no-commit", "--yes", "--format=table")
    assert ended.status == 0
    assert "not committed" in ended.out
    assert commits(acme) == 1
    (left,) = acme.git("status", "--porcelain", "-uall").splitlines()
    assert left.startswith("?? checkins/now/engineering/")
    assert bugs(acme) == 6


def test_a_correction_stands_in_place_of_the_old_entry_on_its_day(acme: Console) -> None:
    """What is not said again stays as the old entry said it; so does the day."""
    assert acme.okrctl("checkin", "--supersedes", "aaaaaaa", "--value", "9", "--yes").status == 0
    day = str(TODAY - timedelta(8))
    assert only(acme) == {
        "kr": KR, "day": day, "value": 9, "confidence": 5, "note": "Two fixed",
        "supersedes": "aaaaaaa000000",
    }  # fmt: skip
    assert bugs(acme) == 9


def test_two_corrections_in_one_second_count_in_their_order(acme: Console) -> None:
    """The later command wins, although both are recorded within the same second."""
    for value in ("9", "4", "2", "6"):
        ended = acme.okrctl("checkin", "--supersedes", "aaaaaaa", "--value", value, "--yes")
        assert ended.status == 0, ended.err
    assert bugs(acme) == 6


def test_a_withdrawn_entry_counts_no_more_and_keeps_its_line(acme: Console) -> None:
    """The void says so in a file of its own; a void itself is not withdrawn."""
    ended = acme.okrctl("checkin", "--void", "aaaaaaa", "--note", "A typo", "--yes")
    assert ended.status == 0, ended.err
    ((void,),) = added(acme).values()
    assert (void["void"], void["note"]) == ("aaaaaaa000000", "A typo")
    assert bugs(acme) is None
    again = acme.okrctl("checkin", "--void", str(void["id"]), "--yes")
    assert again.status == 2
    assert "write the entry anew" in again.err


def test_an_entry_that_is_already_withdrawn_is_not_withdrawn_again(acme: Console) -> None:
    """Exit 2 and no second void."""
    assert acme.okrctl("checkin", "--void", "aaaaaaa", "--yes").status == 0
    again = acme.okrctl("checkin", "--void", "aaaaaaa", "--yes")
    assert (again.status, commits(acme)) == (2, 2)
    assert "withdrawn" in again.err


def test_in_an_ended_cycle_the_last_day_is_meant(acme: Console) -> None:
    """What is said of a past cycle was true on its last day."""
    address = "past/engineering/first-canary#critical-bugs"
    assert acme.okrctl("checkin", address, "--value", "2", "--yes").status == 0
    assert only(acme)["day"] == str(BEFORE)


def test_a_closed_cycle_is_refused_with_the_way_to_reopen_it(acme: Console) -> None:
    """Its numbers stand; reopened, they can be spoken of again."""
    closing = entry("ddddddd", BEFORE, team="engineering", cycle="past", closed=True)
    acme.write("checkins/past/engineering/closed.jsonl", lines(closing))
    acme.commit()
    address = "past/engineering/first-canary#critical-bugs"
    ended = acme.okrctl("checkin", address, "--value", "2", "--yes")
    assert ended.status == 2
    assert "engineering has closed past" in ended.err
    assert "--reopen" in ended.err
    reopening = entry("eeeeeee", TODAY, team="engineering", cycle="past", reopened=True)
    later = {**reopening, "day": str(BEFORE)}
    acme.write("checkins/past/engineering/z.jsonl", lines(later))
    assert acme.okrctl("checkin", address, "--value", "2", "--yes").status == 0


def test_a_blocker_is_opened_and_closed_by_its_entry(acme: Console) -> None:
    """The first characters of its id are enough to name it."""
    assert acme.okrctl("checkin", BUGS, "--blocked", "No staging", "--yes").status == 0
    ((opened,),) = added(acme).values()
    shown = json.loads(acme.okrctl("show", BUGS, "--format", "json").out)["key_result"]
    assert [one["blocked"] for one in shown["blockers"]] == ["No staging"]
    name = str(opened["id"])
    assert acme.okrctl("checkin", BUGS, "--unblocked", name[:6], "--yes").status == 0
    assert only(acme)["unblocked"] == name
    shown = json.loads(acme.okrctl("show", BUGS, "--format", "json").out)["key_result"]
    assert shown["blockers"] == []


CALM_FILE = "goals/now/engineering/calm-oncall.yaml"
LEAD = ("checkin", "lead-time", "--value", "30", "--format", "table")


@pytest.mark.parametrize("flag", ["--yes", "--baseline"])
def test_a_first_value_becomes_the_baseline_in_the_same_commit(acme: Console, flag: str) -> None:
    """Spliced into the goal file, which is otherwise as it was; undo takes back both."""
    goal = acme.read(CALM_FILE)
    ended = acme.okrctl(*LEAD, flag)
    assert ended.status == 0, ended.err
    assert "Baseline  from: 30 is in calm-oncall.yaml now" in ended.out
    assert acme.read(CALM_FILE) == goal.replace("from: unknown", "from: 30")
    changed = acme.git("show", "--format=", "--name-status", "HEAD").splitlines()
    assert [row[0] for row in changed] == ["A", "M"]
    assert acme.git("status", "--porcelain") == ""
    shown = json.loads(acme.okrctl("show", "lead-time", "--format", "json").out)["key_result"]
    assert (shown["value"], shown["progress"]) == (30, 0)
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.read(CALM_FILE) == goal


@pytest.mark.parametrize("flags", [("--yes", "--no-baseline"), ()])
def test_a_baseline_that_is_not_wanted_is_told(acme: Console, flags: tuple[str, ...]) -> None:
    """By an option, or because nobody can be asked: the file stays, its line is printed."""
    goal = acme.read(CALM_FILE)
    ended = acme.okrctl(*LEAD, *flags)
    assert ended.status == 0, ended.err
    assert "Baseline  from: 30 is not in the goal file · okrctl edit lead-time" in ended.out
    assert acme.read(CALM_FILE) == goal
    again = acme.okrctl("checkin", "lead-time", "--value", "20", "--yes", "--format", "table")
    assert "Baseline  from: 30 is in" in again.out


@pytest.mark.parametrize(
    "change",
    [("# mine\n", ""), ("better: lower", "better: higher")],
    ids=["not committed", "it would be an error"],
)
def test_a_baseline_that_cannot_be_written_stops_no_check_in(
    acme: Console, change: tuple[str, str]
) -> None:
    """The check-in is recorded alone; the goal file keeps what somebody did to it."""
    old, new = change
    text = acme.read(CALM_FILE)
    acme.write(CALM_FILE, text.replace(old, new) if new else text + old)
    if new:
        acme.write(CALM_FILE, acme.read(CALM_FILE).replace("change_by: -50%", "to: 10"))
        acme.commit()
    before = acme.read(CALM_FILE)
    ended = acme.okrctl(*LEAD, "--yes")
    assert ended.status == 0, ended.err
    assert "Baseline  from: 30 is not in the goal file" in ended.out
    assert acme.read(CALM_FILE) == before
    assert only(acme)["value"] == 30


def test_a_person_is_asked_about_a_baseline(acme: Console) -> None:
    """After the last look; no leaves the file as it is."""
    goal = acme.read(CALM_FILE)
    keys = [("Commit", "\r"), ("Write the baseline too, from: 30 of lead-time?", "n\r")]
    ended = acme.terminal("checkin", "lead-time", "--value", "30", keys=keys)
    assert ended.status == 0, ended.out
    assert acme.read(CALM_FILE) == goal
    assert only(acme)["value"] == 30


def test_what_was_recorded_is_there_for_programs(acme: Console) -> None:
    """Ids, files, the commit, and how the objective changed."""
    ended = acme.okrctl("checkin", BUGS, "--value", "1", "--yes", "--format", "json")
    told = json.loads(ended.out)
    assert told["schema"] == "okrctl.checkin/1"
    assert told["commit"] == acme.git("rev-parse", "HEAD").strip()
    assert told["files"] == list(added(acme))
    ((one,),) = added(acme).values()
    assert [(each["id"], each["address"]) for each in told["entries"]] == [(one["id"], FULL)]
    assert told["objectives"][0]["address"] == "now/engineering/trusted-releases"
    piped = acme.okrctl("checkin", BUGS, "--value", "1", "--yes").out.rstrip("\n").split("\t")
    assert piped[1:3] == [FULL, str(TODAY)]
    assert piped[3:] == [*added(acme), acme.git("rev-parse", "HEAD").strip()]


def test_a_reading_that_nobody_expects_waits_for_a_yes(acme: Console) -> None:
    """Outside the bounds or a jump: exit 2 off a terminal; --yes confirms it."""
    ended = acme.okrctl("checkin", "coverage", "--value", "175")
    assert (ended.status, commits(acme)) == (2, 1)
    assert "above the 100 that is expected" in ended.err
    assert "--yes" in ended.err
    assert acme.okrctl("checkin", "coverage", "--value", "175", "--yes").status == 0


def test_somebody_else_may_check_in(acme: Console) -> None:
    """`--who` is the entry's author; the commit is by whom git says."""
    assert acme.okrctl("checkin", BUGS, "--value", "6", "--who", "tomas", "--yes").status == 0
    ((path, [said]),) = added(acme).items()
    assert said["who"] == "tomas"
    assert "-tomas-" in path
    assert acme.git("log", "-1", "--format=%an").strip() == "Mira Öz"


def test_a_draft_goal_takes_no_check_in(acme: Console) -> None:
    """It counts nowhere, and the message says how it would."""
    acme.write("goals/now/ops/soon.yaml", "title: Soon\ndraft: true\nkey_results: {a: It is so}\n")
    ended = acme.okrctl("checkin", "soon#a", "--done", "--yes")
    assert ended.status == 2
    assert "is a draft" in ended.err


def test_a_name_that_a_broken_file_may_have_leads_to_that_file(acme: Console) -> None:
    """Not to a list in which it is missing."""
    acme.write("goals/now/engineering/trusted-releases.yaml", "title: [\n")
    ended = acme.okrctl("checkin", "critical-bugs", "--value", "3", "--yes")
    assert ended.status == 2
    assert "trusted-releases.yaml cannot be read and may have it" in ended.err
    assert "next: okrctl lint goals/now/engineering/trusted-releases.yaml" in ended.err


@pytest.mark.parametrize("words", [("checkin", BUGS, "--value", "3", "--yes"), ("due", "--mine")])
def test_a_name_that_a_broken_workspace_file_hides(acme: Console, words: tuple[str, ...]) -> None:
    """Goals and people may be unknown for that alone; adding them once more would not help."""
    acme.write("okrctl.yaml", f"{acme.read('okrctl.yaml')}broken: [\n")
    ended = acme.okrctl(*words)
    assert ended.status == 2
    assert "okrctl.yaml has errors\n  next: okrctl lint okrctl.yaml\n" in ended.err
