"""Importing what was exported gives the same goals again, and no amount is misread in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.cli.importing.amounts import amount, mark_of
from okrctl.cli.importing.cells import Cell
from okrctl.cli.importing.cyclenames import cycle_named
from okrctl.cli.importing.days import day_in
from okrctl.cli.importing.desk import Defaults
from okrctl.cli.importing.files import goal_file
from okrctl.cli.importing.layout import found_in
from okrctl.cli.importing.plan import NewKeyResult, NewObjective, Plan
from okrctl.cli.importing.settling import settled
from okrctl.cli.importing.sources import csv_sheet
from okrctl.load.loading import Loaded, load
from okrctl.load.tree import DictTree
from okrctl.model.calendar import Calendars
from okrctl.pages.tables.everything import Part, tables_of
from okrctl.render.tables.csv import csv_text
from okrctl.text.scaffold import Value

TODAY = date(2026, 11, 24)
SETTINGS = b"""\
okrctl: 1
people: {mira: {name: Mira}, tomas: {name: Tomas}}
teams: {ops: {lead: mira}, web: {lead: tomas}}
"""
NOT_SHARED = ("current",)
WORDS = st.text(
    st.characters(
        categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u115f\u1160\u2800\u3164\uffa0"
    ),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join(text.split())).filter(
    lambda text: text and not text.startswith(("'", "::", "##")) and "##" not in text
    and not text.startswith("\ufeff")
)  # fmt: skip
NUMBERS = st.decimals(-(10**6), 10**6, places=3).map(lambda number: Decimal(format(number, "f")))
UNITS = st.sampled_from([{}, {"unit": "%"}, {"unit": "EUR"}, {"unit": "bugs/wk"}])


@st.composite
def key_results(draw: st.DrawFn) -> Mapping[str, Value]:
    """A key result of any kind that a row can tell whole."""
    title: dict[str, Value] = {"title": draw(WORDS)}
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    high = high if high != low else low + 1
    unit = draw(UNITS)
    kinds: list[dict[str, Value]] = [
        {**title, **unit, "from": low, "to": high},
        {**title, **unit, "from": high, "to": low},
        {**title, **unit, "count": abs(high) + 1},
        {**title, **unit, "from": low, "to": high, "stretch": high + 1},
        {**title, **unit, "from": "unknown", "to": high, "better": "lower"},
        {**title, **unit, "from": "withheld", "to": "withheld", "better": "higher"},
        {**title, **unit, "from": "unknown", "change_by": "-50%"},
        {**title, **unit, "at_least": low, "every": "week"},
        {**title, **unit, "at_most": high, "guardrail": True},
        {**title, **unit, "between": [low, high]},
        {"done_when": str(title["title"])},
        {**title, "measured_by": "supporting"},
        {
            **title,
            "milestones": {"one": "A step", "two": {"title": "More", "due": date(2026, 12, 1)}},
        },
        {**title, "zones": {"commit": "One", "target": "Two"}},
    ]
    chosen = draw(st.sampled_from(kinds))
    beside: dict[str, Value] = draw(st.sampled_from([
        {}, {"owner": "tomas"}, {"weight": Decimal(3)}, {"due": date(2026, 12, 15)}, {"why": "So"},
    ]))  # fmt: skip
    return chosen if "done_when" in chosen else {**chosen, **beside}


@st.composite
def workspaces(draw: st.DrawFn) -> Plan:
    """One or two objectives with one to three key results."""
    goals = []
    for number in range(draw(st.integers(1, 2))):
        results = draw(st.lists(key_results(), min_size=1, max_size=3))
        made = tuple(NewKeyResult(f"k{at}", one, "sure", 1) for at, one in enumerate(results))
        fields: dict[str, Value | None] = {
            "title": draw(WORDS),
            "owner": draw(st.sampled_from(["mira", None])),
        }
        team = draw(st.sampled_from(["ops", "web"]))
        goals.append(NewObjective("2026-Q4", team, f"goal-{number}", fields, made, 1, "sure"))
    return Plan(tuple(goals))


def loaded(plan: Plan) -> Loaded:
    """The workspace of a plan; it must be without an error."""
    files = {one.path: goal_file(one).data for one in plan.objectives}
    found = load(DictTree({"okrctl.yaml": SETTINGS, **files}))
    assert [str(one.message) for one in found.findings if one.weight == "error"] == []
    return found


def exported(space: Loaded) -> str:
    """The key results as CSV."""
    tables = tables_of(space.workspace, TODAY, Part())
    return csv_text(next(table for table in tables if table.name == "key_results"))


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV, without the columns that an import cannot bring back into goals."""
    return [
        {name: cell for name, cell in row.items() if name not in NOT_SHARED}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


@settings(max_examples=40, deadline=None)
@given(workspaces())
def test_an_export_imports_as_the_same_goals(plan: Plan) -> None:
    """Column for column, for every kind, whatever the words."""
    text = exported(loaded(plan))
    found = found_in(csv_sheet("goals.csv", text))
    assert found is not None
    empty = load(DictTree({"okrctl.yaml": SETTINGS})).workspace
    cycle = empty.calendars.cycle("2026-Q4")
    assert cycle is not None
    again = settled(empty, Defaults(cycle, None, "mira", TODAY), [found])
    assert again.remarks == ()
    assert (again.people, again.teams) == ({}, {})
    assert rows(exported(loaded(again))) == rows(text)


@pytest.mark.parametrize(
    ("text", "mark", "read", "sure"),
    [
        ("1.234,5", None, "1234.5", True),
        ("1,234.5", None, "1234.5", True),
        ("1.234.567", None, "1234567", True),
        ("1'234.50", None, "1234.50", True),
        ("1 234,5", None, "1234.5", True),
        ("4,5", None, "4.5", True),
        ("0,125", None, "0.125", True),
        ("1,234", None, "1234", False),
        ("1.234", None, "1.234", False),
        ("1.234", ",", "1234", True),
        ("1,234", ".", "1234", True),
        ("1.234", ".", "1.234", True),
        ("(1,500.00)", None, "-1500.00", True),
        ("−5", None, "-5", True),
        ("€1.2M", None, "1200000", True),
        ("$ 3k", None, "3000", True),
        ("12,34,5", None, None, True),
        ("7/12", None, None, True),
        ("viel", None, None, True),
    ],
)
def test_an_amount(text: str, mark: str | None, read: str | None, sure: bool) -> None:  # noqa: FBT001 - a row
    """By what leaves no doubt, else by the file's own mark, else as a guess."""
    found = amount(Cell(1, 1, text), "," if mark == "," else "." if mark == "." else None)
    assert (str(found.number) if found else None) == read
    assert found is None or found.sure is sure


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("63 %", "%"),
        ("€5", "EUR"),
        ("5 EUR", "EUR"),
        ("USD 5", "USD"),
        ("600 min", "min"),
        ("8", ""),
    ],
)
def test_an_amount_has_its_unit(text: str, unit: str) -> None:
    """Before or behind the number."""
    found = amount(Cell(1, 1, text), None)
    assert found is not None
    assert found.unit == unit


@given(
    NUMBERS.filter(lambda number: abs(number) >= 10**4), st.sampled_from([(",", "."), (".", ",")])
)
def test_a_grouped_number_is_read_in_its_own_locale(
    number: Decimal, marks: tuple[str, str]
) -> None:
    """Groups of one mark and decimals of the other can mean one thing only."""
    group, point = marks
    text = f"{number:,.3f}".replace(",", "G").replace(".", point).replace("G", group)
    found = amount(Cell(1, 1, text), None)
    assert found is not None
    assert (found.number, found.sure) == (number, True)


def test_the_mark_of_a_file() -> None:
    """That of the numbers which leave no doubt, if they agree."""
    assert mark_of(["1.234", "10,5"]) == ","
    assert mark_of(["1,234", "10.5"]) == "."
    assert mark_of(["1,5", "1.5"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-Q4", "2026-Q4"), ("Q4 2026", "2026-Q4"), ("2026 Q4", "2026-Q4"),
        ("Q3 Y2025", "2025-Q3"), ("q1/26", "2026-Q1"), ("FY26 H1", "2026-H1"),
        ("H2-2026", "2026-H2"), ("2027", "2027"),
        ("Nov 2026", "2026-11"), ("November 2026", "2026-11"), ("FY2026 Q2", "2026-Q2"),
        ("Q5 2026", None), ("soon", None),
    ],
)  # fmt: skip
def test_a_cycle_as_products_write_it(text: str, name: str | None) -> None:
    """In the form of the calendar."""
    found = cycle_named(text, Calendars().cycle)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", "2026-12-31"), ("2026-12-31T10:00:00Z", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"), ("31/12/2026", "2026-12-31"), ("05/05/2026", "2026-05-05"),
        ("31 Dec 2026", "2026-12-31"), ("Dec 31, 2026", "2026-12-31"), ("03/04/2026", None),
        ("31.02.2026", None), ("soon", None),
    ],
)  # fmt: skip
def test_a_day_as_cells_have_it(text: str, day: str | None) -> None:
    """One that may mean two days means none."""
    found = day_in(Cell(1, 1, text))
    assert (found.isoformat() if found else None) == day
