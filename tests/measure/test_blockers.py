"""What holds goals up."""

from __future__ import annotations

from datetime import date

from measure.goals import WEEKLY, Measured, measured
from okrctl.measure.blockers import OpenBlocker, blockers_of
from okrctl.measure.measure import measure
from support import workspace

GOAL = WEEKLY + (
    "# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nowner: mira\n"
    "key_results: {it: {title: It moves, from: 10, to: 0}}\n# checkins/2026-Q4/ops/one.jsonl\n"
)
BLOCKED = '{"id": "0000000000001", "at": "2026-11-02", "kr": "ops/calm#it", "blocked": "No data"}\n'
CORRECTED = (
    '{"id": "0000000000002", "at": "2026-11-03", "kr": "ops/calm#it", "blocked": "No test data",'
    ' "supersedes": "0000000000001"}\n'
)


def unblocked(entry_id: str) -> str:
    """What closes a blocker, on 10 November."""
    return f'{{"at": "2026-11-10", "kr": "ops/calm#it", "unblocked": "{entry_id}"}}\n'


def words(found: Measured) -> list[str]:
    """The open blockers of the key result."""
    return [blocker.entry.text("blocked") for blocker in found.key_result("#it").blockers]


def test_a_blocker_is_open_until_it_is_closed() -> None:
    """From the day it is said to the day it is taken back."""
    text = GOAL + BLOCKED + unblocked("0000000000001")
    for day, open_then in (("01", []), ("02", ["No data"]), ("09", ["No data"]), ("10", [])):
        found = measured(text, f"2026-11-{day}")
        assert words(found) == open_then
        assert ("blocked" in found.objective("calm").flags) == bool(open_then)


def test_a_corrected_blocker_is_one_blocker() -> None:
    """It has its new words, and is closed under the id of either."""
    assert words(measured(GOAL + BLOCKED + CORRECTED, "2026-11-05")) == ["No test data"]
    for closes in ("0000000000001", "0000000000002"):
        text = GOAL + BLOCKED + CORRECTED + unblocked(closes)
        assert words(measured(text, "2026-11-10")) == []


def test_another_blocker_stays_open() -> None:
    """Two are open; closing the one leaves the other."""
    second = BLOCKED.replace("0001", "0003").replace("No data", "No time")
    found = measured(GOAL + BLOCKED + second + unblocked("0000000000001"), "2026-11-12")
    assert words(found) == ["No time"]


def test_an_objective_can_be_blocked_as_a_whole() -> None:
    """Then no key result is, and the objective is."""
    said = '{"at": "2026-11-02", "objective": "ops/calm", "blocked": "Nobody is left"}\n'
    found = measured(GOAL + said, "2026-11-05")
    assert [entry.text("blocked") for entry in found.objective("calm").blockers] == [
        "Nobody is left"
    ]
    assert (words(found), "blocked" in found.objective("calm").flags) == ([], True)


def test_a_blocker_is_open_too_long_after_two_cadences() -> None:
    """Its days count from the first entry, and not from before okrctl was adopted."""
    text = """
    # okrctl.yaml
    {adopted}
    people: {{mira: {{name: Mira}}}}
    teams: {{ops: {{lead: mira}}, data: {{lead: mira}}}}
    cadence: {{checkin: weekly on friday}}
    # goals/2026-Q4/ops/calm.yaml
    title: Nobody dreads being on call
    key_results: {{pages: {{title: Pages, from: 41, to: 12}}}}
    # checkins/2026-Q4/ops/one.jsonl
    {{"id": "7f3kq2ab9mwx4", "at": "2026-11-06T09:00Z", "who": "mira", "kr": "ops/calm#pages", "blocked": "No data", "support": [{{"team": "data", "need": "A copy"}}]}}
    """  # noqa: E501 - an entry is one line

    def on(day: str, adopted: str = "glossary: {}") -> OpenBlocker:
        space, at = (
            workspace(text.format(adopted=adopted)).loaded.workspace,
            date.fromisoformat(day),
        )
        (found,) = blockers_of(measure(space, at).objectives[0], space, at)
        return found

    assert (on("2026-11-20").days, on("2026-11-20").too_long) == (14, False)
    assert (on("2026-11-21").days, on("2026-11-21").too_long) == (15, True)
    assert on("2026-11-07").too_long_from == date(2026, 11, 21)
    assert (on("2026-11-07").owner, on("2026-11-07").asked) == ("mira", (("data", "A copy"),))
    late = on("2026-11-21", "adopted: 2026-11-10")
    assert (late.days, late.too_long, late.since) == (11, False, date(2026, 11, 10))
