"""Calibration: Brier scores by hand, over cycles that were closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from measure.goals import workspace_of
from okrctl.measure.calibration import Brier, Calibration, brier, calibration, middle
from okrctl.model.calendar import Cycle

ORGANISATION = """
# okrctl.yaml
people: {mira: {name: Mira}, jo: {name: Jo}}
teams: {ops: {lead: mira}, web: {lead: jo}}
# goals/2026-Q3/ops/calm.yaml
title: Releases are calm
key_results:
  bugs: {title: Bugs, from: 10, to: 0}
  pages: {title: Pages, from: 8, to: 0}
  owner: {title: Owner, done_when: Somebody owns the night}
  gone: {title: Gone, from: 0, to: 3}
# goals/2026-Q3/web/fast.yaml
title: Pages are fast
key_results: {load: {title: Load, from: 4, to: 2}, size: {title: Size, from: 9, to: 5}}
"""
# The middle of 1 July to 30 September is 15 August.
OPS = """
# checkins/2026-Q3/ops/one.jsonl
{"at": "2026-07-10", "kr": "ops/calm#bugs", "value": 9, "confidence": 3}
{"at": "2026-07-17", "kr": "ops/calm#bugs", "value": 8}
{"at": "2026-07-24", "kr": "ops/calm#bugs", "value": 6}
{"at": "2026-07-31", "kr": "ops/calm#bugs", "value": 5}
{"at": "2026-08-07", "kr": "ops/calm#bugs", "value": 4, "confidence": 8}
{"at": "2026-08-21", "kr": "ops/calm#bugs", "value": 3, "confidence": 1}
{"at": "2026-09-25", "kr": "ops/calm#bugs", "value": 0}
{"at": "2026-08-14", "kr": "ops/calm#pages", "value": 7, "confidence": 3, "who": "jo"}
{"at": "2026-09-25", "kr": "ops/calm#pages", "value": 5}
{"at": "2026-08-14", "kr": "ops/calm#owner", "confidence": 9}
{"at": "2026-08-14", "kr": "ops/calm#gone", "value": 1, "confidence": 9}
{"at": "2026-08-20", "kr": "ops/calm#gone", "outcome": "dropped", "note": "Not wanted"}
"""
WEB = """
# checkins/2026-Q3/web/one.jsonl
{"at": "2026-08-14", "kr": "web/fast#load", "value": 3, "confidence": 6, "who": "jo"}
{"at": "2026-09-30", "kr": "web/fast#load", "value": 2, "who": "jo"}
{"at": "2026-08-21", "kr": "web/fast#size", "value": 9, "confidence": 2, "who": "jo"}
"""
CLOSED = '{"at": "2026-09-30", "team": "TEAM", "cycle": "2026-Q3", "closed": true}\n'
OPS_CLOSED, WEB_CLOSED = CLOSED.replace("TEAM", "ops"), CLOSED.replace("TEAM", "web")


def calibrated(*parts: str, as_of: str = "2026-11-21", person: str | None = None) -> Calibration:
    """The calibration of a workspace in text."""
    text = ORGANISATION + "".join(parts)
    return calibration(workspace_of(text), date.fromisoformat(as_of), person)


def test_a_brier_score_by_hand() -> None:
    """((0.8 - 1)² + (0.3 - 0)²) / 2 = 0.065; what was not foreseen is left out."""
    pairs = [(Decimal("0.8"), True), (Decimal("0.3"), False), (None, True)]
    assert brier(pairs) == Brier(Decimal("0.065"), 2)
    assert brier([]) == Brier(None, 0)
    assert brier([(Decimal("0.5"), True), (Decimal("0.5"), False)]).score == Decimal("0.25")


@pytest.mark.parametrize(
    ("first", "last", "half"),
    [
        ("2026-07-01", "2026-09-30", "2026-08-15"),
        ("2026-10-01", "2026-12-31", "2026-11-15"),
        ("2026-11-16", "2026-11-22", "2026-11-19"),
    ],
)
def test_the_middle_of_a_cycle(first: str, last: str, half: str) -> None:
    """The last day of the first half; of a week the Thursday."""
    cycle = Cycle("it", date.fromisoformat(first), date.fromisoformat(last))
    assert middle(cycle) == date.fromisoformat(half)


def test_confidence_at_mid_cycle_against_what_came() -> None:
    """8 said of the bugs, which were reached; 3 of the pages, which were not: 0.065.

    Neither the 3 said earlier nor the 1 said later counts, nor what has no number, nor what was
    dropped.
    """
    found = calibrated(OPS, OPS_CLOSED)
    assert [(call.address.id, call.confidence, call.reached) for call in found.calls] == [
        ("bugs", Decimal("0.8"), True),
        ("pages", Decimal("0.3"), False),
    ]
    assert found.stated == Brier(Decimal("0.065"), 2)


def test_the_chance_is_the_one_of_that_day() -> None:
    """Five points of the bugs were known on 15 August, and one of the pages."""
    bugs, pages = calibrated(OPS, OPS_CLOSED).calls
    assert bugs.chance is not None
    assert Decimal("0.5") < bugs.chance < 1
    assert pages.chance is None
    found = calibrated(OPS, OPS_CLOSED)
    assert found.forecast == Brier((bugs.chance - 1) ** 2, 1)
    assert [call.address.id for call in found.both.calls] == ["bugs"]
    assert found.both.stated == Brier(Decimal("0.04"), 1)


def test_what_is_known_later_changes_no_chance() -> None:
    """Without what came after mid-cycle the chance of mid-cycle is the same."""
    before = "".join(
        line + "\n" for line in OPS.splitlines() if '"2026-09' not in line and "08-2" not in line
    )
    then, now = (calibrated(text, OPS_CLOSED).calls[0] for text in (before, OPS))
    assert then.chance == now.chance
    assert (then.reached, now.reached) == (False, True)


def test_by_team() -> None:
    """6 said of the load, reached on the last day: 0.16; the size was not spoken of in time."""
    found = calibrated(OPS, OPS_CLOSED, WEB, WEB_CLOSED)
    assert {team: part.stated for team, part in found.teams.items()} == {
        "ops": Brier(Decimal("0.065"), 2),
        "web": Brier(Decimal("0.16"), 1),
    }
    assert [call.confidence for call in found.teams["web"].calls] == [Decimal("0.6"), None]
    assert found.stated.count == 3


def test_a_persons_own() -> None:
    """Are the confidences that this person stated, in whichever team."""
    found = calibrated(OPS, OPS_CLOSED, WEB, WEB_CLOSED, person="jo")
    assert [call.address.id for call in found.calls] == ["pages", "load"]
    assert found.stated == Brier((Decimal("0.09") + Decimal("0.16")) / 2, 2)
    assert calibrated(OPS, OPS_CLOSED, person="sam").calls == ()


def test_only_closed_cycles_count() -> None:
    """A team that has not closed its cycle, or opened it again, may still report."""
    assert calibrated(OPS, WEB, WEB_CLOSED).teams.keys() == {"web"}
    reopened = OPS_CLOSED.replace('"closed"', '"reopened"')
    assert calibrated(OPS, OPS_CLOSED, reopened).calls == ()
    assert calibrated(OPS, OPS_CLOSED, as_of="2026-09-29").calls == ()
    assert calibrated(OPS, OPS_CLOSED, as_of="2026-08-01").calls == ()
