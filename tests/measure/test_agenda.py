"""The agenda of a meeting: where each key result first fits, and how long there is for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from okrctl.measure.agenda import Agenda, Section, agenda, last_meeting, time_boxes
from okrctl.measure.measure import measure
from support import workspace

GOAL = """
# okrctl.yaml
people: {mira: {name: Mira}, tomas: {name: Tomas}}
teams: {company: {lead: mira}, ops: {parent: company, lead: tomas}}
cadence: {checkin: weekly on friday, grace: 3 days}
# goals/2026-Q4/ops/calm.yaml
title: Nobody dreads being on call
key_results:
  slow: {title: Far behind, from: 0, to: 100}
  sure: {title: Against the trend, from: 0, to: 100}
  quiet: {title: Nobody speaks of it, from: 0, to: 100}
  never: {title: Nothing said, from: 0, to: 100}
  stuck: {title: Blocked for long, from: 0, to: 100}
  fine: {title: On pace, from: 0, to: 100}
  done: {title: Reached, from: 0, to: 100}
# checkins/2026-Q4/ops/one.jsonl
"""
FRIDAYS = ("2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20")
VALUES: dict[str, tuple[int | None, ...]] = {
    "slow": (2, 3, 4, 5, 5),
    "sure": (30, 29, 31, 30, 30),
    "quiet": (30, 40, None, None, None),
    "stuck": (20, 30, 40, 50, 60),
    "fine": (20, 30, 40, 50, 60),
    "done": (20, 40, 60, 80, 100),
}
MORE = {
    ("sure", "2026-11-20"): ', "confidence": 9',
    ("stuck", "2026-10-30"): ', "blocked": "No data"',
    ("fine", "2026-11-20"): ', "going_well": "Everybody helps"',
    ("slow", "2026-11-20"): ', "note": "A hard week", "going_well": "We try"',
}


def entries() -> str:
    """The check-ins of five Fridays."""
    lines = [
        f'{{"id": "{place:013}", "at": "{day}T09:00Z", "who": "tomas", "kr": "ops/calm#{kr}", '
        f'"value": {value}{MORE.get((kr, day), "")}}}'
        for place, (kr, day, value) in enumerate(
            (kr, day, value)
            for kr, values in VALUES.items()
            for day, value in zip(FRIDAYS, values, strict=True)
            if value is not None
        )
    ]
    return "\n".join(lines) + "\n"


def held(day: str, name: str, more: str = "") -> str:
    """A meeting of ops."""
    return (
        f'{{"id": "{name.ljust(13, "0")}", "at": "{day}T15:00Z", "who": "tomas", "team": "ops", '
        f'"cycle": "2026-Q4", "meeting": "{day}"{more}}}\n'
    )


ACTIONS = ', "actions": [{"id": "aaaaaaaaaaaaa", "who": "mira", "what": "Think"}]'


def told(more: str = "", day: str = "2026-11-20", **scope: str) -> Agenda:
    """The agenda of a day, a week after the one before."""
    space, on = workspace(GOAL + entries() + more).loaded.workspace, date.fromisoformat(day)
    before = measure(space, on - timedelta(7))
    return agenda(space, measure(space, on), before, **scope)


def ids(agenda: Agenda, section: str) -> list[str]:
    """The key results of a section."""
    return [topic.state.key_result.id for topic in getattr(agenda, section)]


def test_each_key_result_is_where_it_first_fits() -> None:
    """Once, and nowhere else."""
    found = told()
    sections = ("decide", "why", "news", "rest")
    assert {section: ids(found, section) for section in sections} == {
        "decide": ["slow", "stuck"],
        "why": ["sure"],
        "news": ["quiet", "never"],
        "rest": ["fine", "done"],
    }


def test_what_became_of_it_is_told_since_the_last_meeting() -> None:
    """The state before, where it was another; the last words since then."""
    found = told()
    slow, stuck = found.decide
    assert slow.before is None
    assert slow.note is not None
    assert slow.note.note == "A hard week"
    assert [one.too_long for one in stuck.blockers] == [True]
    assert told(day="2026-11-10").news[0].before == "on pace"


def test_what_goes_well_is_not_said_of_what_is_above() -> None:
    """Of what is on pace, and what was reached since."""
    found = told()
    assert [entry.text("going_well") for entry in found.well] == ["Everybody helps"]
    assert ids(found, "done") == ["done"]
    assert ids(told(day="2026-11-26"), "done") == ["done"]
    assert ids(told(day="2026-11-27"), "done") == []


def test_one_team_talks_about_its_own() -> None:
    """Another has nothing to say."""
    assert ids(told(team="ops"), "why") == ["sure"]
    assert ids(told(team="company"), "why") == []


def test_open_actions_come_back_until_they_are_done() -> None:
    """Those of the day itself were just taken on."""
    meeting = held("2026-11-13", "b", ACTIONS)
    done = (
        '{"id": "c000000000000", "at": "2026-11-18T15:00Z", "who": "mira", "team": "ops", '
        '"cycle": "2026-Q4", "action": "aaaaaaaaaaaaa", "done": true}\n'
    )
    assert [one.what for one in told(meeting, host="ops").open] == ["Think"]
    assert told(meeting + done, host="ops").open == ()
    today = told(held("2026-11-20", "b", ACTIONS), host="ops")
    assert (today.open, [one.what for one in today.taken]) == ((), ["Think"])
    assert len(today.held) == 1


def test_the_last_meeting_is_one_of_the_team_before_the_day() -> None:
    """A meeting of the day itself is this one."""
    text = GOAL + held("2026-11-06", "b") + held("2026-11-13", "c")
    space = workspace(text).loaded.workspace
    assert last_meeting(space, "ops", date(2026, 11, 20)) == date(2026, 11, 13)
    assert last_meeting(space, "ops", date(2026, 11, 13)) == date(2026, 11, 6)
    assert last_meeting(space, "ops", date(2026, 11, 6)) is None
    assert last_meeting(space, "company", date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("counts", "minutes", "boxes"),
    [
        ({"decide": 3, "why": 2, "news": 2, "changed": 1, "gauges": 8, "well": 1}, 30,
         {"decide": 16, "why": 7, "news": 3, "changed": 2, "gauges": 1, "well": 1}),
        ({"decide": 1, "gauges": 4}, 30, {"decide": 26, "gauges": 4}),
        ({"well": 5}, 15, {"well": 15}),
        ({"decide": 1, "why": 1, "news": 1}, 1, {"decide": 1, "why": 0, "news": 0}),
        ({}, 30, {}),
    ],
)  # fmt: skip
def test_minutes_follow_the_worth_of_decisions(
    counts: dict[Section, int], minutes: int, boxes: dict[Section, int]
) -> None:
    """Whole minutes, together as long as the meeting; nothing for what is empty."""
    assert time_boxes(counts, minutes) == boxes
    assert sum(boxes.values()) == (minutes if boxes else 0)
