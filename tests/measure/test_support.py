"""What is asked of teams: by check-ins until it is met, by goals as long as they say so."""

from __future__ import annotations

from datetime import date

from okrctl.measure.support import Request, requests
from support import workspace

GOALS = """
# goals/2026-Q4/ops/calm.yaml
title: Nobody dreads being on call
owner: mira
needs:
  - {team: hr, what: A rota that covers the night}
  - {team: data, what: A copy of production, objective: data/copies}
key_results:
  pages: {title: Pages that wake somebody, from: 41, to: 12}
# goals/2026-Q4/data/copies.yaml
title: Whoever tests has data
owner: tomas
key_results: {copies: {title: Copies, from: 0, to: 4}}
# goals/2026-Q4/hr/hiring.yaml
title: Good people stay
key_results: {left: {title: Who left, from: 4, to: 0}}
"""
ASKS = """
# checkins/2026-Q4/ops/one.jsonl
{"id": "7f3kq2ab9mwx4", "at": "2026-11-13T09:00:00Z", "who": "mira", "kr": "ops/calm#pages", "value": 30, "blocked": "No data", "support": [{"team": "data", "need": "A masked copy"}, {"team": "hr", "need": "A night shift"}]}
"""  # noqa: E501 - an entry is one line


def asked(text: str, day: str = "2026-11-20") -> list[Request]:
    """What is asked as of a day."""
    return list(requests(workspace(GOALS + text).loaded.workspace, date.fromisoformat(day)))


def words(text: str, day: str = "2026-11-20") -> list[str]:
    """Of whom, and what."""
    return [f"{one.team}: {one.what}" for one in asked(text, day) if one.sort == "support"]


def test_a_need_stands_in_its_file() -> None:
    """With the objective that answers it, or none."""
    hr, data = asked("")
    assert (hr.sort, hr.team, hr.by, hr.since, hr.answer) == ("need", "hr", "mira", None, None)
    assert data.answer is not None
    assert str(data.answer.address) == "2026-Q4/data/copies"


def test_support_is_asked_of_each_team() -> None:
    """One entry may ask several; whether it blocks is said with it."""
    assert words(ASKS) == ["data: A masked copy", "hr: A night shift"]
    first = asked(ASKS)[0]
    assert (first.since, first.by, first.blocks, first.entry) == (
        date(2026, 11, 13), "mira", True, "7f3kq2ab9mwx4",
    )  # fmt: skip
    assert words(ASKS, "2026-11-12") == []


def test_it_is_met_once_somebody_says_so() -> None:
    """Who asked, or who helped on a goal of their own; not before that day."""
    for kr in ("ops/calm#pages", "data/copies#copies"):
        team = kr.partition("/")[0]
        met = (
            f"# checkins/2026-Q4/{team}/two.jsonl\n"
            '{"id": "8f3kq2ab9mwx4", "at": "2026-11-18T09:00:00Z", "who": "tomas", '
            f'"kr": "{kr}", "supported": "7f3kq2ab9mwx4"}}\n'
        )
        assert words(ASKS + met) == []
        assert len(words(ASKS + met, "2026-11-17")) == 2


def test_a_correction_asks_in_place_of_what_it_corrects() -> None:
    """Closed under the id of the first entry."""
    corrected = ASKS + (
        '{"id": "9f3kq2ab9mwx4", "at": "2026-11-14T09:00:00Z", "who": "mira", '
        '"kr": "ops/calm#pages", "value": 30, "supersedes": "7f3kq2ab9mwx4", '
        '"support": [{"team": "data", "need": "Any copy"}]}\n'
    )
    assert words(corrected) == ["data: Any copy"]
    assert asked(corrected)[0].entry == "7f3kq2ab9mwx4"


def test_what_was_let_go_or_is_over_asks_for_nothing() -> None:
    """A dropped key result, a draft, a cycle that has ended."""
    dropped = ASKS + (
        '{"id": "9f3kq2ab9mwx4", "at": "2026-11-14T09:00:00Z", "who": "mira", '
        '"kr": "ops/calm#pages", "outcome": "dropped", "note": "Another way"}\n'
    )
    assert words(dropped) == []
    assert asked(ASKS, "2027-01-02") == []
