"""`okrctl due` as it is typed: whose, of which team and cycle, how far ahead, as a calendar."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from icalendar import Calendar

from cli.console import Console
from cli.running import TODAY, Here, running


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle, with check-ins due every day."""
    return running(Here(console.folder, console.home))


def owed(acme: Console, *words: str) -> set[tuple[str, str]]:
    """What is owed, by whom."""
    rows = acme.okrctl("due", *words).out.splitlines()
    return {(row.split("\t")[6].rpartition("/")[2], row.split("\t")[1]) for row in rows}


def test_what_is_mine_is_what_a_check_in_walks(acme: Console) -> None:
    """The walk begins with the same count."""
    facts = json.loads(acme.okrctl("due", "--mine", "--format", "json").out)
    mine = [one for one in facts["due"] if one["owes"] == "check-in"]
    assert {one["who"] for one in facts["due"]} == {"mira"}
    walked = acme.okrctl("checkin")
    assert walked.status == 2
    assert all(one["address"].rpartition("/")[2] in walked.err for one in mine)
    assert len(mine) == walked.err.partition("due of mira:")[2].partition("\n")[0].count("#")


def test_a_team_a_person_and_a_cycle_narrow_it(acme: Console) -> None:
    """A past cycle owes its closing, and nothing else."""
    assert {who for _, who in owed(acme, "--mine", "--who", "tomas")} == {"tomas"}
    assert owed(acme, "--team", "ops") == set()
    past = json.loads(acme.okrctl("due", "--cycle", "past", "--format", "json").out)["due"]
    assert {one["owes"] for one in past if "/" in one["address"]} == {"closing"}
    assert [one["missing"] for one in past if one["owes"] == "closing"] == [
        ["score", "lesson", "decision"]
    ]


def test_ahead_shows_what_is_to_come(acme: Console) -> None:
    """A day ahead, what will be due tomorrow is to come."""
    now = json.loads(acme.okrctl("due", "--format", "json").out)
    soon = json.loads(acme.okrctl("due", "--ahead", "1", "--format", "json").out)
    assert now["counts"]["to come"] == 0
    assert soon["until"] == str(TODAY + timedelta(1))
    assert len(soon["due"]) >= len(now["due"])


def test_a_quiet_day_says_when_the_next_comes(acme: Console) -> None:
    """No table of nothing."""
    page = acme.okrctl("due", "--team", "ops", "--format", "table").out
    assert "Nothing is due. Nothing is to come either." in page


def test_a_calendar_of_one_person(acme: Console) -> None:
    """Whose it is stands in its name, and not in every title."""
    ended = acme.okrctl("due", "--mine", "--format", "ics:mine.ics")
    assert (ended.status, ended.out) == (0, "")
    calendar = Calendar.from_ical(acme.read("mine.ics"))
    assert str(calendar["x-wr-calname"]) == "mira · due"
    titles = [str(one["summary"]) for one in calendar.subcomponents]
    assert titles
    assert not any(title.startswith("mira") for title in titles)


def test_unknown_names_are_refused(acme: Console) -> None:
    """Exit 2, with what is close."""
    ended = acme.okrctl("due", "--team", "enginering")
    assert (ended.status, "engineering" in ended.err) == (2, True)
