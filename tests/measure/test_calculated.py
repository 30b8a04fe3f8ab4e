"""Calculated KPIs: by period, on aggregated inputs, exact, and never without a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from measure.goals import key_result
from measure.kpis import gauges, kpi, kpi_file, reading, weekly
from okrctl.measure.aggregates import name_of
from okrctl.measure.calculated import readings

MONTHS = {"mrr": "", "heads": "", "per-head": "formula: mrr * 12 / heads\nhealthy: {at_least: 90}"}
TEXT = (
    kpi_file("mrr") + kpi_file("heads", cadence="monthly")
    + kpi_file("per-head", MONTHS["per-head"], cadence="monthly")
)  # fmt: skip
READ = [
    reading("mrr", "2026-09-25", 300), reading("mrr", "2026-10-30", 400),
    reading("mrr", "2026-11-20", 500), reading("heads", "2026-09-30", 40),
    reading("heads", "2026-10-31", 50),
]  # fmt: skip


def test_by_period_on_the_latest_inputs() -> None:
    """300 * 12 / 40 in September, 400 * 12 / 50 in October; November lacks a headcount."""
    found = gauges(TEXT, READ, "2026-11-21")
    values = found.periods(kpi(found, "per-head"), 3)
    assert [value.value for value in values] == [90, 96, None]
    state = found.state(kpi(found, "per-head"))
    assert (state.health, state.reason) == ("no value", "heads has no reading for 2026-11")
    assert state.latest is None


def test_it_stands_until_the_next_period_begins_to_have_data() -> None:
    """On 1 November nothing of that month is known: October's stands, as old as its readings."""
    found = gauges(TEXT, READ, "2026-11-01")
    state = found.state(kpi(found, "per-head"))
    assert (state.health, state.latest and state.latest.value, state.age_days) == ("healthy", 96, 1)


def test_it_goes_stale_with_its_own_cadence() -> None:
    """October's is due again by the end of November, with three days of grace."""
    lines = [line for line in READ if "2026-11" not in line]
    assert [
        gauges(TEXT, lines, day).state(kpi(gauges(TEXT, lines, day), "per-head")).health
        for day in ("2026-12-03", "2026-12-04")
    ] == ["healthy", "stale"]


def test_what_it_rests_on_is_kept() -> None:
    """Each input with its value, and the readings behind it."""
    found = gauges(TEXT, READ, "2026-11-01")
    value = found.periods(kpi(found, "per-head"), 2)[-1]
    assert name_of(value.period) == "2026-10"
    assert [(name, of.value, [p.day for p in of.points]) for name, of in value.inputs] == [
        ("mrr", 400, [date(2026, 10, 30)]), ("heads", 50, [date(2026, 10, 31)]),
    ]  # fmt: skip


def test_inputs_are_aggregated_as_they_say() -> None:
    """Four weeks of sales make a month's; refunds are their mean."""
    files = (
        kpi_file("sales", "aggregate: sum") + kpi_file("refunds", "aggregate: mean")
        + kpi_file("net", "formula: sales - refunds", cadence="monthly")
    )  # fmt: skip
    lines = weekly("sales", (10, 20, 30, 40, 50), date(2026, 1, 2))
    lines += weekly("refunds", (1, 2, 3, 4, 5), date(2026, 1, 2))
    found = gauges(files, lines, "2026-01-31")
    assert found.periods(kpi(found, "net"), 1)[0].value == 147
    running = gauges(files, lines, "2026-01-30")
    assert running.values.calculations(kpi(running, "net")) == ()
    state = running.state(kpi(running, "net"))
    assert (state.health, state.reason) == ("no value", "its first period is not over")


def test_a_period_is_never_shorter_than_an_inputs() -> None:
    """A weekly ratio of a monthly headcount is monthly."""
    files = (
        kpi_file("mrr") + kpi_file("heads", cadence="monthly")
        + kpi_file("per-head", "formula: mrr / heads", cadence="weekly")
    )  # fmt: skip
    found = gauges(files, READ, "2026-11-01")
    assert str(found.values.cadence(kpi(found, "per-head"))) == "monthly"
    assert [v.value for v in found.periods(kpi(found, "per-head"), 2)] == [Decimal("7.5"), 8]


def test_looking_back_over_periods() -> None:
    """By how much it grew, and a mean of three; where one is missing the reason names it."""
    files = {
        "a": "", "grew": "formula: a - previous(a)", "smooth": "formula: mean(a, 3)",
        "then": "formula: lag(a, 2)",
    }  # fmt: skip
    found = gauges(files, weekly("a", (1, 3, 8)), "2026-01-16")
    latest = {name: found.state(kpi(found, name)) for name in files}
    assert {name: state.latest and state.latest.value for name, state in latest.items()} == {
        "a": 8, "grew": 5, "smooth": 4, "then": 1,
    }  # fmt: skip
    assert all(state.age_days == 0 for name, state in latest.items() if name != "then")
    early = gauges(files, weekly("a", (1, 3)), "2026-01-09")
    assert early.state(kpi(early, "smooth")).reason == "a has no reading for 2025-W52"


def test_division_by_zero_is_no_value() -> None:
    """Neither 0 nor infinity."""
    lines = [reading("a", "2026-11-20", 5), reading("b", "2026-11-20", 0)]
    found = gauges({"a": "", "b": "", "c": "formula: a / b"}, lines, "2026-11-20")
    state = found.state(kpi(found, "c"))
    assert (state.health, state.reason) == ("no value", "division by zero: b is 0")


def test_a_calculated_input_lacks_a_value_not_a_reading() -> None:
    """Each reason names what is missing at its own level."""
    files = {"a": "", "b": "", "c": "formula: a / b", "d": "formula: c * 2 + a"}
    found = gauges(files, [reading("a", "2026-11-20", 5)], "2026-11-20")
    assert found.state(kpi(found, "c")).reason == "b has no reading for 2026-W47"
    assert found.state(kpi(found, "d")).reason == "c has no value for 2026-W47"


def test_a_long_chain_is_reckoned() -> None:
    """Six hundred KPIs, each one more than the one before."""
    files = {"k0": "", **{f"k{n}": f"formula: k{n - 1} + 1" for n in range(1, 600)}}
    found = gauges(files, [reading("k0", "2026-11-20", 1)], "2026-11-20")
    state = found.state(kpi(found, "k599"))
    assert state.latest is not None
    assert state.latest.value == 600


@pytest.mark.parametrize("start", ["a", "b", "c"])
def test_a_loop_has_no_value_and_says_so(start: str) -> None:
    """Its members, and what rests on them; the loader has refused it already."""
    files = {"a": "formula: b + 1", "b": "formula: a + 1", "c": "formula: a * 2"}
    found = gauges(files, [], "2026-11-20", wrong="OKR109")
    state = found.state(kpi(found, start))
    assert state.health == "no value"
    assert state.reason.startswith("formulas in a loop: ")
    assert {"a", "b"} <= set(state.reason.split())


def test_what_cannot_be_reckoned_says_why() -> None:
    """An unknown KPI, a formula that is none."""
    for lines in ([], [reading("a", "2026-11-20", 5)]):
        found = gauges({"a": "", "b": "formula: a + ghost"}, lines, "2026-11-20", wrong="OKR109")
        assert found.state(kpi(found, "b")).reason == "there is no KPI ghost"
    found = gauges({"a": "", "b": 'formula: "a +"'}, [], "2026-11-20", wrong="OKR109")
    assert found.state(kpi(found, "b")).reason == "its formula cannot be read"


def test_nothing_read_is_nothing_calculated() -> None:
    """No reading yet."""
    found = gauges({"a": "", "b": "formula: a * 2"}, [], "2026-11-20")
    assert found.state(kpi(found, "b")).reason == "no reading yet"


def test_a_key_result_takes_what_is_calculated() -> None:
    """Its value is that of the latest period with one; from 80 to 100 it stands at 96."""
    more = TEXT + "\n".join(["# readings/2026/one.jsonl", *READ, ""])
    header = "# okrctl.yaml\nokrctl: 1\npeople: {mira: {name: Mira}}\nteams: {ops: {lead: mira}}\n"
    found = key_result("kpi: per-head, from: 80, to: 100", as_of="2026-11-21", more=header + more)
    assert found.progress.share == Decimal("0.8")
    assert [point.value for point in found.history.points] == [90, 96]


def test_readings_are_asked_by_id() -> None:
    """Read, calculated, or unknown."""
    space = gauges(TEXT, READ, "2026-11-21").values.workspace
    day = date(2026, 11, 21)
    assert [point.value for point in readings(space, "mrr", day)] == [300, 400, 500]
    assert [point.value for point in readings(space, "per-head", day)] == [90, 96]
    assert readings(space, "ghost", day) == ()


def test_a_formula_that_looks_before_all_time() -> None:
    """Four hundred periods of a hundred months are more than there were."""
    files = kpi_file("a") + kpi_file("b", "formula: lag(a, 400)", cadence="every 100 months")
    found = gauges(files, [reading("a", "2026-11-20", 5)], "2026-11-20")
    assert found.state(kpi(found, "b")).reason == "a has no reading so long ago"


def test_a_segment_is_calculated_from_segments() -> None:
    """The ratio of one region, of its own readings."""
    region = "segments: {region: [emea, amer]}"
    part = ', "segment": {"region": "emea"}'
    lines = [reading("a", "2026-11-20", 6, part), reading("b", "2026-11-20", 3, part)]
    files = {"a": region, "b": region, "c": "formula: a / b"}
    space = gauges(files, lines, "2026-11-20").values.workspace
    found = readings(space, "c", date(2026, 11, 20), {"region": "emea"})
    assert [point.value for point in found] == [2]
    assert readings(space, "c", date(2026, 11, 20)) == ()
