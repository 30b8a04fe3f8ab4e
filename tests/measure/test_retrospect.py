"""A cycle looked back on: scores, zones, teams over cycles, check-ins made of those due."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from okrctl.measure.retrospect import Retrospect, TeamEnd, retrospect, zone_of
from okrctl.measure.state import KeyResultState
from support import Space, workspace

AFTER = date(2027, 1, 8)


def entry(name: str, day: str, **fields: object) -> str:
    """An entry of a day, as its line."""
    return json.dumps(
        {"id": name.ljust(13, "0"), "at": f"{day}T12:00:00Z", "who": "mira", **fields}
    )


def graded(grade: float, name: str, cycle: str, day: str) -> str:
    """A cycle of the team ops whose one objective was graded and closed."""
    return (
        f"# goals/{cycle}/ops/calm.yaml\ntitle: Calm\nkey_results: {{x: It is}}\n"
        f"# checkins/{cycle}/ops/one.jsonl\n"
        + entry(f"{name}a", day, objective="ops/calm", grade=grade, outcome="keep") + "\n"
        + entry(f"{name}b", day, team="ops", cycle=cycle, learned="x", closed=True) + "\n"
    )  # fmt: skip


def looked_back(space: Space, cycle: str = "2026-Q4", as_of: date = AFTER) -> Retrospect:
    """A cycle of a workspace, as of a day after it."""
    found = space.workspace.calendars.cycle(cycle)
    assert found is not None
    return retrospect(space.workspace, as_of, found)


def only(found: Retrospect) -> TeamEnd:
    """The one team there is."""
    (team,) = found.teams
    return team


@pytest.mark.parametrize(
    ("grades", "attained"),
    [
        ((1, 1, 1), "too easy"),
        ((1, 1, 0.9), ""),
        ((0.3, 0.4, 0.4), "too far"),
        ((0.4, 0.4, 0.4), ""),
        ((None, None, 1), ""),
        ((None, None, 0.3), "too far"),
    ],
)
def test_attainment_over_cycles(grades: tuple[float | None, ...], attained: str) -> None:
    """Always 1 is too easy, which one cycle cannot show; a mean under 0.4 is too far."""
    cycles = (("2026-Q2", "2026-06-30"), ("2026-Q3", "2026-09-30"), ("2026-Q4", "2026-12-31"))
    text = "".join(
        graded(grade, f"a{number}", name, day)
        for number, (grade, (name, day)) in enumerate(zip(grades, cycles, strict=True))
        if grade is not None
    )
    team = only(looked_back(workspace(text)))
    assert team.attained == attained
    told = [Decimal(str(grade)) for grade in grades if grade is not None]
    assert [score for _, score in team.scores] == told


def test_a_longer_cycle_is_none_of_those_before() -> None:
    """A year beside quarters is another measure."""
    text = graded(1, "a", "2025", "2025-12-31") + graded(0.5, "b", "2026-Q4", "2026-12-31")
    assert [name for name, _ in only(looked_back(workspace(text))).scores] == ["2026-Q4"]


RESULTS = """
    # goals/2026-Q4/ops/calm.yaml
    title: Calm
    key_results:
      up: {title: Up, from: 0, commit: 4, to: 8, stretch: 10}
      down: {title: Down, from: 10, to: 2}
      words: {title: Words, zones: {commit: One, target: Two, stretch: Three}}
      line: {title: Line, at_least: 5, every: month}
      gone: {title: Gone, from: 0, to: 3}
      unknown: {title: Unknown, to: 4, better: higher}
    # checkins/2026-Q4/ops/one.jsonl
"""


@pytest.mark.parametrize(
    ("kr", "fields", "zone"),
    [
        ("up", {"value": 3}, "below"),
        ("up", {"value": 4}, "commit"),
        ("up", {"value": 9}, "target"),
        ("up", {"value": 10}, "stretch"),
        ("down", {"value": 2}, "target"),
        ("down", {"value": 2.5}, "below"),
        ("words", {"zone": "commit"}, "commit"),
        ("words", {"zone": "below"}, "below"),
        ("unknown", {"value": 3}, "not measured"),
    ],
)
def test_a_zone_is_the_farthest_post_that_was_reached(
    kr: str, fields: dict[str, object], zone: str
) -> None:
    """Of numbers by the latest value, of words as it was said."""
    text = RESULTS.replace("\n    ", "\n") + entry("a", "2026-12-01", kr=f"ops/calm#{kr}", **fields)
    state = looked_back(workspace(text)).state.by_address[f"2026-Q4/ops/calm#{kr}"]
    assert isinstance(state, KeyResultState)
    assert zone_of(state) == zone


def test_check_ins_are_counted_against_the_days_on_which_they_were_due() -> None:
    """Weekly on Friday in four weeks: one a day early, one late, one twice, one never."""
    text = "\n".join([
        "# okrctl.yaml",
        "calendar: {cycles: {four: {from: 2026-11-02, to: 2026-11-29}}}",
        "people: {mira: {name: Mira}}",
        "teams: {ops: {lead: mira}}",
        "cadence: {checkin: weekly on friday, grace: 3 days}",
        "# goals/four/ops/calm.yaml",
        "title: Calm",
        "key_results: {bugs: {title: Bugs, from: 9, to: 0}, spare: {title: Spare, from: 9, to: 0}}",
        "# checkins/four/ops/one.jsonl",
        entry("a", "2026-11-05", kr="ops/calm#bugs", value=8),
        entry("b", "2026-11-14", kr="ops/calm#bugs", value=7),
        entry("c", "2026-11-19", kr="ops/calm#bugs", value=6),
        entry("d", "2026-11-20", kr="ops/calm#bugs", value=5),
        entry("e", "2026-11-11", kr="ops/calm#spare", outcome="dropped", note="Not ours"),
    ])  # fmt: skip
    team = only(looked_back(workspace(text), "four"))
    assert (team.discipline.due, team.discipline.made) == (4 + 1, 2)
    early = only(looked_back(workspace(text), "four", date(2026, 11, 19)))
    assert (early.discipline.due, early.discipline.made) == (2 + 1, 1)


def test_what_was_carried_over_and_over_is_counted() -> None:
    """Through `continues`, as far as the chain goes; a loop ends where it began."""
    goal = "title: Calm\nkey_results: {x: It is}\n"
    text = (
        f"# goals/2026-Q2/ops/first.yaml\n{goal}"
        f"# goals/2026-Q3/ops/second.yaml\n{goal}continues: 2026-Q2/ops/first\n"
        f"# goals/2026-Q4/ops/third.yaml\n{goal}continues: 2026-Q3/ops/second\n"
        f"# goals/2026-Q4/ops/other.yaml\n{goal}"
    )
    found = {one.state.objective.id: one.carried for one in looked_back(workspace(text)).objectives}
    assert found == {"third": 2, "other": 0}


def test_the_end_of_a_team_says_what_it_learned() -> None:
    """Its lessons, its kinds, and whether it has closed the cycle."""
    team = only(looked_back(workspace(graded(0.5, "a", "2026-Q4", "2026-12-31"))))
    assert (team.closed, team.lessons, dict(team.kinds)) == (True, ("x",), {"done when": 1})
    before = only(looked_back(workspace(graded(0.5, "a", "2026-Q4", "2026-12-31")),
                              as_of=date(2026, 12, 30)))  # fmt: skip
    assert (before.closed, before.lessons) == (False, ())
