"""What got worse with a check-in: the prompt and the rule ask the same."""

from __future__ import annotations

from datetime import date

import pytest

from okrctl.cli.checkin.form import Form
from okrctl.measure.turns import LastCheckIns, turns
from okrctl.model.workspace import Workspace
from support import workspace

TODAY = date(2026, 11, 21)
GOAL = """\
# goals/2026-Q4/ops/calm.yaml
title: Nobody dreads being on call
key_results:
  pages: {title: Pages that wake somebody, from: 41, to: 12}
# checkins/2026-Q4/ops/one.jsonl
"""


def line(number: int, day: str, fields: str) -> str:
    """A check-in with an id of its own."""
    head = f'"id": "{number:013}", "at": "{day}T14:00:00Z", "who": "mira", "kr": "ops/calm#pages"'
    return f"{{{head}, {fields}}}\n"


def space(*reports: str) -> Workspace:
    """A workspace with a check-in a week, the last one on the 20th of November."""
    days = [f"2026-11-{20 - 7 * back:02}" for back in reversed(range(len(reports)))]
    lines = (line(n, day, said) for n, (day, said) in enumerate(zip(days, reports, strict=True)))
    return workspace(GOAL + "".join(lines)).workspace


CASES = [
    (['"value": 20', '"value": 24'], ("backwards",)),
    (['"value": 20', '"value": 40'], ("backwards", "off pace")),
    (['"value": 20, "confidence": 7', '"value": 19, "confidence": 5'], ("less sure",)),
    (['"value": 20, "confidence": 7', '"value": 19, "confidence": 6'], ()),
    (['"value": 20'], ()),
]


@pytest.mark.parametrize(("reports", "found"), CASES)
def test_the_last_check_in_is_compared_with_the_day_without_it(
    reports: list[str], found: tuple[str, ...]
) -> None:
    """Not with the week before, in which time alone may have changed the state."""
    of = space(*reports)
    (objective,) = of.objectives
    last = LastCheckIns(of, TODAY).of(objective.key_results[0])
    assert last is not None
    assert (last.entry.day, last.turns) == (date(2026, 11, 20), found)


@pytest.mark.parametrize(("reports", "found"), CASES)
def test_the_prompt_asks_where_the_rule_speaks(reports: list[str], found: tuple[str, ...]) -> None:
    """What the rule would say of an entry is what the form asks a word for."""
    of = space(*reports)
    (objective,) = of.objectives
    last = LastCheckIns(of, TODAY).of(objective.key_results[0])
    assert last is not None
    answers = {"value": "1"}
    if last.after.confidence is not None:
        answers["confidence"] = str(last.after.confidence)
    question = Form(last.before).next({**answers, "confidence": answers.get("confidence", "")},
                                      last.after)  # fmt: skip
    assert question is not None
    assert ("OKR502" in question.label) == bool(found)


def test_without_a_check_in_nothing_turned() -> None:
    """There is no last one, and a state is no worse than itself."""
    of = space()
    (objective,) = of.objectives
    assert LastCheckIns(of, TODAY).of(objective.key_results[0]) is None
    state = LastCheckIns(space('"value": 20'), TODAY).of(objective.key_results[0])
    assert state is not None
    assert turns(state.after, state.after) == ()
