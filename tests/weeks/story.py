"""A quarter of eight teams as a script: who says what on which of its thirteen Fridays.

Every key result runs from 0 to 91, one for each day of the quarter. On the Friday of week w it is
day 7w - 2, so a value of 7w - 2 keeps exactly the pace.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

WEEKS = range(1, 14)
FIRST = date(2026, 10, 5)
LAST = date(2027, 1, 3)
SETTINGS = f"""\
okrctl: 1
organization: Eight
calendar: {{cycles: {{quarter: {{from: {FIRST}, to: {LAST}}}}}}}
people: {{mira: {{name: Mira}}}}
teams:
  {{steady: {{}}, slow: {{}}, lost: {{}}, silent: {{}},
    late: {{}}, stuck: {{}}, quick: {{}}, gone: {{}}}}
cadence: {{checkin: weekly on friday, grace: 3 days}}
"""
TEAMS = ("steady", "slow", "lost", "silent", "late", "stuck", "quick", "gone")
GOAL = "title: It gets better\nowner: mira\nkey_results: {it: {title: It, from: 0, to: 91}}\n"

Fields = dict[str, object]


def friday(week: int) -> date:
    """The Friday of a week."""
    return FIRST + timedelta(7 * week - 3)


def says(team: str, week: int) -> Fields:  # noqa: PLR0911 - a script has as many parts
    """What a team says on a Friday; nothing where it is silent."""
    pace = 7 * week - 2
    match team:
        case "slow":
            return {"value": Decimal(pace) / 2}
        case "lost":
            return {"value": Decimal(pace) * 3 / 10}
        case "silent":
            return {} if 5 <= week <= 8 else {"value": pace}
        case "late":
            return {} if week < 6 else {"value": pace}
        case "stuck":
            more: dict[int, Fields] = {
                3: {"blocked": "No data"}, 8: {"unblocked": entry_id("stuck", 3)},
            }  # fmt: skip
            return {"value": pace, **more.get(week, {})}
        case "quick":
            return {"value": 13 * min(week, 7)}
        case "gone":
            if week == 6:
                return {"outcome": "dropped", "note": "Another way was found"}
            return {"value": Decimal(pace) / 2} if week < 6 else {}
    return {"value": pace}


def entry_id(team: str, week: int) -> str:
    """The id of what a team says in a week."""
    return f"{TEAMS.index(team)}{week:02}".ljust(13, "0")


def files() -> Iterator[tuple[str, str]]:
    """Every file of the workspace at the end of the quarter, with its path."""
    yield "okrctl.yaml", SETTINGS
    for team in TEAMS:
        yield f"goals/quarter/{team}/goal.yaml", GOAL
        for week in WEEKS:
            said = says(team, week)
            if said:
                yield f"checkins/quarter/{team}/{week}.jsonl", line(team, week, said)


def line(team: str, week: int, said: Fields) -> str:
    """An entry as its line."""
    fields = {name: number(value) for name, value in said.items()}
    entry = {"id": entry_id(team, week), "at": f"{friday(week)}T09:00:00Z", "who": "mira",
             "kr": f"{team}/goal#it", **fields}  # fmt: skip
    return f"{json.dumps(entry)}\n"


def number(value: object) -> object:
    """A decimal as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value
