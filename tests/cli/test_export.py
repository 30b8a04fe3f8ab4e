from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft7Validator
from python_calamine import CalamineWorkbook

from cli.console import Console
from cli.running import FULL, GOALS, TODAY, Here, at, lines, running
from okrctl.pages.schemas import output_schema

GOAL = "now/engineering/tomas-47"
HOSTILE = """\
title: "=cmd|'/c calc'!A1"
owner: tomas
key_results:
  below:
    title: "+1 for Mira Öz, tomas@acme.example"
    unit: EUR
    from: -5
    to: 0.123456789012345678
  secret:
    title: "What 48213.75 costs Tomas"
    unit: EUR
    from: withheld
    to: withheld
    better: lower
"""
PLANTED = {
    "id": "ddddddd000000", "at": at(TODAY), "who": "tomas", "kr": "engineering/tomas-47#secret",
    "progress": 0.25, "note": "@Mira: 48213.75",
}  # fmt: skip


@pytest.fixture
def here(console: Console) -> Here:
    """A running workspace with texts that mean harm, and numbers that are kept private."""
    running(console)
    console.write(f"{GOALS}/tomas-47.yaml", HOSTILE)
    console.write("checkins/now/engineering/planted.jsonl", lines(PLANTED))
    return Here(console.folder, console.home)


def exported(here: Here, *words: str) -> dict[str, list[dict[str, Any]]]:
    """The tables of a JSON export, numbers exact."""
    ended = here.okrctl("export", "--format", "json", *words)
    assert ended.status == 0, ended.err
    facts = json.loads(ended.out, parse_float=Decimal)
    Draft7Validator(output_schema("export")).validate(json.loads(ended.out))
    tables: dict[str, list[dict[str, Any]]] = facts["tables"]
    return tables


def test_csv_computes_nothing_and_keeps_every_digit(here: Here) -> None:
    """A text that a spreadsheet would compute begins with a quote; -5 is a number."""
    ended = here.okrctl("export")
    rows = {row["address"]: row for row in csv.DictReader(io.StringIO(ended.out))}
    assert rows[f"{GOAL}#below"]["start"] == "-5"
    assert rows[f"{GOAL}#below"]["target"] == "0.123456789012345678"
    assert rows[f"{GOAL}#below"]["objective_title"] == "'=cmd|'/c calc'!A1"
    assert rows[f"{GOAL}#below"]["title"].startswith("'+1 for")
    assert (rows[f"{GOAL}#secret"]["start"], rows[f"{GOAL}#secret"]["current"]) == ("withheld", "")
    assert rows[FULL]["current"] == "7"
    assert not [cell for row in rows.values() for cell in row.values() if cell[:1] in ("=", "@")]


def test_a_workbook_has_a_sheet_for_each_table(here: Here) -> None:
    """Numbers are numbers but for those with more digits than a cell; texts are no formulas."""
    ended = here.okrctl("export", "-o", "all.xlsx")
    assert (ended.status, ended.out) == (0, "")
    assert "all.xlsx: rows of objectives 4," in ended.err
    first = (here.folder / "all.xlsx").read_bytes()
    here.okrctl("export", "-o", "all.xlsx")
    assert (here.folder / "all.xlsx").read_bytes() == first
    book = CalamineWorkbook.from_path(str(here.folder / "all.xlsx"))
    assert book.sheet_names == [
        "objectives",
        "key_results",
        "states",
        "kpis",
        "entries",
        "readings",
    ]
    head, *rows = book.get_sheet_by_name("key_results").to_python()
    below = next(row for row in rows if "below" in row)
    held = dict(zip(head, below, strict=True))
    assert (held["start"], held["target"]) == (-5, "0.123456789012345678")
    assert held["objective_title"] == "'=cmd|'/c calc'!A1"
    assert held["due"] == TODAY.replace(month=1, day=3).replace(year=TODAY.year + 1)


def test_json_says_everything(here: Here) -> None:
    """Drafts, entries that are not in force and readings of formulas are there, each marked."""
    void = {"id": "eeeeeee000000", "at": at(TODAY, 10), "who": "mira", "void": "aaaaaaa000000"}
    here.write("checkins/now/engineering/void.jsonl", lines(void))
    tables = exported(here)
    entries = {row["id"]: row for row in tables["entries"]}
    assert entries["aaaaaaa000000"]["in_force"] is False
    assert entries["aaaaaaa000000"]["value"] == 7
    assert entries["eeeeeee000000"]["regards"] == "aaaaaaa000000"
    assert entries["ddddddd000000"]["progress"] == Decimal("0.25")
    readings = {row["kpi"]: row for row in tables["readings"]}
    assert (readings["code-coverage"]["value"], readings["twice"]["value"]) == (74, 148)
    assert readings["twice"]["calculated"] is True


def test_a_cycle_and_a_team_narrow_it(here: Here) -> None:
    """Only goals of that cycle and team are left."""
    tables = exported(here, "--cycle", "past", "--table", "objectives")
    assert [row["address"] for row in tables["objectives"]] == ["past/engineering/first-canary"]
    assert exported(here, "--team", "ops")["key_results"] == []


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet"])
def test_a_public_export_tells_nobody_and_no_number(here: Here, form: str) -> None:
    """No id, name or e-mail of a person, no number of a goal, in titles and addresses neither."""
    here.write(f"{GOALS}/idea.yaml", "title: A secret idea\nowner: mira\ndraft: true\n")
    assert here.okrctl("export", "--public", "--format", form, "-o", f"open.{form}/" if
                       form in ("csv", "parquet") else f"open.{form}").status == 0  # fmt: skip
    texts = list(texts_of(here.folder / f"open.{form}", form))
    assert any("Canary deploys reach every service" in text for text in texts)
    assert any("What [withheld] costs [withheld]" in text for text in texts)
    told = re.compile(
        r"(?<![a-z])(mira|öz|oz|tomas|vega)(?![a-z])|@acme|idea|48213|0\.123|(?<!\.)47",
        re.IGNORECASE,
    )
    assert not [text for text in texts if told.search(text)]
    numbers = {"10", "63", "80", "99.5", "-5", "74", "7", "99.7"}
    assert not numbers & {text.strip() for text in texts}


def texts_of(place: Path, form: str) -> list[str]:
    """Every cell of an export as text, and the names of its files."""
    if form == "json":
        tables = json.loads(place.read_text())["tables"].values()
        return [str(cell) for table in tables for row in table for cell in row.values()]
    if form == "xlsx":
        book = CalamineWorkbook.from_path(str(place))
        sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        return [str(cell) for sheet in sheets for row in sheet for cell in row]
    files = [one for one in place.rglob("*") if one.is_file()]
    if form == "csv":
        rows = (row for one in files for row in csv.reader(io.StringIO(one.read_text())))
        names = (str(one.relative_to(place)) for one in files)
        return [*names, *(cell for row in rows for cell in row)]
    with duckdb.connect() as base:
        rows = [row for one in files for row in base.read_parquet(str(one)).fetchall()]
    return [*(str(one.relative_to(place)) for one in files), *(str(c) for row in rows for c in row)]


def test_a_dataset_gives_the_same_status(here: Here) -> None:
    """What DuckDB reads from the folder is what `okrctl status` says, number for number."""
    assert here.okrctl("export", "--format", "parquet", "-o", "data").status == 0
    assert here.okrctl("export", "--format", "parquet", "-o", "data").status == 2
    states, goals = (
        f"'{here.folder}/data/{name}/**/*.parquet'" for name in ("states", "key_results")
    )
    with duckdb.connect() as base:
        rows = base.execute(
            "select address, state, progress, expected, week, weakest, ratio, confidence, chance,"  # noqa: S608 - a folder of the test
            " last_checkin::varchar, owner, title"
            f" from read_parquet({states}, hive_partitioning = true)"
            " where level = 'objective' and cycle = 'now' order by address"
        ).fetchall()
        described = base.execute(f"describe select * from read_parquet({goals})").fetchall()  # noqa: S608 - the same
    kinds = {name: kind for name, kind, *_ in described}
    facts = json.loads(here.okrctl("status", "--cycle", "now", "--format", "json").out)
    names = ("address", "state", "progress", "expected", "week", "weakest", "ratio", "confidence",
             "chance", "oldest_checkin", "owner", "title")  # fmt: skip
    told = [
        tuple(one[name] for name in names) for team in facts["teams"] for one in team["objectives"]
    ]
    assert len(rows) == 3
    assert rows == sorted(told)
    assert (kinds["start"], kinds["start_unsaid"]) == ("DECIMAL(38,9)", "VARCHAR")
    assert kinds["due"] == "DATE"


def test_a_question_in_sql(here: Here) -> None:
    """Numbers are exact, in every form."""
    question = "select key_result, start, start_unsaid from key_results where unit = 'EUR'"
    question += " and team = 'engineering' and cycle = 'now' order by start, address"
    facts = json.loads(here.okrctl("sql", question, "--format", "json").out)
    Draft7Validator(output_schema("sql")).validate(facts)
    assert facts["rows"] == [
        ["below", -5, None], ["secret", None, "withheld"], ["secret", None, "withheld"],
    ]  # fmt: skip
    assert here.okrctl("sql", question).out.splitlines()[0] == "below\t-5\t"
    assert "| key\\_result | start |" in here.okrctl("sql", question, "--format", "md").out
    assert here.okrctl("sql", "select 1 where false", "--format", "table").out == "No rows.\n"


@pytest.mark.parametrize(
    "question",
    [
        "select * from 'okrctl.yaml'",
        "copy states to 'stolen.csv'",
    ],
)
def test_a_question_reads_its_tables_and_nothing_else(here: Here, question: str) -> None:
    """No file, no extension, no setting, no change: exit 2, and the folder stays as it was."""
    before = here.all_files()
    ended = here.okrctl("sql", question)
    assert (ended.status, ended.out) == (2, ""), ended
    assert here.all_files() == before


def test_a_number_that_no_column_holds(here: Here) -> None:
    """More than 29 digits before the point are refused in SQL, and kept in JSON."""
    path = f"{GOALS}/tomas-47.yaml"
    here.write(path, HOSTILE.replace("from: -5", f"from: -{10**30}"))
    ended = here.okrctl("sql", "select 1")
    assert (ended.status, "okrctl export --format json" in ended.err) == (2, True)
    assert str(10**30) in here.okrctl("export", "--format", "json").out


def test_what_is_missing_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an extra: exit 3, and the line that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    for words, extra in (
        (("sql", "select 1"), "pip install 'okrctl[duckdb]'"),
        (("export", "-o", "x.parquet"), "pip install 'okrctl[duckdb]'"),
        (("export", "-o", "x.xlsx"), "pip install 'okrctl[xlsx]'"),
    ):
        ended = here.okrctl(*words)
        assert (ended.status, extra in ended.err) == (3, True), ended
    assert here.okrctl("sql").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "cvs"), "did you mean csv?"),
        (("--table", "objectivs"), "did you mean objectives?"),
        (("--table", "entries", "--public"), "no entries"),
        (("--table", "states", "--table", "kpis"), "-o FOLDER/"),
        (("--format", "parquet"), "-o dataset/"),
        (("--team", "oops"), "did you mean ops?"),
        (("--cycle", "never"), "no cycle"),
    ],
)
def test_what_cannot_be_exported(here: Here, words: tuple[str, ...], said: str) -> None:
    """Exit 2, with what to type instead."""
    ended = here.okrctl("export", *words)
    assert (ended.status, said in ended.err) == (2, True), ended
