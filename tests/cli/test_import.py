from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cli.console import WORKSPACE, Console
from cli.running import SETTINGS, Here, running
from okrctl.text.nodes import read
from okrctl.text.places import plain

TRUST = "goals/2026-Q4/engineering/customers-trust-every-release.yaml"
LOVED = "goals/2026-Q4/support/support-is-loved.yaml"
JIRA = """\
Order,Type,Summary,Status,Period,Owner,Weight,OKR type,Labels,Teams,Expected start date,\
Expected end date,Start value,Current value,Target value,Description
1,Objective,Selling is calm,On track,Q4 Y2026,Agnette Smith,1,Company,,Acme,,,0,2,10,Why not
1.1,Objective,Sales is glad,Not started,2026 Q4,Agnette Smith,1,Team,,"Engineering, Ops",,,0,0,10,
1.1.1,Key result,Win rate,On track,Q4 Y2026,agnette.smith@acme.example,2,,,,,,10%,12%,15%,
1.1.2,Task,Call them,Open,Q4 Y2026,Agnette Smith,1,,,,,,,,,
1.7.1,Key result,Lost,On track,Q4 Y2026,mira,1,,,,,,0,,3,
"""
ALLY = """\
Row ID;Title;Parent;Entity;Owner Email;Time Period;Start Date;Due Date;Type;Start Value;\
Target Value;Metric Type
1;Customers stay;;Acme;mira@acme.example;Q4 2026;01.10.2026;31.12.2026;Objective;;;
2;Churn;1;Acme;mira@acme.example;Q4 2026;01.10.2026;31.12.2026;Key Result;4,5;2,5;Percentage
3;Trust grows;1;Engineering;tv@acme.example;Q4 2026;01.10.2026;15.12.2026;Objective;;;
4;The report is out;3;Engineering;tv@acme.example;Q4 2026;;15.12.2026;Key Result;0;1;Binary
5;Revenue;3;Engineering;mira@acme.example;Q4 2026;;03/04/2026;Key Result;1.234,5;1.500;Dollar
"""
TREE = """\
Row ID,Parent Row IDs,Parent Goal IDs,Goal ID,Action,Goal Title,Owner Emails,Goal Cycle,Goal Type,\
Scope,Departments,Start Date,End Date,Description,Starting Value,Target Value,\
Current Value,Progress Status
1,,,,,Customers stay,mira@acme.example,Q4 2026,Default Progress,Company,Acme,,,They leave,,,,
2,1,,,,Trust grows,tv@acme.example,Q4 2026,Default Progress,Department,Engineering,,,,,,,
3,2,,,,Bugs of customers,tv@acme.example,Q4 2026,Number,Department,Engineering,,,,10,2,8,On
4,1,,,,Churn,mira@acme.example,Q4 2026,Custom Percent,Company,Acme,,,,4.5,2.5,,
"""
WIDE = """\
name,email,description,due_at,key_result_1_title,key_result_1_completion,key_result_2_title
Trials are fast,mira@acme.example,They wait,2026-12-20,Minutes from 26 to 10,0.2,Publish 3 guides
"""
NOTES = """\
# Engineering OKRs Q4 2026

An introduction.

## Objective 1: Releases are calm
Owner: Tomas Vega
- **KR1:** Failed deploys from 9% to 3% => 4%
- KR2: Publish three case studies => 0.7
- The report is out by 15 Dec

## OKRs 2026-Q3

- O2: People like it here
  - Hire 2 designers => 2
  - [x] [eNPS](https://example.org) from 20 to 40 => 0.85

| Objective | Key Result | Target | Actual | Score |
|---|---|---|---|---|
| Data is trusted | Broken tables | 2 | 4 | 0.6 |
| | Owners named | 9 | 9 | 7 |

| a | b |
|---|---|
| c | d |
"""


@pytest.fixture
def here(console: Console) -> Here:
    """A committed workspace without goals, in which Mira works."""
    console.repository()
    console.write("okrctl.yaml", WORKSPACE)
    console.commit()
    return Here(console.folder, console.home)


def report(here: Here, *words: str) -> dict[str, Any]:
    """What an import would do, as facts; nothing is written."""
    before = here.all_files()
    ended = here.okrctl("import", *words, "--format", "json:report.json", "--dry-run")
    assert ended.status == 0, ended.err
    facts: dict[str, Any] = json.loads(here.read("report.json"))
    (here.folder / "report.json").unlink()
    assert here.all_files() == before
    return facts


def goals(here: Here, path: str) -> dict[str, Any]:
    """What a file says."""
    held = plain(read(here.read(path).encode(), path).root)
    assert isinstance(held, dict)
    return held


def entries(here: Here) -> dict[str, dict[str, Any]]:
    """The entries that were written, by what they are about."""
    texts = (one.read_text() for one in sorted(here.folder.glob("checkins/*/*/*.jsonl")))
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    return {line["kr"].rpartition("/")[2]: line for line in lines}


def book(place: Path) -> None:
    """A workbook as people make them: merged headers and cells, formats, gaps, doubles, words."""
    made = xlsxwriter.Workbook(str(place))
    sheet = made.add_worksheet("Goals")
    percent, euro, day = (made.add_format({"num_format": code})
                          for code in ("0%", "[$€-2] #,##0.00", "dd.mm.yyyy"))  # fmt: skip
    sheet.merge_range("A1:D1", "Goals of Acme, fourth quarter")
    sheet.merge_range("A3:C3", "Objective")
    sheet.merge_range("D3:H3", "Key result")
    sheet.write("I3", "Mood")
    sheet.write_row(
        3, 0, ["Title", "Owner", "Team", "Title", "Start", "Target", "Current", "Due date"]
    )
    sheet.merge_range("A5:A7", "Customers trust every release")
    sheet.write_row(4, 1, ["mira@acme.example", "Engineering", "Test coverage"])
    for column, value in enumerate((0.63, 0.8, 0.74), 4):
        sheet.write(4, column, value, percent)
    sheet.write_datetime(4, 7, datetime(2026, 12, 31), day)  # noqa: DTZ001 - a workbook knows no zones
    sheet.write_row(5, 1, ["Mira Öz", "Engineering", "Recurring revenue"])
    for column, value in enumerate((360000, 450000.5), 4):
        sheet.write(5, column, value, euro)
    sheet.write(5, 6, "tbd")
    sheet.write_row(
        6, 1, ["mira", "Enginering", "Downtime", "1.234,5", "10,5", "600 min", "", ":)"]
    )
    sheet.write_row(8, 0, ["Support is loved", "Jane Roe <jane@acme.example>", "Support",
                           "Stars", "4,1", "4,6", "4,2"])  # fmt: skip
    sheet.write_row(9, 3, ["Stars", "3", "viel"])
    sheet.write_row(10, 3, ["Answer 3 letters a day"])
    sheet.write_row(11, 0, ["Support is loved", "Jane Roe", "Support", "Hours", "9", "1.234", "31"])
    made.add_worksheet("Notes").write("A1", "nothing of ours")
    made.close()


def test_a_workbook_of_a_spreadsheet_lover(here: Here) -> None:
    """Merged headers, percent and currency cells, 1.234,5, gaps, doubles: each is told."""
    book(here.folder / "goals.xlsx")
    facts = report(here, "goals.xlsx")
    columns = {one["header"]: (one["field"], one["sure"]) for one in facts["sheets"][0]["columns"]}
    assert columns == {
        "Objective Title": ("objective", "sure"), "Objective Owner": ("owner", "sure"),
        "Objective Team": ("team", "likely"), "Key result Title": ("key result", "sure"),
        "Key result Start": ("start", "sure"), "Key result Target": ("target", "sure"),
        "Key result Current": ("current", "sure"), "Key result Due date": ("last day", "likely"),
        "Mood": (None, None),
    }  # fmt: skip
    told = {
        kr["address"].partition("/")[2]: (kr["shape"], kr["now"], kr["sure"])
        for one in facts["objectives"] for kr in one["key_results"]
    }  # fmt: skip
    assert told == {
        "engineering/customers-trust-every-release#test-coverage": ("63 → 80 %", "74", "sure"),
        "engineering/customers-trust-every-release#recurring-revenue":
            ("360000 → 450000.5 EUR", None, "sure"),
        "engineering/customers-trust-every-release#downtime": ("1234.5 → 10.5 min", "600", "sure"),
        "support/support-is-loved#stars": ("4.1 → 4.6", "4.2", "sure"),
        "support/support-is-loved#stars-2": ("3 → TODO", None, "guess"),
        "support/support-is-loved#answer-3-letters": ("0 → 3", None, "guess"),
        "support/support-is-loved#hours": ("9 → 1234", "31", "sure"),
    }  # fmt: skip
    assert facts["added"] == [
        "people: jane-roe: {name: Jane Roe, email: jane@acme.example}",
        "teams: support: {title: Support, parent: company}",
    ]
    assert [(one["place"], one["said"]) for one in facts["not_understood"]] == [
        ("I4", "Mood"), ("C7", "Enginering"), ("A7", "Customers trust every release"),
        ("D10", "Stars"), ("F10", "viel"),
    ]  # fmt: skip


def test_what_is_written_lints_clean_but_for_the_missing_y(here: Here) -> None:
    """Files as `new` writes them, values as check-ins, new people and teams spliced in."""
    book(here.folder / "goals.xlsx")
    ended = here.okrctl("import", "goals.xlsx", "--yes")
    assert (ended.status, "6 files written, nothing is committed" in ended.err) == (0, False), ended
    assert "5 files written, nothing is committed" in ended.err
    assert goals(here, TRUST) == {
        "title": "Customers trust every release",
        "owner": "mira",
        "key_results": {
            "test-coverage": {"title": "Test coverage", "unit": "%", "from": 63, "to": 80},
            "recurring-revenue":
                {"title": "Recurring revenue", "unit": "EUR", "from": 360000,
                 "to": pytest.approx(450000.5)},
            "downtime": {"title": "Downtime", "unit": "min", "from": pytest.approx(1234.5),
                         "to": pytest.approx(10.5)},
        },
    }  # fmt: skip
    assert goals(here, LOVED)["owner"] == "jane-roe"
    linted = here.okrctl("lint", "--format", "json")
    errors = [one for one in json.loads(linted.out)["findings"] if one["severity"] == "error"]
    assert [one["code"] for one in errors] == ["OKR010"]
    said = entries(here)
    assert said["support-is-loved#stars"]["value"] == 4.2
    assert said["support-is-loved#stars"]["note"] == "Imported from goals.xlsx"
    assert here.git("log", "--format=%s").splitlines() == ["a state"]


def test_a_second_import_adds_nothing(here: Here) -> None:
    """What is there already is told, a file that is not valid yet included."""
    book(here.folder / "goals.xlsx")
    assert here.okrctl("import", "goals.xlsx", "--yes").status == 0
    before = here.all_files()
    again = here.okrctl("import", "goals.xlsx", "--yes")
    assert (again.status, "there is nothing to import" in again.err) == (2, True)
    assert again.out.count("has this objective already") == 2
    assert here.all_files() == before


def test_nothing_is_written_before_yes(here: Here) -> None:
    """Without a person to ask the preview is shown and exit is 2."""
    here.write("ally.csv", ALLY)
    before = here.all_files()
    ended = here.okrctl("import", "ally.csv")
    assert (ended.status, "--yes" in ended.err) == (2, True)
    assert "2026-Q4/company/customers-stay\tCustomers stay" in ended.out
    assert here.all_files() == before


def test_a_person_says_yes_or_no(here: Here) -> None:
    """The preview, then the question; no is the default."""
    here.write("ally.csv", ALLY)
    refused = here.terminal("import", "ally.csv", keys=[("Write 2 files", "\r")], OKRCTL_PAGER="")
    assert (refused.status, (here.folder / "goals").exists()) == (130, False)
    ended = here.terminal("import", "ally.csv", keys=[("Write 2 files", "y\r")], OKRCTL_PAGER="")
    assert (ended.status, "2 files written" in ended.out) == (0, True), ended.out
    assert here.okrctl("lint").status == 0


def test_the_columns_of_a_plugin_for_jira(here: Here) -> None:
    """Types, numbers such as 1.1.1 for parents, Q4 Y2026, one person by name and by e-mail."""
    here.write("jira.csv", JIRA)
    facts = report(here, "jira.csv")
    told = {one["address"]: one for one in facts["objectives"]}
    assert list(told) == ["2026-Q4/company/selling-is-calm", "2026-Q4/engineering/sales-is-glad"]
    results = told["2026-Q4/engineering/sales-is-glad"]["key_results"]
    assert [(kr["title"], kr["shape"], kr["now"]) for kr in results] == [
        ("Win rate", "10 → 15 %", "12"), ("Lost", "0 → 3", None),
    ]  # fmt: skip
    assert facts["added"] == [
        "people: agnette-smith: {name: Agnette Smith, email: agnette.smith@acme.example}"
    ]
    assert [(one["place"], one["why"]) for one in facts["not_understood"]] == [
        ("row 5", "the type task: neither objective nor key result"),
        ("row 6", "no 1.7 in the file; put below Sales is glad"),
    ]
    assert here.okrctl("import", "jira.csv", "--yes").status == 0
    glad = goals(here, "goals/2026-Q4/engineering/sales-is-glad.yaml")
    assert glad["supports"] == ["company/selling-is-calm"]
    assert glad["key_results"]["win-rate"]["weight"] == 2


def test_the_columns_of_a_suite(here: Here) -> None:
    """Parents by row, entities as teams, a metric type, decimal commas, a day that may be two."""
    here.write("ally.csv", ALLY)
    facts = report(here, "ally.csv")
    results = {kr["title"]: kr["shape"] for one in facts["objectives"] for kr in one["key_results"]}
    assert results == {
        "Churn": "4.5 → 2.5 %", "The report is out": "done when true",
        "Revenue": "1234.5 → 1500 USD",
    }  # fmt: skip
    assert [one["place"] for one in facts["not_understood"]] == ["H6"]
    assert here.okrctl("import", "ally.csv", "--yes").status == 0
    trust = goals(here, "goals/2026-Q4/engineering/trust-grows.yaml")
    assert (trust["owner"], str(trust["due"])) == ("tomas", "2026-12-15")
    assert trust["key_results"]["the-report-is-out"] == "The report is out"
    assert "due" not in trust["key_results"]["revenue"]


def test_goals_below_goals(here: Here) -> None:
    """Without a type, what has nothing below it is a key result of its parent."""
    here.write("tree.csv", TREE)
    facts = report(here, "tree.csv")
    told = {one["address"]: [(kr["title"], kr["shape"], kr["now"]) for kr in one["key_results"]]
            for one in facts["objectives"]}  # fmt: skip
    assert told == {
        "2026-Q4/company/customers-stay": [("Churn", "4.5 → 2.5 %", None)],
        "2026-Q4/engineering/trust-grows": [("Bugs of customers", "10 → 2", "8")],
    }
    assert [(one["said"], one["why"].partition(";")[0]) for one in facts["not_understood"]] == [
        ("Parent Goal IDs", "another column means the same"),
        ("Goal ID", "another column means the same"),
        ("Action", "no column that is known"),
    ]
    assert here.okrctl("import", "tree.csv", "--yes").status == 0
    trust = goals(here, "goals/2026-Q4/engineering/trust-grows.yaml")
    assert trust["supports"] == ["company/customers-stay"]


def test_an_export_of_another_workspace(here: Here, tmp_path: Path) -> None:
    """Its goals come with their ids and their latest values; a KPI that is not here is told."""
    (tmp_path / "other").mkdir()
    other = running(Console(tmp_path / "other", here.home))
    here.write("okrctl.yaml", SETTINGS)
    here.write("goals.csv", Here(other.folder, other.home).okrctl("export", "--cycle", "now").out)
    ended = here.okrctl("import", "goals.csv", "--yes")
    assert ended.status == 0, ended
    assert "there is no such KPI" in ended.out
    said = entries(here)
    assert said["trusted-releases#critical-bugs"]["value"] == 7
    assert said["trusted-releases#availability"]["value"] == 99.7
    calm = goals(here, "goals/now/engineering/calm-oncall.yaml")["key_results"]
    assert list(calm) == ["canary", "soc2", "calm", "lead-time", "secret", "follow"]
    assert calm["secret"]["to"] == "withheld"


def test_a_workbook_of_our_own(here: Here, tmp_path: Path) -> None:
    """Objectives and key results come from their sheets, joined by id; the others are no goals."""
    (tmp_path / "other").mkdir()
    other = running(Console(tmp_path / "other", here.home))
    Here(other.folder, other.home).okrctl("export", "-o", str(here.folder / "all.xlsx"))
    here.write("okrctl.yaml", SETTINGS)
    facts = report(here, "all.xlsx")
    assert [sheet["sheet"] for sheet in facts["sheets"]] == ["objectives", "key_results"]
    assert {one["why"] for one in facts["not_understood"]} == {"there is no such KPI; left out"}
    assert here.okrctl("import", "all.xlsx", "--yes").status == 0
    for name in ("trusted-releases", "calm-oncall"):
        path = f"goals/now/engineering/{name}.yaml"
        before, after = goals(Here(other.folder, other.home), path), goals(here, path)
        assert list(after["key_results"]) == list(before["key_results"])
        for key in ("title", "why", "owner", "supports"):
            assert after.get(key) == before.get(key)


def test_key_results_beside_their_objective(here: Here) -> None:
    """A file with a row for each objective: titles give the shapes."""
    here.write("wide.csv", WIDE)
    assert here.okrctl("import", "wide.csv", "--team", "engineering", "--yes").status == 0
    fast = goals(here, "goals/2026-Q4/engineering/trials-are-fast.yaml")
    assert (fast["why"], str(fast["due"])) == ("They wait", "2026-12-20")
    assert fast["key_results"]["minutes"] == {"title": "Minutes", "from": 26, "to": 10}
    assert fast["key_results"]["publish-3-guides"]["count"] == 3


def test_markdown(here: Here) -> None:
    """Headings, lists, `KR => outcome` and tables; scores only where the cycle has ended."""
    here.write("notes.md", NOTES)
    facts = report(here, "notes.md")
    told = {one["address"]: one["key_results"] for one in facts["objectives"]}
    assert {address: [(kr["title"], kr["shape"], kr["now"]) for kr in each]
            for address, each in told.items()} == {
        "2026-Q4/engineering/releases-are-calm": [
            ("Failed deploys", "9 → 3 %", "4"), ("Publish three case studies", "0 → 3", None),
            ("The report is out", "done when true", None),
        ],
        "2026-Q3/engineering/people-like-it-here": [
            ("Hire 2 designers", "0 → 2", "2"), ("eNPS", "20 → 40", "score 0.85"),
        ],
        "2026-Q3/engineering/data-is-trusted": [
            ("Broken tables", "unknown → 2", "4"), ("Owners named", "unknown → 9", "9"),
        ],
    }  # fmt: skip
    assert [(one["place"], one["said"]) for one in facts["not_understood"]] == [
        ("line 3", "An introduction."), ("line 22", "a · b"), ("A8", "0.7"), ("E20", "7"),
    ]  # fmt: skip
    assert here.okrctl("import", "notes.md", "--yes").status == 0
    said = entries(here)
    assert said["people-like-it-here#enps"]["grade"] == 0.85
    assert said["people-like-it-here#hire-2-designers"]["day"] == "2026-09-30"


def test_what_is_not_lawful_is_left_out_and_told(here: Here) -> None:
    """An error in one objective costs that one, not the others."""
    here.write("bad.csv", "Objective,Key result,Start,Target,Stretch,Team\n"
               "Fine,Visits,1,2,,Engineering\nOdd,Bugs,10,0,5,Engineering\n")  # fmt: skip
    facts = report(here, "bad.csv")
    assert [one["title"] for one in facts["objectives"]] == ["Fine"]
    (lost,) = (one for one in facts["not_understood"] if "OKR104" in one["why"])
    assert (lost["place"], lost["said"]) == ("row 3", "Odd")


@pytest.mark.parametrize(
    ("name", "text", "status", "said"),
    [
        ("gone.csv", None, 3, "cannot be read"),
        ("empty.csv", "", 2, "no goals found"),
        ("other.csv", "a,b\n1,2\n", 2, "no goals found"),
        ("latin.csv", "Objective,Key result\nGr\xfc\xdfe,x\n", 2, "not UTF-8 at byte"),
        ("broken.xlsx", "PK\x03\x04 and nothing", 2, "no workbook"),
    ],
)
def test_what_is_no_source(here: Here, name: str, text: str | None, status: int, said: str) -> None:
    """One clear line, and nothing is written."""
    if text is not None:
        (here.folder / name).write_bytes(text.encode("latin-1"))
    before = here.all_files()
    ended = here.okrctl("import", name, "--yes")
    assert (ended.status, said in ended.err) == (status, True), ended
    assert here.all_files() == before


def test_a_workbook_that_unpacks_to_too_much(here: Here) -> None:
    """A small file that would fill the memory is refused by what its parts say of themselves."""
    with zipfile.ZipFile(here.folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (101 * 1024 * 1024))
    ended = here.okrctl("import", "bomb.xlsx", "--yes")
    assert (ended.status, "too large when unpacked" in ended.err) == (2, True), ended


def test_hostile_words_stay_words(here: Here) -> None:
    """Markup, line ends, controls and YAML in cells are titles, and nothing else."""
    evil = '"x: {y: 1}\n# no [red] \x1b]52;c;x\x07"'
    here.write(
        "evil.csv", f'Objective,Key result,Start,Target,Team\n{evil},"- a\n  b: c",1,2,../x\n'
    )
    ended = here.okrctl("import", "evil.csv", "--dry-run")
    assert ended.status in (0, 2)
    assert "\x1b" not in ended.out + ended.err
    ended = here.okrctl("import", "evil.csv", "--yes")
    outside = {path for path in here.all_files() if path.startswith("..")}
    assert outside == set()
