from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.console import Console
from cli.running import BUGS, TODAY, Here, added, bugs, commits, running

KR = "engineering/trusted-releases#"
KEY = "7f3kq2ab9mwx4"
CSV = f"""\
kr,day,value,confidence,note,support,milestone,done,evidence
{BUGS},{TODAY - timedelta(1)},6.50,4,"Two, and
a half",ops: A masked copy | company: A word,,,
availability,,99.62,,,,,,
coverage,,75,7,,,,,
canary,,,,,,pilot | billing,true,https://x.example/1
soc2,,,,,,,,
"""
YAML = f"""\
{BUGS}:
  day: {TODAY - timedelta(1)}
  value: 6.50
  confidence: 4
  note: "Two, and\\na half"
  support: [{{team: ops, need: A masked copy}}, "company: A word"]
availability: {{value: 99.62}}
coverage: {{value: 75, confidence: 7}}
canary: {{milestone: [pilot, billing], done: true, evidence: "https://x.example/1"}}
soc2: {{note: null}}
"""
JSON = f"""\
[
  {{"kr": "{BUGS}", "day": "{TODAY - timedelta(1)}", "value": 6.50, "confidence": 4,
    "note": "Two, and\\na half",
    "support": [{{"team": "ops", "need": "A masked copy"}}, "company: A word"]}},
  {{"key_result": "availability", "value": 99.62}},
  {{"kr": "coverage", "value": 75, "confidence": 7}},
  {{"kr": "canary", "milestone": ["pilot", "billing"], "done": true,
    "evidence": "https://x.example/1"}},
  {{"kr": "soc2"}}
]
"""
SAID = [
    {"kr": f"{KR}critical-bugs", "day": str(TODAY - timedelta(1)), "value": 6.5, "confidence": 4,
     "note": "Two, and\na half",
     "support": [{"team": "ops", "need": "A masked copy"}, {"team": "company", "need": "A word"}]},
    {"kr": f"{KR}availability", "value": 99.62},
    {"kr": f"{KR}coverage", "confidence": 7},
    {"kr": "engineering/calm-oncall#canary", "milestone": "pilot", "done": True,
     "evidence": "https://x.example/1"},
    {"kr": "engineering/calm-oncall#canary", "milestone": "billing", "done": True},
    {"kpi": "code-coverage", "value": 75},
]  # fmt: skip


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def outside(acme: Console, name: str, text: str) -> str:
    """A file beside the workspace."""
    place = acme.home / name
    place.write_bytes(text.encode())
    return str(place)


def said(acme: Console, revision: str = "HEAD") -> list[dict[str, object]]:
    """The entries of a commit, in the order of its files."""
    return [
        {name: value for name, value in one.items() if name not in ("id", "at", "who")}
        for entries in added(acme, revision).values()
        for one in entries
    ]


def refused(acme: Console, name: str, text: str) -> list[str]:
    """The problems that are listed, each at its place; nothing is written."""
    before = acme.all_files(), commits(acme)
    ended = acme.okrctl("checkin", "--from", outside(acme, name, text), "--yes")
    assert (ended.status, ended.out) == (2, ""), ended.out
    assert "nothing was written" in ended.err
    assert (acme.all_files(), commits(acme)) == before
    start = f"  {acme.home / name}:"
    return [line.removeprefix(start) for line in ended.err.splitlines() if line.startswith(start)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("friday.csv", CSV),
        ("semicolons.csv", CSV.replace(",", ";").replace("Two;", "Two,")),
        ("friday.tsv", "\ufeff" + CSV.replace(",", "\t").replace("Two\t", "Two,")),
        ("windows.csv", CSV.replace("\n", "\r\n").replace("and\r\n", "and\n")),
        ("friday.yaml", YAML),
        ("friday.json", JSON),
        ("lines", "".join(f"{json.dumps(one)}\n" for one in json.loads(JSON))),
        ("guessed", YAML),
    ],
)
def test_the_three_forms_say_the_same(acme: Console, name: str, text: str) -> None:
    """Numbers exact, lists and several lines kept, a row without words let pass; one commit."""
    ended = acme.okrctl("checkin", "--from", outside(acme, name, text), "--yes")
    assert ended.status == 0, ended.err
    assert said(acme) == SAID
    assert commits(acme) == 2
    assert '"value": 6.5' in acme.git("show", "HEAD")
    subject = acme.git("log", "-1", "--format=%s").strip()
    assert subject == "checkin: 4 key results of engineering"
    assert acme.okrctl("undo", "--yes").status == 0
    assert bugs(acme) == 7


def test_standard_input_is_a_file_too(acme: Console) -> None:
    """`-`, in a form that its first line tells."""
    acme = Console(acme.folder, acme.home)
    ended = acme.okrctl("checkin", "--from", "-", "--yes", stdin=f"kr,value\n{BUGS},5\n")
    assert ended.status == 0, ended.err
    assert said(acme) == [{"kr": f"{KR}critical-bugs", "value": 5}]


def test_every_problem_is_listed_at_its_line_and_column(acme: Console) -> None:
    """Locale decimals come with the fix; what follows a broken row is judged too."""
    text = f"""\
kr;value;confidence;note;support;zone
{BUGS};8,5;11;"two
lines";ops;
availability;99,7 %;;;;target
coverage;1.234,5;;;;
nowhere;7;;;nobody: x;
soc2;;x;;;
;7;;;;
kpi:code-coverage;75;;;;
"""
    problems = refused(acme, "friday.csv", text)
    assert [problem.split(" ", 2)[:2] for problem in problems] == [
        ["2:32", "value"], ["2:36", "confidence"], ["3:8", "support"], ["4:14", "value"],
        ["5:10", "value"], ["6:1", "there"], ["7:7", "confidence"], ["8:1", "of"],
        ["9:1", "kpi:code-coverage"],
    ]  # fmt: skip
    fixes = [problem.rpartition("value ")[2] for problem in problems if "no number" in problem]
    assert fixes == ["8.5", "99.7", "1234.5"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.csv", "kr,valeu\nx,1\n", "1:4 the column 'valeu' is not known; did you mean value?"),
        ("a.csv", "value\n1\n", "1:1 the column 'kr' is missing; it says which key result"),
        ("a.csv", "kr,value,VALUE\nx,1,2\n", "1:10 the column 'value' is there twice"),
        ("a.csv", f"kr,value\n{BUGS},8,5\n", "2:34 the row has more cells than the header"),
        ("a.csv", f'kr,note\n{BUGS},"two\n', "2:32 a double quote that does not end"),
        ("a.csv", f'kr,note\n{BUGS},"two" x\n', "2:32 a double quote that does not end"),
        ("a.csv", f"kr,day\n{BUGS},24.11.2026\n", "2:32 day: '24.11.2026' is no day"),
        ("a.csv", f"kr,value,day\n{BUGS},7,2099-01-01\n", "2:34 day 2099-01-01 is still to come"),
        ("a.csv", f"kr,zone\n{BUGS},target\n", "2:32 zone does not report"),
        ("a.csv", f"kr,value\n{BUGS},7\n{BUGS},6\n", f"3:1 {BUGS} stands in line 2 already"),
        ("a.csv", f"kr,unblocked\n{BUGS},zzzzzz\n", "2:32 unblocked zzzzzz: there is no"),
        ("a.yaml", f'{BUGS}: {{value: "7"}}\n', "1:41 value: '7' is text, not a number"),
        ("a.yaml", f"{BUGS}: {{note: 2026}}\n", "1:40 note: '2026' is not text"),
        ("a.yaml", "soc2:\n  done: yes\n", "2:9 done: 'yes' is neither true nor false"),
        ("a.yaml", f"{BUGS}: 7\n", "1:33 this is no mapping"),
        ("a.yaml", f"{BUGS}: {{value: &a 7}}\n", "1:41 anchor"),
        ("a.json", f'{{"kr": "{BUGS}", "value": 1e5}}', "1:51 1e5 has an exponent"),
        ("a.json", f'{{"kr": "{BUGS}",\n "note": "a", "note": "b"}}', "2:15 "),
        ("a.json", f'[{{"kr": "{BUGS}", "value": 7}}', "1:54 no JSON: , is missing"),
        ("a.json", '[{"kr": "x"}] {}', "1:14 no JSON: something follows the list"),
        ("a.json", "[" * 100_000, "1:1 it nests too deep"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(
    acme: Console, name: str, text: str, problem: str
) -> None:
    """Headers, quotes, days, kinds, types and broken texts, each once."""
    (found,) = refused(acme, name, text)
    assert found.startswith(problem), found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((BUGS, "--from", "x.csv"), "--from takes all of it from the file"),
        (("--from", "x.csv", "--value", "7"), "--from takes all of it from the file"),
        (("--from", "x.csv", "--resume"), "--from takes all of it from the file"),
    ],
)
def test_a_file_says_all_of_it(acme: Console, words: tuple[str, ...], said: str) -> None:
    """Exit 2 for more."""
    ended = acme.okrctl("checkin", *words)
    assert ended.status == 2
    assert said in ended.err


def test_a_file_that_cannot_be_read_says_why(acme: Console, tmp_path: Path) -> None:
    """Not there, not UTF-8, too large, empty."""
    large, latin, empty = (tmp_path / name for name in ("large.csv", "latin.csv", "empty.csv"))
    large.write_bytes(b"x" * ((1 << 20) + 1))
    latin.write_bytes("kr,note\nx,schön\n".encode("latin-1"))
    empty.write_text("kr,value\n")
    for file, status, said in (
        (tmp_path / "none.csv", 3, "cannot be read"), (large, 2, "bytes long"),
        (latin, 2, "not UTF-8 at byte 13"), (empty, 2, "says nothing"),
    ):  # fmt: skip
        ended = acme.okrctl("checkin", "--from", str(file))
        assert ended.status == status
        assert said in ended.err


def test_a_dry_run_shows_the_files(acme: Console) -> None:
    """As a diff; nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("checkin", "--from", outside(acme, "friday.csv", CSV), "--dry-run")
    assert ended.status == 0, ended.err
    assert ended.out.count("+++ b/") == 2
    assert ended.out.count('\n+{"id":') == 6
    assert (acme.all_files(), commits(acme)) == (before, 1)


def test_a_reading_that_nobody_expects_waits_for_a_yes(acme: Console) -> None:
    """Exit 2 names the line; --yes confirms."""
    file = outside(acme, "friday.csv", "kr,value\ncoverage,20\n")
    ended = acme.okrctl("checkin", "--from", file)
    assert ended.status == 2
    assert "line 2: " in ended.err
    assert acme.okrctl("checkin", "--from", file, "--yes").status == 0


def test_d18_the_same_file_twice_records_once(acme: Console) -> None:
    """With an id it is the same command; without one, what was said today is left out."""
    file = outside(acme, "friday.csv", CSV)
    words = ("checkin", "--from", file, "--yes", "--id", KEY)
    assert acme.okrctl(*words).status == 0
    again = acme.okrctl(*words[:-2])
    assert again.status == 0, again.err
    assert "6 of 6 were recorded today already and are left out" in again.err
    assert commits(acme) == 2
    more = acme.okrctl("checkin", "--from", outside(acme, "more.csv", f"{CSV}secret,,,,New,,,,\n"),
                       "--yes")  # fmt: skip
    assert more.status == 0, more.err
    assert said(acme) == [{"kr": "engineering/calm-oncall#secret", "note": "New"}]


def test_the_template_can_be_filled_in(acme: Console) -> None:
    """What is due, one row each; as it is it says nothing, and every column is explained."""
    ended = acme.okrctl("checkin", "--from", "help")
    assert ended.status == 0, ended.err
    header, *rows = ended.out.splitlines()
    assert header == "kr,value,confidence,note,blocked,support"
    assert rows[0] == "trusted-releases#critical-bugs,,,,,"
    assert "confidence    0 to 10" in ended.err
    filled = ended.out.replace("critical-bugs,,", "critical-bugs,6,4")
    done = acme.okrctl("checkin", "--from", outside(acme, "friday.csv", filled), "--yes")
    assert done.status == 0, done.err
    assert said(acme) == [{"kr": f"{KR}critical-bugs", "value": 6, "confidence": 4}]


def test_a_person_is_asked_once_for_all_of_it(acme: Console) -> None:
    """What becomes of each key result, then yes or no."""
    file = outside(acme, "friday.csv", CSV)
    ended = acme.terminal(
        "checkin", "--from", file, keys=[("Commit 6 entries of", "n\r")], columns=120
    )
    assert ended.status == 130, ended.out
    assert "7 → 6.5" in ended.out
    assert commits(acme) == 1
    assert (
        acme.terminal("checkin", "--from", file, keys=[("Commit 6 entries of", "\r")]).status == 0
    )
    assert said(acme) == SAID
