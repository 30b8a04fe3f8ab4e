"""Which period a number falls into, and what the numbers of one come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measure.goals import WEEKLY, key_result


def kpi(aggregate: str, cadence: str = "weekly") -> str:
    """A KPI, read three times in one week of October and once in the next."""
    return WEEKLY + (
        "# kpis/delay.yaml\ntitle: Delay\nowner: mira\nunit: s\nbetter: lower\n"
        f"cadence: {cadence}\n"
        f"aggregate: {aggregate}\n# readings/2026/one.jsonl\n"
        '{"at": "2026-10-05", "kpi": "delay", "value": 2}\n'
        '{"at": "2026-10-07", "kpi": "delay", "value": 9}\n'
        '{"at": "2026-10-11", "kpi": "delay", "value": 4}\n'
        '{"at": "2026-10-12", "kpi": "delay", "value": 1}\n'
    )


@pytest.mark.parametrize(
    ("aggregate", "first"),
    [("last", 4), ("sum", 15), ("mean", 5), ("min", 2), ("max", 9), ("count", 3)],
)
def test_readings_come_to_what_the_kpi_says(aggregate: str, first: int) -> None:
    """2, 9 and 4 of one week, by the KPI's aggregate and not by the worst of them."""
    found = key_result("kpi: delay, at_most: 5", as_of="2026-10-12", more=kpi(aggregate))
    assert [window.value for window in found.history.windows] == [
        first, 1,
    ]  # fmt: skip
    assert found.progress.share == (1 if first <= 5 else Decimal("0.5"))


def test_a_period_is_the_kpis_cadence_unless_the_key_result_says_other() -> None:
    """Monthly by the KPI, every two weeks by its own word."""
    monthly = key_result("kpi: delay, at_most: 5", as_of="2026-11-21", more=kpi("last", "monthly"))
    assert [str(window.first) for window in monthly.history.windows] == ["2026-10-01", "2026-11-01"]
    own = key_result(
        "kpi: delay, at_most: 5, every: 2 weeks", as_of="2026-11-04", more=kpi("last", "monthly")
    )
    assert [str(window.last) for window in own.history.windows] == ["2026-10-25", "2026-11-08"]


def test_a_period_of_check_ins_is_their_cadence() -> None:
    """Weekly, from Monday to Sunday whatever day a check-in is due on."""
    found = key_result("at_least: 5", "2026-10-11 value=6", as_of="2026-10-13")
    assert [(str(w.first), w.value) for w in found.history.windows] == [
        ("2026-10-05", 6), ("2026-10-12", None),
    ]  # fmt: skip


def test_the_running_period_counts_once_it_has_data() -> None:
    """The second week's bad value counts on its first day; before, one of one was met."""
    said = ("2026-10-05 value=9", "2026-10-12 value=1")
    assert key_result("at_least: 8", *said, as_of="2026-10-11").progress.share == 1
    assert key_result("at_least: 8", *said, as_of="2026-10-12").progress.share == Decimal("0.5")


@pytest.mark.parametrize(
    ("bounds", "values", "worst"),
    [("at_least: 5", (6, 4, 9), 4), ("at_most: 5", (6, 4, 9), 9),
     ("between: [2, 8]", (3, 10, 5), 10), ("between: [2, 8]", (5, 1, 9), 1),
     ("between: [2, 8]", (5, 7, 3), 7)],
)  # fmt: skip
def test_the_worst_of_check_ins(bounds: str, values: tuple[int, ...], worst: int) -> None:
    """The one furthest past a bound, else nearest to one; of equals the first."""
    said = [f"2026-10-0{5 + n} value={value}" for n, value in enumerate(values)]
    assert key_result(bounds, *said, as_of="2026-10-09").history.windows[0].value == worst


def test_a_segment_is_read_alone() -> None:
    """Readings of one region; those of the whole and of others do not mix in."""
    segments = "segments: {region: [emea, amer]}\n"
    more = kpi("last").replace("aggregate: last\n", f"aggregate: last\n{segments}")
    more += (
        '{"at": "2026-10-13", "kpi": "delay", "value": 7, "segment": {"region": "emea"}}\n'
        '{"at": "2026-10-14", "kpi": "delay", "value": 3, "segment": {"region": "amer"}}\n'
    )
    part = key_result(
        "kpi: delay, segment: {region: emea}, from: 10, to: 0", as_of="2026-10-14", more=more
    )
    assert [point.value for point in part.history.points] == [7]
    whole = key_result("kpi: delay, from: 10, to: 0", as_of="2026-10-14", more=more)
    assert [point.value for point in whole.history.points] == [2, 9, 4, 1]
