"""Who owes what on a day: each sort of debt, when it begins, and what ends it."""

from __future__ import annotations

from datetime import date

import pytest

from okrctl.measure.due import Due, owed
from okrctl.measure.measure import measure
from support import workspace

SPACE = """
# okrctl.yaml
adopted: 2026-10-01
people: {mira: {name: Mira}, tomas: {name: Tomas}}
teams:
  company: {lead: mira}
  ops: {parent: company, lead: mira, members: [mira, tomas]}
cadence: {checkin: weekly on friday, grace: 3 days}
"""
GOAL = """
# goals/2026-Q4/ops/calm.yaml
title: Nobody dreads being on call
owner: mira
key_results:
  pages: {title: Pages that wake somebody, owner: tomas, from: 41, to: 12}
"""
SAID = (
    '{{"id": "{id}", "at": "{day}T09:00:00Z", "who": "tomas", "kr": "ops/calm#pages", {fields}}}\n'
)


def said(*entries: tuple[str, str]) -> str:
    """Check-ins of the pages, each a day and its fields."""
    lines = (
        SAID.format(id=f"{number}f3kq2ab9mwx4", day=day, fields=fields)
        for number, (day, fields) in enumerate(entries)
    )
    return "# checkins/2026-Q4/ops/one.jsonl\n" + "".join(lines)


def dues(text: str, day: str, *sorts: str) -> list[Due]:
    """What is late or due on a day, of some sorts or of all."""
    space, on = workspace(SPACE + text).loaded.workspace, date.fromisoformat(day)
    states = [measure(space, on, cycle) for cycle in space.cycles.values() if cycle.contains(on)]
    return [
        one
        for one in owed(space, states, on)
        if one.lateness != "to come" and (not sorts or one.sort in sorts)
    ]


def told(text: str, day: str, *sorts: str) -> list[str]:
    """The same in words: `check-in tomas stale 2026-11-13`."""
    return [f"{one.sort} {one.who} {one.lateness} {one.day}" for one in dues(text, day, *sorts)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-12", []),
        ("2026-11-13", ["check-in tomas due 2026-11-13"]),
        ("2026-11-14", ["check-in tomas overdue 2026-11-13"]),
        ("2026-11-16", ["check-in tomas overdue 2026-11-13"]),
        ("2026-11-17", ["check-in tomas stale 2026-11-13"]),
    ],
)
def test_a_check_in_is_due_then_overdue_then_stale(day: str, expected: list[str]) -> None:
    """On its Friday, from the day after it, and after the grace."""
    assert told(GOAL + said(("2026-11-06", '"value": 30')), day) == expected


def test_what_was_said_in_time_is_owed_no_more() -> None:
    """A word in the week before the due day answers it."""
    assert told(GOAL + said(("2026-11-10", '"value": 30')), "2026-11-13") == []


def test_nobody_owes_what_fell_due_before_okrctl_was_adopted() -> None:
    """The first day of the workspace is the first that counts."""
    text = SPACE.replace("2026-10-01", "2026-11-15") + GOAL
    space = workspace(text).loaded.workspace
    on = date(2026, 11, 18)
    assert [one.sort for one in owed(space, [measure(space, on)], on)] == []


def test_a_kpi_waits_for_its_owner_and_its_key_result_for_words() -> None:
    """The reading is owed by who owns the KPI, the confidence by who owns the key result."""
    text = """
# kpis/coverage.yaml
title: Covered code
owner: mira
better: higher
cadence: weekly on monday
# readings/2026/one.jsonl
{"id": "7f3kq2ab9mwx4", "at": "2026-11-02T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 76}
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
owner: tomas
key_results: {covered: {title: Code that a test runs, kpi: coverage, from: 60, to: 80}}
"""
    text += "# checkins/2026-Q4/ops/one.jsonl\n"
    text += '{"id": "8f3kq2ab9mwx4", "at": "2026-11-05T14:03:22Z", "who": "tomas", '
    text += '"kr": "ops/calm#covered", "confidence": 6}\n'
    assert told(text, "2026-11-13") == ["reading mira stale 2026-11-09",
                                        "check-in tomas due 2026-11-13"]  # fmt: skip


def test_a_kpi_that_was_never_read_waits_since_the_cycle_began() -> None:
    """Its first due day is the first of the cycle."""
    text = GOAL + "# kpis/heads.yaml\ntitle: Heads\nowner: mira\nbetter: higher\ncadence: monthly\n"
    assert told(text, "2026-11-02", "reading") == ["reading mira overdue 2026-10-31"]


def test_an_unknown_baseline_is_owed_by_its_day() -> None:
    """Its own day, else a third of the time."""
    own = GOAL.replace("from: 41, to: 12", "from: unknown, to: 12, baseline_by: 2026-10-20")
    assert told(own, "2026-10-20", "baseline") == ["baseline tomas due 2026-10-20"]
    third = own.replace(", baseline_by: 2026-10-20", "")
    assert told(third, "2026-11-01", "baseline") == ["baseline tomas overdue 2026-10-31"]


def test_an_objective_is_to_be_closed_from_the_last_day_on() -> None:
    """Score, lesson and decision; what is there is not asked for again."""
    (closing,) = dues(GOAL, "2026-12-31", "closing")
    assert (closing.lateness, closing.who) == ("due", "mira")
    assert closing.missing == ("score", "lesson", "decision")
    graded = GOAL + said(("2026-12-31", '"grade": 0.7'))
    (closing,) = dues(graded, "2027-01-02", "closing")
    assert (closing.lateness, closing.missing) == ("overdue", ("lesson", "decision"))


MEETING = """
# checkins/2026-Q4/ops/two.jsonl
{"id": "9f3kq2ab9mwx4", "at": "2026-11-16T10:00:00Z", "who": "mira", "team": "ops", "cycle": "2026-Q4", "meeting": "2026-11-16", "actions": [{"id": "af3kq2ab9mwx4", "who": "tomas", "what": "Write it down", "due": "2026-11-19"}, {"id": "bf3kq2ab9mwx4", "who": "mira", "what": "Think"}]}
"""  # noqa: E501 - an entry is one line
DONE = """{"id": "cf3kq2ab9mwx4", "at": "2026-11-18T10:00:00Z", "who": "tomas", "team": "ops", "cycle": "2026-Q4", "action": "af3kq2ab9mwx4", "done": true}
"""  # noqa: E501 - an entry is one line


def test_an_action_is_owed_until_somebody_says_that_it_is_done() -> None:
    """By who took it on; one without a day is nobody's debt."""
    (action,) = dues(GOAL + MEETING, "2026-11-20", "action")
    assert (action.who, action.lateness, action.words) == ("tomas", "overdue", "Write it down")
    assert action.entry == "af3kq2ab9mwx4"
    assert dues(GOAL + MEETING + DONE, "2026-11-20", "action") == []
    again = DONE.replace("cf3", "df3").replace("18T", "19T").replace("true", "false")
    assert len(dues(GOAL + MEETING + DONE + again, "2026-11-20", "action")) == 1


def test_a_blocker_is_to_be_talked_about_after_two_cadences() -> None:
    """Fourteen days are excused, the fifteenth is not; closing it ends the matter."""
    text = GOAL + said(("2026-11-06", '"value": 30, "blocked": "Nobody owns the night"'))
    assert dues(text, "2026-11-20", "talk") == []
    (talk,) = dues(text, "2026-11-21", "talk")
    assert (talk.topic, talk.who, talk.days, talk.lateness) == ("blocked", "tomas", 15, "due")
    gone = said(("2026-11-06", '"value": 30, "blocked": "Nobody owns the night"'),
                ("2026-11-20", '"value": 29, "unblocked": "0f3kq2ab9mwx4"'))  # fmt: skip
    assert dues(GOAL + gone, "2026-11-21", "talk") == []


def test_silence_and_lost_confidence_are_to_be_talked_about() -> None:
    """Three cadences without a word; three confidences of two or less."""
    silent = GOAL + said(("2026-10-30", '"value": 30'))
    assert dues(silent, "2026-11-20", "talk") == []
    assert [one.topic for one in dues(silent, "2026-11-21", "talk")] == ["silent"]
    doubts = said(*((f"2026-11-{day}", f'"value": 40, "confidence": {sure}')
                    for day, sure in (("06", 2), ("13", 1), ("20", 2))))  # fmt: skip
    assert [one.topic for one in dues(GOAL + doubts, "2026-11-20", "talk")] == ["given up"]


def test_what_was_dropped_and_what_is_a_draft_owe_nothing() -> None:
    """Nor does what starts later."""
    dropped = GOAL + said(("2026-11-02", '"outcome": "dropped", "note": "Another way"'))
    assert dues(dropped, "2026-11-20") == []
    assert dues(GOAL.replace("owner: mira", "draft: true"), "2026-11-20") == []
    later = GOAL.replace("from: 41", "starts: 2026-11-21, from: 41")
    assert dues(later, "2026-11-20", "check-in") == []
