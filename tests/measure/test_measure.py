"""The whole: a company's quarter, and the days around its edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from measure.goals import Measured, key_result, measured, workspace_of
from okrctl.measure.measure import measure

COMPANY = """
# okrctl.yaml
okrctl: 1
people: {ana: {name: Ana}, mira: {name: Mira}, ines: {name: Ines}}
teams:
  company: {title: Acme, lead: ana}
  engineering: {title: Engineering, parent: company, lead: mira}
  support: {parent: company, lead: ines}
cadence: {checkin: weekly on friday, grace: 3 days}
# kpis/code-coverage.yaml
title: Code coverage
better: higher
owner: mira
unit: "%"
cadence: weekly
healthy: {at_least: 75}
warning: {at_least: 70}
# readings/2026/one.jsonl
{"at": "2026-09-28", "kpi": "code-coverage", "value": 63}
{"at": "2026-11-13", "kpi": "code-coverage", "value": 72}
{"at": "2026-11-20", "kpi": "code-coverage", "value": 74}
# goals/2026-Q4/engineering/trusted.yaml
title: Customers trust every release
owner: mira
key_results:
  coverage: {title: Tests cover the code, kpi: code-coverage, from: 63, to: 80, stretch: 85}
  critical-bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}
  availability: {title: The API is up, at_least: 99.5, every: week, guardrail: true}
  lead-time: {title: From commit to live, from: unknown, change_by: -50%, better: lower}
# goals/2026-Q4/support/one-voice.yaml
title: Customers hear one voice
starts: 2026-11-18
key_results:
  answers: {title: Answers agree, from: 0, to: 10}
  tone: {title: Tone agrees, from: 0, to: 5}
# goals/2026-Q4/support/got-you.yaml
title: Customers feel that we got them
key_results: {first-contact: {title: Solved at once, from: 50, to: 80}}
# goals/2026-Q4/support/later.yaml
title: Not decided yet
draft: true
key_results: {answers: {title: Answers agree, from: 0, to: 10}}
# checkins/2026-Q4/engineering/one.jsonl
{"at": "2026-11-13", "kr": "engineering/trusted#critical-bugs", "value": 7, "confidence": 5}
{"at": "2026-11-21", "kr": "engineering/trusted#critical-bugs", "value": 8, "confidence": 3,\
 "blocked": "No staging"}
{"at": "2026-10-05", "kr": "engineering/trusted#availability", "value": 99.62}
{"at": "2026-11-21", "kr": "engineering/trusted#lead-time", "note": "Collector installed"}
{"at": "2026-11-25", "kr": "engineering/trusted#critical-bugs", "value": 0}
# checkins/2026-Q4/support/one.jsonl
{"at": "2026-11-13", "kr": "support/got-you#first-contact", "value": 65}
{"at": "2026-11-20", "kr": "support/got-you#first-contact", "value": 68.9}
"""


def company(as_of: str = "2026-11-21") -> Measured:
    """The company's quarter on a day."""
    return measured(COMPANY, as_of)


def test_the_numbers_of_an_objective() -> None:
    """Its mean is 0.424 of 0.565 expected, up by 0.0088 in a week, and its weakest is at 0.35."""
    found = company().objective("trusted")
    assert (round(found.progress or 0, 4), round(found.expected or 0, 4)) == (
        Decimal("0.4235"),
        Decimal("0.5652"),
    )
    assert round(found.week or 0, 4) == Decimal("0.0088")
    assert (found.state, found.owner) == ("off pace", "mira")
    assert found.weakest is not None
    assert found.weakest.key_result.id == "critical-bugs"
    assert round(found.weakest.judgement.ratio or 0, 4) == Decimal("0.3538")
    assert (found.weakest.confidence, found.weakest.age_days) == (3, 0)


def test_the_numbers_of_its_key_results() -> None:
    """0.647 and 0.200 count; the guardrail weighs nothing, the unknown baseline is left out."""
    found = company()
    counts = [kr.progress.counts for kr in found.objective("trusted").key_results]
    assert [None if c is None else round(c, 3) for c in counts] == [
        Decimal("0.647"), Decimal("0.200"), Decimal(1), None,
    ]  # fmt: skip
    assert found.key_result("#lead-time").progress.reason == "baseline unknown"
    assert found.key_result("#critical-bugs").week == Decimal("-0.1")


def test_flags_and_blockers() -> None:
    """What blocks a key result flags its objective; words are news where there is no number yet."""
    found = company()
    assert found.key_result("#critical-bugs").flags == {"blocked"}
    assert [b.entry.text("blocked") for b in found.key_result("#critical-bugs").blockers] == [
        "No staging"
    ]
    assert found.key_result("#lead-time").flags == set()
    assert "blocked" in found.objective("trusted").flags


def test_a_kpi_gives_its_latest_reading_and_its_cadence() -> None:
    """Coverage is 74 by the reading of yesterday; the next week's reading is due on its Sunday."""
    found = company().key_result("#coverage")
    assert found.last_entry is not None
    assert (found.last_entry.kind, found.age_days) == ("kpi", 1)
    assert found.next_due == date(2026, 11, 29)
    assert [point.value for point in found.history.points] == [63, 72, 74]


def test_teams_are_in_the_order_of_the_tree_and_worst_first_inside() -> None:
    """A team without goals is not listed; its drafts count nowhere."""
    state = company().state
    assert [team.title for team in state.teams] == ["Engineering", "support"]
    assert [o.objective.id for o in state.teams[1].objectives] == ["one-voice", "got-you"]
    assert len(state.key_results) == 7


def test_a_team_is_the_mean_of_its_objectives() -> None:
    """0 at the baseline and 0.63 make 0.315."""
    assert company().state.teams[1].progress == Decimal("0.315")


def test_there_is_no_week_to_compare_before_the_first_number() -> None:
    """An objective at its baseline has gained nothing that could be told."""
    found = company()
    assert (found.objective("one-voice").week, found.objective("one-voice").oldest_days) == (
        None,
        None,
    )
    assert found.objective("got-you").week == Decimal("0.13")


def test_entries_of_a_later_day_are_not_known_yet() -> None:
    """The zero of Wednesday is not seen on Saturday, and done on Wednesday."""
    assert company("2026-11-24").key_result("#critical-bugs").progress.share == Decimal("0.2")
    assert company("2026-11-25").key_result("#critical-bugs").state == "done"


def test_before_its_first_day_a_cycle_is_too_early() -> None:
    """What a KPI says already is no verdict, and nobody is late."""
    found = measured(COMPANY, "2026-09-29", "2026-Q4")
    assert found.state.cycle.name == "2026-Q4"
    assert found.key_result("#coverage").state == "too early"
    assert found.key_result("#critical-bugs").state == "no data"
    assert found.objective("trusted").expected == 0
    assert not any("overdue" in kr.flags for kr in found.state.key_results)


def test_a_past_cycle_shows_how_it_ended() -> None:
    """Values, ages and expectations are those of its last day, and silence is no news any more."""
    found = measured(COMPANY, "2027-03-15", "2026-Q4")
    assert found.key_result("#coverage").age_days == 41
    assert found.key_result("#coverage").judgement.expected == 1
    assert found.key_result("#coverage").next_due is None
    assert {kr.state for kr in found.state.key_results} == {
        "at risk",
        "on pace",
        "no data",
        "done",
    }
    assert not any("overdue" in kr.flags for kr in found.state.key_results)


def test_a_closed_cycle_is_closed_until_it_is_reopened() -> None:
    """The team's last word on its cycle counts, in the days after the cycle too."""
    closed = (
        COMPANY
        + '{"at": "2027-01-08", "team": "support", "cycle": "2026-Q4", "closed": true}\n'
        + '{"at": "2027-01-20", "team": "support", "cycle": "2026-Q4", "reopened": true}\n'
    )
    states = [
        measured(closed, day, "2026-Q4").objective("got-you").state
        for day in ("2027-01-07", "2027-01-08", "2027-01-19", "2027-01-20")
    ]
    assert states == ["at risk", "closed", "closed", "at risk"]
    found = measured(closed, "2027-01-10", "2026-Q4")
    assert found.objective("one-voice").state == "closed"
    assert found.objective("trusted").state != "closed"
    assert found.key_result("#first-contact").progress.share == Decimal("0.63")


def test_what_was_dropped_is_left_out_with_its_reason() -> None:
    """It counts in no mean and is ranked nowhere; until that day it counted."""
    dropped = (
        COMPANY
        + '{"at": "2026-11-20", "kr": "engineering/trusted#critical-bugs",'
        + ' "outcome": "dropped", "note": "Nobody reports bugs any more"}\n'
    )
    found = measured(dropped, "2026-11-20")
    key_result = found.key_result("#critical-bugs")
    assert (key_result.state, key_result.progress.reason) == ("dropped", "dropped")
    assert key_result.outcome_note == "Nobody reports bugs any more"
    assert (key_result.next_due, key_result.progress.counts) == (None, None)
    objective = found.objective("trusted")
    assert round(objective.progress or 0, 3) == Decimal("0.647")
    assert objective.weakest is not None
    assert objective.weakest.key_result.id == "lead-time"
    assert measured(dropped, "2026-11-19").key_result("#critical-bugs").state == "at risk"


def test_grades_are_read() -> None:
    """Given in January for the last day of December, to a key result and to its objective."""
    graded = (
        COMPANY
        + '{"day": "2026-12-31", "at": "2027-01-05", "kr": "support/got-you#first-contact",'
        + ' "grade": 0.6}\n'
        + '{"day": "2026-12-31", "at": "2027-01-06", "objective": "support/got-you",'
        + ' "grade": 0.7}\n'
    )
    found = measured(graded, "2027-01-10", "2026-Q4")
    assert found.key_result("#first-contact").grade == Decimal("0.6")
    assert found.objective("got-you").grade == Decimal("0.7")
    assert measured(graded, "2026-12-30").objective("got-you").grade is None


def test_a_week_begins_before_the_first_of_all_days() -> None:
    """The first day there is has no day seven days before, and no error."""
    assert measure(workspace_of(COMPANY), date.min).as_of == date.min


def test_a_workspace_without_goals_has_an_empty_quarter() -> None:
    """Until there are goals the running quarter is shown, with nothing in it."""
    state = measured("# okrctl.yaml\nteams: {ops: {}}\n", "2026-11-21").state
    assert (state.cycle.name, state.teams, state.gauges) == ("2026-Q4", (), ())


def test_a_kpi_that_is_not_there_gives_no_number() -> None:
    """The loader complains, and the key result has no data."""
    found = key_result("kpi: nobodys, from: 10, to: 0", "2026-11-13 confidence=7", wrong="OKR105")
    assert (found.state, found.progress.label) == ("no data", "baseline")


def test_a_renamed_team_keeps_its_goals_and_its_closing() -> None:
    """The folder has the old name, the settings and the closing the new one."""
    text = """
# okrctl.yaml
okrctl: 1
people: {mira: {name: Mira}}
teams: {platform: {title: Platform, lead: mira, aliases: [ops], cadence: daily}}
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
key_results: {bugs: {title: Critical bugs, from: 10, to: 0}}
# checkins/2026-Q4/ops/one.jsonl
{"at": "2026-11-20", "kr": "ops/calm#bugs", "value": 4}
# checkins/2026-Q4/platform/one.jsonl
{"at": "2026-12-31", "team": "platform", "cycle": "2026-Q4", "closed": true}
"""
    found = measured(text, "2026-11-20")
    assert [(team.team, team.title) for team in found.state.teams] == [("platform", "Platform")]
    assert found.key_result("#bugs").next_due == date(2026, 11, 21)
    assert found.objective("calm").owner == "mira"
    assert measured(text, "2026-12-31").objective("calm").state == "closed"
