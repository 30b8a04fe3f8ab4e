"""A quarter of eight teams, week by week, against tables that were written by hand.

The tables follow from the script in `story` and the rules in docs/method.md, not from the program:

- Before a tenth of the time is gone (9.1 of 91 days) it is too early: that is week 1, day 5.
- `slow` has half of the pace and `lost` three tenths: on pace is from 0.70, at risk from 0.40.
- `silent` says nothing in weeks 5 to 8. On the fifth Friday that is only due; a week later the
  grace of three days is over, and it is stale until it speaks again. After more than three
  cadences, 21 days since its last word in week 4, there is something to talk about: that is week 8.
- `late` says nothing before week 6: nobody knows anything, and its first Friday waits for an
  answer. More than 21 days into the quarter, on the fourth Friday, silence is to be talked about.
- `stuck` is blocked from week 3 to week 8: longer than two cadences, 14 days, in weeks 6 and 7.
- `quick` has all 91 in week 7. `gone` is at risk until it is dropped in week 6.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.running import Here
from weeks.story import TEAMS, WEEKS, files, friday

STATES = """
week  steady  slow  lost  silent  late  stuck  quick  gone
1     early   early early early   none  early  early  early
2     on      risk  off   on      none  on     on     risk
3     on      risk  off   on      none  on!    on     risk
4     on      risk  off   on      none  on!    on     risk
5     on      risk  off   on      none  on!    on     risk
6     on      risk  off   stale   on    on!    on     out
7     on      risk  off   stale   on    on!    done   out
8     on      risk  off   stale   on    on     done   out
9     on      risk  off   on      on    on     done   out
10    on      risk  off   on      on    on     done   out
11    on      risk  off   on      on    on     done   out
12    on      risk  off   on      on    on     done   out
13    on      risk  off   on      on    on     done   out
"""
WORDS = {
    "early": "too early", "on": "on pace", "risk": "at risk", "off": "off pace", "none": "no data",
    "stale": "stale", "done": "done", "out": "dropped",
}  # fmt: skip
OWED = {
    1: ["late due check-in"],
    2: ["late stale check-in"],
    3: ["late stale check-in"],
    4: ["late stale check-in", "late overdue talk"],
    5: ["late stale check-in", "late overdue talk", "silent due check-in"],
    6: ["silent stale check-in", "stuck overdue talk"],
    7: ["silent stale check-in", "stuck overdue talk"],
    8: ["silent stale check-in", "silent overdue talk"],
}
"""What is owed on each Friday evening; in the other weeks nobody owes anything."""
AGENDA = {
    1: ([], ["late"]),
    2: (["lost"], ["late"]),
    3: (["lost"], ["late"]),
    4: (["lost"], ["late"]),
    5: (["lost"], ["late"]),
    6: (["lost", "stuck"], ["silent"]),
    7: (["lost", "stuck"], ["silent"]),
    8: (["lost"], ["silent"]),
    9: (["lost"], []),
    10: (["lost"], []),
    11: (["lost"], []),
    12: (["lost"], []),
    13: (["lost"], []),
}
"""What a meeting decides about, and whom it asks for news."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Here:
    """The eight teams at the end of their quarter; each week is looked at as of its Friday."""
    folder = tmp_path_factory.mktemp("eight")
    for path, text in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return Here(folder, tmp_path_factory.mktemp("home"), {"OKRCTL_NOW": "2027-01-03T12:00:00Z"})


def seen(company: Here, command: str, week: int) -> dict[str, Any]:
    """What a command prints as of the Friday of a week."""
    ended = company.okrctl(command, "--as-of", str(friday(week)), "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    found: dict[str, Any] = json.loads(ended.out)
    return found


def team(address: str) -> str:
    """The team of an address."""
    return address.split("/")[1]


def expected_states(week: int) -> dict[str, tuple[str, list[str]]]:
    """The row of a week: state and flags of each team's key result."""
    head, *rows = (row.split() for row in STATES.split("\n") if row)
    row = next(row for row in rows if row[0] == str(week))
    cells = zip(head[1:], row[1:], strict=True)
    return {
        name: (WORDS[cell.rstrip("!")], ["blocked"] if cell.endswith("!") else [])
        for name, cell in cells
    }


@pytest.mark.parametrize("week", WEEKS)
def test_status_is_right_each_week(company: Here, week: int) -> None:
    """The state of every key result, and who is blocked."""
    found = {
        one["team"]: (kr["state"], [flag for flag in kr["flags"] if flag == "blocked"])
        for one in seen(company, "status", week)["teams"]
        for objective in one["objectives"]
        for kr in objective["key_results"]
    }
    assert found == expected_states(week)
    assert len(found) == len(TEAMS)


@pytest.mark.parametrize("week", WEEKS)
def test_due_is_right_each_week(company: Here, week: int) -> None:
    """Who owes what on Friday evening."""
    found = [
        f"{team(one['address'])} {one['lateness']} {one['owes']}"
        for one in seen(company, "due", week)["due"]
    ]
    assert sorted(found) == sorted(OWED.get(week, []))


@pytest.mark.parametrize("week", WEEKS)
def test_the_meeting_is_right_each_week(company: Here, week: int) -> None:
    """What is decided about, who is asked for news; nobody states a confidence to ask about."""
    found = seen(company, "meeting", week)
    sections = [[team(one["address"]) for one in found[name]] for name in ("decide", "news")]
    assert tuple(map(sorted, sections)) == AGENDA[week]
    assert found["why"] == []
    assert "no history" in found["unseen"]
    listed = sum(len(found[name]) for name in ("decide", "why", "news", "rest"))
    assert listed == len(TEAMS) - (week >= 6)


def test_a_blocker_is_closed_by_its_own_command(company: Here) -> None:
    """On the eve of week 8 one thing is in the way; a week later nothing is."""
    assert [team(one["address"]) for one in seen(company, "blockers", 7)["blockers"]] == ["stuck"]
    assert seen(company, "blockers", 8)["blockers"] == []


def test_the_quarter_is_to_be_closed_when_it_ends(company: Here) -> None:
    """On its last day every team owes a closing, and the one that was dropped too."""
    ended = company.okrctl("due", "--format", "json")
    closings = [one for one in json.loads(ended.out)["due"] if one["owes"] == "closing"]
    assert sorted(team(one["address"]) for one in closings) == sorted(TEAMS)
