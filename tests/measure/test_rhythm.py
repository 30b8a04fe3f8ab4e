"""When a check-in is due, overdue and stale. 13, 20 and 27 November 2026 are Fridays."""

from __future__ import annotations

from datetime import date

import pytest

from measure.goals import WEEKLY, key_result, measured, text_of

MOVE = "from: 10, to: 0"


def lateness(*said: str, as_of: str, shape: str = MOVE, more: str = WEEKLY) -> str:
    """`stale`, `overdue` or nothing."""
    found = key_result(shape, *said, as_of=as_of, more=more)
    return "stale" if found.state == "stale" else "overdue" if "overdue" in found.flags else ""


@pytest.mark.parametrize(
    ("as_of", "late"),
    [
        ("2026-11-13", ""),
        ("2026-11-19", ""),
        ("2026-11-20", ""),
        ("2026-11-21", "overdue"),
        ("2026-11-23", "overdue"),
        ("2026-11-24", "stale"),
        ("2026-11-28", "stale"),
        ("2026-12-31", "stale"),
        ("2027-01-01", ""),
    ],
)
def test_from_a_due_day_over_its_grace_to_the_end(as_of: str, late: str) -> None:
    """Said on a Friday: due the next, overdue after it, stale three days on, and never too late."""
    assert lateness("2026-11-13 value=5", as_of=as_of) == late


@pytest.mark.parametrize("day", ["2026-11-14", "2026-11-16", "2026-11-20", "2026-11-21"])
def test_a_due_day_is_answered_by_anything_since_the_one_before(day: str) -> None:
    """Said early in the week, on the day or after it: nothing is overdue on Sunday."""
    assert lateness("2026-11-06 value=6", f"{day} value=5", as_of="2026-11-22") == ""


def test_the_first_due_day_has_none_before() -> None:
    """Of what was never spoken of, the first Friday is due, and it has no data rather than news."""
    assert key_result(MOVE, as_of="2026-10-02").next_due == date(2026, 10, 2)
    found = key_result(MOVE, as_of="2026-10-03")
    assert (found.state, found.flags) == ("no data", {"overdue"})


@pytest.mark.parametrize(
    ("said", "due"),
    [("2026-11-12", "2026-11-20"), ("2026-11-13", "2026-11-20"), ("2026-11-14", "2026-11-27")],
)
def test_the_next_due_day_follows_the_one_that_was_answered(said: str, due: str) -> None:
    """Said up to Friday the 13th, the 20th is next; after it, the 20th is answered already."""
    assert key_result(MOVE, f"{said} value=5").next_due == date.fromisoformat(due)


def test_words_alone_do_not_refresh_a_number() -> None:
    """A note, even with a confidence, leaves the number as old as it is."""
    said = ("2026-11-06 value=5", "2026-11-20 confidence=7 note=Soon")
    found = key_result(MOVE, *said, as_of="2026-11-21")
    assert (found.state, found.age_days) == ("stale", 15)
    assert lateness(*said, as_of="2026-11-21", shape="at_most: 9, every: week") == "stale"


@pytest.mark.parametrize(
    "shape", ["milestones: {a: The first, b: The second}", "zones: {target: T}", "It is published"]
)
def test_a_confidence_is_news_of_what_is_reached_in_steps(shape: str) -> None:
    """Weeks may pass between two milestones: who says how sure they are has answered."""
    assert lateness("2026-11-06 confidence=7", "2026-11-20 confidence=7", as_of="2026-11-21",
                    shape=shape) == ""  # fmt: skip
    assert lateness("2026-11-06 confidence=7", "2026-11-20 note=Soon", as_of="2026-11-21",
                    shape=shape) == "stale"  # fmt: skip


def test_words_are_news_where_there_is_no_number_yet() -> None:
    """While the baseline is not known, telling how the measuring goes is all there is."""
    found = key_result("from: unknown, to: 5, better: higher", "2026-11-20 note=Installed")
    assert (found.state, found.flags, found.age_days) == ("no data", frozenset(), 1)


@pytest.mark.parametrize(
    ("settings", "said", "due"),
    [
        ("", "2026-11-15", "2026-11-22"),
        ("cadence: {checkin: daily}", "2026-11-20", "2026-11-21"),
        ("cadence: {checkin: every 2 weeks on friday}", "2026-11-13", "2026-11-27"),
        ("cadence: {checkin: monthly on the 1st}", "2026-11-01", "2026-12-01"),
    ],
)
def test_the_cadence_is_the_workspaces(settings: str, said: str, due: str) -> None:
    """Weekly where nothing is said. Every other Friday counts from the first of the cycle."""
    team = f"# okrctl.yaml\nokrctl: 1\npeople: {{mira: {{}}}}\nteams: {{ops: {{}}}}\n{settings}\n"
    found = key_result(MOVE, f"{said} value=5", more=team)
    assert found.next_due == date.fromisoformat(due)


def test_a_team_and_an_objective_may_have_their_own() -> None:
    """The nearest word wins: the objective's, then the team's."""
    team = WEEKLY.replace("{lead: mira}", "{lead: mira, cadence: daily}")
    text = text_of(MOVE, "2026-11-02 value=5", more=team)
    assert measured(text, "2026-11-20").key_result("#it").next_due == date(2026, 11, 3)
    text = text.replace("owner: mira\n", "owner: mira\ncadence: monthly on the 2nd\n")
    assert measured(text, "2026-11-20").key_result("#it").next_due == date(2026, 12, 2)


def test_grace_is_the_workspaces() -> None:
    """Ten days of grace: stale from the eleventh."""
    patient = WEEKLY.replace("3 days", "10 days")
    assert lateness("2026-11-13 value=5", as_of="2026-11-30", more=patient) == "overdue"
    assert lateness("2026-11-13 value=5", as_of="2026-12-01", more=patient) == "stale"


def test_a_kpi_has_its_own_cadence() -> None:
    """A monthly reading is not overdue by Friday; check-ins in words do not stand for it."""
    more = WEEKLY + (
        "# kpis/bugs.yaml\ntitle: Bugs\nowner: mira\nunit: bugs\nbetter: lower\ncadence: monthly\n"
        "# readings/2026/one.jsonl\n"
        '{"at": "2026-09-30", "kpi": "bugs", "value": 10}\n'
        '{"at": "2026-10-31", "kpi": "bugs", "value": 6}\n'
    )
    shape = "kpi: bugs, from: 10, to: 0"
    assert lateness(as_of="2026-11-30", shape=shape, more=more) == ""
    assert lateness("2026-11-30 confidence=7", as_of="2026-12-01", shape=shape, more=more) == (
        "overdue"
    )
    assert lateness(as_of="2026-12-04", shape=shape, more=more) == "stale"


def test_what_is_done_or_dropped_is_not_waited_for() -> None:
    """Nobody is asked for more of what is reached or given up."""
    done = key_result(MOVE, "2026-10-30 value=0")
    assert (done.state, done.flags, done.next_due) == ("done", frozenset(), None)
    dropped = key_result(MOVE, "2026-10-30 outcome=deferred note=Later")
    assert (dropped.state, dropped.flags, dropped.next_due) == ("deferred", frozenset(), None)


def test_a_key_result_added_in_the_cycle_is_due_from_its_start() -> None:
    """Started on Wednesday the 18th, its first Friday is the 20th."""
    shape = "from: 10, to: 0, starts: 2026-11-18"
    assert key_result(shape, as_of="2026-11-17").flags == set()
    assert key_result(shape, as_of="2026-11-18").next_due == date(2026, 11, 20)
    assert key_result(shape, as_of="2026-11-21").flags == {"overdue"}


def test_words_that_are_no_cadence_leave_the_default() -> None:
    """The loader complains of a team's fortnight; its goals are measured weekly all the same."""
    bad = WEEKLY.replace("{lead: mira}", "{lead: mira, cadence: fortnightly}")
    found = key_result(MOVE, "2026-11-13 value=5", more=bad, wrong="OKR002")
    assert found.next_due == date(2026, 11, 20)


def test_a_kpi_without_a_cadence_is_read_as_often_as_goals_are() -> None:
    """Its readings are due when check-ins are."""
    more = WEEKLY + (
        "# kpis/bugs.yaml\ntitle: Bugs\nowner: mira\nunit: bugs\nbetter: lower\n"
        "# readings/2026/one.jsonl\n"
        '{"at": "2026-11-13", "kpi": "bugs", "value": 6}\n'
    )
    found = key_result("kpi: bugs, from: 10, to: 0", more=more)
    assert (found.next_due, found.flags) == (date(2026, 11, 20), {"overdue"})


def test_the_last_day_may_be_a_due_day() -> None:
    """With a daily rhythm the 31st is due, and nothing after it."""
    daily = WEEKLY.replace("weekly on friday", "daily")
    found = key_result(MOVE, "2026-12-30 value=5", as_of="2026-12-31", more=daily)
    assert found.next_due == date(2026, 12, 31)
    answered = key_result(MOVE, "2026-12-31 value=5", as_of="2026-12-31", more=daily)
    assert answered.next_due is None


def test_words_are_no_news_once_there_is_a_number() -> None:
    """Numbers that are gathered before their baseline is known grow old like others."""
    said = ("2026-11-06 value=7", "2026-11-20 note=Soon")
    assert key_result("from: unknown, to: 5, better: higher", *said).age_days == 15
    assert key_result("from: 10, to: 5", "2026-11-20 note=Soon").age_days is None
