"""The examples on the pages of changes: the bad one is that change alone, the good one is not."""

from __future__ import annotations

from datetime import date

import pytest

from changes.two import ACTIVE
from okrctl.changes.classify import Judged, Review
from okrctl.changes.compare import compare
from okrctl.changes.examples import EXAMPLES
from okrctl.changes.table import CLASSES
from support import workspace

PLANNED = date(2026, 10, 5)
CLOSING = (
    '\n# checkins/2026-Q4/ops/closing.jsonl\n{"id": "aaaaaaaaaaac1", "at": "2027-01-03T10:00:00Z",'
    ' "who": "mira", "team": "ops", "cycle": "2026-Q4", "closed": true}\n'
)
OF_COMMITS = {"entry-backdated"}
"""What no text can show: when something was committed."""
ON_NO_GOAL_OF_OPS = frozenset(
    name for name in CLASSES if name.startswith(("kpi-", "policy", "cycle", "not-", "moved"))
)
"""Classes whose phase is not that of the goal that the closing entry closes."""


def side(text: str, other: str) -> str:
    """The files before or after: all lines but those of the other side, without their signs."""
    rows = text.splitlines(keepends=True)
    assert {row[0] for row in rows} <= {" ", "-", "+"}
    return "".join(row[1:] for row in rows if row[0] != other)


def judged(text: str, day: date, more: str = "") -> list[Judged]:
    """What a review says of a change, on a day."""
    before, after = (workspace(side(text, other) + more).loaded for other in "+-")
    return [*Review(compare(before, after), day).judged]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bad_change_is_that_change_alone(name: str) -> None:
    """With the severity of its phase: planned and active by the day."""
    for day in (PLANNED, ACTIVE):
        found = judged(EXAMPLES[name][0], day)
        if name == "score-overridden" and day == PLANNED:
            continue  # in October nobody has graded yet
        assert {one.row.name for one in found} == {name}
        assert {one.severity for one in found} == {CLASSES[name].severity(found[0].phase)}
        if "/" in found[0].change.address:
            assert found[0].phase == ("planned" if day == PLANNED else "active")


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - ON_NO_GOAL_OF_OPS))
def test_a_bad_change_weighs_more_once_its_cycle_is_closed(name: str) -> None:
    """As the third column of the table says."""
    found = [
        one for one in judged(EXAMPLES[name][0], date(2027, 1, 5), CLOSING) if one.row.name == name
    ]
    assert {(one.phase, one.severity) for one in found} == {("closed", CLASSES[name].closed)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_good_change_is_another(name: str) -> None:
    """Something changes, and it is not that."""
    for day in (PLANNED, ACTIVE):
        found = {one.row.name for one in judged(EXAMPLES[name][1], day)}
        assert found
        assert name not in found


def test_every_class_has_examples() -> None:
    """But what no text can show."""
    assert EXAMPLES.keys() == CLASSES.keys() - OF_COMMITS
