from __future__ import annotations

from datetime import timedelta

import pytest

from cli.console import Console
from cli.running import TODAY, Here, added, commits, only, running
from okrctl.cli.commands.reading import with_negative_last

WEEK_AGO = TODAY - timedelta(7)


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


SAID = [
    (("code-coverage", "76"), {"value": 76}),
    (("kpi:code-coverage", "76.50", "--note", "Billing"), {"value": 76.5, "note": "Billing"}),
    (
        ("code-coverage", "76", "--segment", "service=billing"),
        {"value": 76, "segment": {"service": "billing"}},
    ),
    (("code-coverage", "--event", "A new test runner"), {"event": "A new test runner"}),
    (("code-coverage", "70", "--day", str(WEEK_AGO)), {"day": str(WEEK_AGO), "value": 70}),
]


@pytest.mark.parametrize(("words", "said"), SAID, ids=[" ".join(words) for words, _ in SAID])
def test_a_reading_is_one_line_of_its_year(
    acme: Console, words: tuple[str, ...], said: dict[str, object]
) -> None:
    """A value, that of a segment, an event; late ones say their day."""
    ended = acme.okrctl("reading", *words, "--yes")
    assert ended.status == 0, ended.err
    assert only(acme) == {"kpi": "code-coverage", **said}
    ((path, _),) = added(acme).items()
    assert path.startswith(f"readings/{TODAY.year}/")
    assert "Okrctl: reading" in acme.git("log", "-1", "--format=%B")


REFUSED = [
    (("code-coverage", "76%"), "no number", "76"),
    (("code-coverage",), "a value, or an event", "74"),
    (("code-coverage", "7", "--event", "x"), "one of the two", ""),
    (("twice", "7"), "is calculated", "code-coverage"),
    (("code-covrage", "7"), "there is no KPI", "code-coverage"),
    (("code-coverage", "7", "--segment", "billing"), "which one", "region=emea"),
    (("code-coverage", "80", "--segment", "service=web"), "no segment web", "billing"),
    (("code-coverage", "80", "--day", str(TODAY + timedelta(9))), "still to come", ""),
    ((), "of which KPI", "okrctl reading"),
    (("code-coverage", "7", "--from", "x.csv"), "from the file", ""),
    (("--from", "missing.csv"), "missing.csv cannot be read", ""),
]


@pytest.mark.parametrize(
    ("words", "said", "next_step"), REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED]
)
def test_what_is_no_reading_is_refused(
    acme: Console, words: tuple[str, ...], said: str, next_step: str
) -> None:
    """What is wrong and what to type; nothing is written."""
    ended = acme.okrctl("reading", *words, "--yes")
    assert ended.status in (2, 3)
    assert said in ended.err
    assert next_step in ended.err
    assert commits(acme) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [("-1", "below the 0"), ("101", "above the 100"), ("90", "a jump of more than 15")],
)
def test_a_value_that_nobody_expects_is_kept_back(acme: Console, value: str, said: str) -> None:
    """Off a terminal it is exit 2 until --yes confirms it."""
    ended = acme.okrctl("reading", "code-coverage", value)
    assert (ended.status, commits(acme)) == (2, 1)
    assert said in ended.err
    assert acme.okrctl("reading", "code-coverage", value, "--yes").status == 0
    assert only(acme)["value"] == int(value)


def test_a_jump_is_measured_in_its_own_segment(acme: Console) -> None:
    """The first reading of a segment is no jump from the whole."""
    words = ("code-coverage", "20", "--segment", "service=billing")
    assert acme.okrctl("reading", *words).status == 0
    again = acme.okrctl("reading", "code-coverage", "60", "--segment", "service=billing")
    assert again.status == 2
    assert "from 20 to 60" in again.err


CSV = f"""\
kpi, value, day, segment, note
code-coverage, 75.5, {WEEK_AGO}, , "Half a point, at last"
code-coverage, 60, {WEEK_AGO}, service=billing,

code-coverage, 76, {TODAY}, ,
"""
JSON = f"""\
{{"kpi": "code-coverage", "value": 75.5, "day": "{WEEK_AGO}", "note": "Half a point, at last"}}
{{"kpi": "code-coverage", "value": 60, "day": "{WEEK_AGO}", "segment": {{"service": "billing"}}}}
{{"kpi": "code-coverage", "value": 76}}
"""


@pytest.mark.parametrize("text", [CSV, JSON, "\ufeff" + CSV.replace("\n", "\r\n")])
def test_a_file_of_readings_is_one_commit(acme: Console, text: str) -> None:
    """CSV or JSON lines: a line each, in one file."""
    acme.write("../in.txt", text)
    ended = acme.okrctl("reading", "--from", "../in.txt")
    assert ended.status == 0, ended.err
    ((first, second, third),) = added(acme).values()
    assert (first["value"], first["day"], first["note"]) == (
        75.5, str(WEEK_AGO), "Half a point, at last",
    )  # fmt: skip
    assert second["segment"] == {"service": "billing"}
    assert (third["value"], "day" in third) == (76, False)


BAD_FILES = [
    ("kpi,amount\ncode-coverage,7\n", "'amount' is not known"),
    ("value,day\n7,2026-01-01\n", "kpi is missing"),
    ("kpi,value\ncode-coverage,75\ncode-coverage,many\n", "line 3 of ../in.csv, value many"),
    ("kpi,value\ncode-coverage,75,9\n", "line 2 of ../in.csv has not 2 cells"),
    ("kpi,value,day\ncode-coverage,75,someday\n", "'someday' is no day"),
    ("kpi,value\ncode-coverage,\n", "a value, or it is an event"),
    ("kpi,value\n", "has no readings"),
    ("", "the column kpi is missing"),
    ('{"kpi": "code-coverage", "value": 7, "unit": "%"}\n', "unknown key 'unit'"),
    ('{"kpi": "code-coverage", "value": 7,}\n', "line 1 of ../in.csv"),
    ("kpi,value\ntwice,75\n", "is calculated"),
]


@pytest.mark.parametrize(("text", "said"), BAD_FILES, ids=[said for _, said in BAD_FILES])
def test_a_file_that_cannot_be_taken_names_its_line(acme: Console, text: str, said: str) -> None:
    """None of it is recorded."""
    acme.write("../in.csv", text)
    ended = acme.okrctl("reading", "--from", "../in.csv", "--yes")
    assert (ended.status, commits(acme)) == (2, 1)
    assert said in ended.err


def test_readings_come_through_a_pipe(console: Console) -> None:
    """A dash is standard input."""
    acme = running(console)
    ended = acme.okrctl("reading", "--from", "-", stdin="kpi,value\ncode-coverage,75\n")
    assert ended.status == 0, ended.err
    assert only(acme)["value"] == 75


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["margin", "-3"], ["margin", "--", "-3"]),
        (["margin", "-3.5", "--note", "x"], ["margin", "--note", "x", "--", "-3.5"]),
        (["margin", "3", "--note", "-3"], ["margin", "3", "--note", "-3"]),
        (["margin", "-y", "3"], ["margin", "-y", "3"]),
        (["margin", "--", "-3"], ["margin", "--", "-3"]),
    ],
)
def test_a_number_below_zero_is_no_option(typed: list[str], read: list[str]) -> None:
    """It goes behind a `--`, unless an option takes it."""
    assert with_negative_last(typed) == read
