"""The forecast of a key result, from its check-ins to what a meeting reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from measure.goals import key_result, measured
from okrctl.measure.forecast import Forecast, NoForecast, forecast
from okrctl.measure.state import KeyResultState
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.entry import Entry
from okrctl.model.kinds import Move
from okrctl.model.kinds.history import History, Point

METHOD_PAGE = Path(__file__).parents[2] / "docs" / "method.md"
ADDRESS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "it")
BUGS = (
    "2026-10-09 value=9 confidence=7",
    "2026-10-16 value=8",
    "2026-10-23 value=8",
    "2026-10-30 value=6",
    "2026-11-06 value=6",
    "2026-11-13 value=7",
    "2026-11-21 value=8 confidence=7",
)


def found(state: KeyResultState) -> Forecast:
    """The forecast of a state that has one."""
    assert isinstance(state.forecast, Forecast), state.forecast
    return state.forecast


def weekly(
    *values: str, start: str = "10", to: str = "0", as_of: date = date(2026, 11, 21)
) -> Forecast:
    """The forecast to the end of the quarter from values a week apart, the last on 20 November."""
    last = date(2026, 11, 20)
    days = [last - timedelta(7 * weeks) for weeks in reversed(range(len(values)))]
    points = tuple(point(day, value) for day, value in zip(days, values, strict=True))
    told = forecast(
        Move.model_validate(
            {"address": ADDRESS, "title": "It", "from": Decimal(start), "to": Decimal(to)}
        ),
        History(as_of, date(2026, 10, 1), date(2026, 12, 31), points=points),
    )
    assert isinstance(told, Forecast), told
    return told


def point(day: date, value: str) -> Point:
    """A number on a day."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Point(day, Decimal(value), Entry(str(day), at, "mira", day, "kr", str(ADDRESS)))


def reason(state: KeyResultState) -> str:
    """Why a state has no forecast."""
    assert isinstance(state.forecast, NoForecast)
    return state.forecast.reason


def test_critical_bugs_by_an_independent_computation() -> None:
    """Both readings and their weights, worked out again with numpy and scipy from the formulas."""
    days = np.array([0, 7, 14, 21, 28, 35, 43], dtype=float)
    values = np.array([9, 8, 8, 6, 6, 7, 8], dtype=float)
    ahead, count, freedom = 40, len(days), len(days) - 2
    fit = stats.linregress(days, values)
    width = float(((days - days.mean()) ** 2).sum())
    off = float(((values - fit.intercept - fit.slope * days) ** 2).sum())
    far = 43 + ahead - days.mean()
    line = float(fit.intercept + fit.slope * (43 + ahead))
    line_variance = off / freedom * (1 + 1 / count + far**2 / width)
    spans, moves = np.diff(days), np.diff(values)
    strayed = float(((moves + spans / 43) ** 2 / spans).sum())
    walk = 8 - ahead / 43
    walk_variance = strayed / freedom * (ahead + ahead**2 / 43)
    odds = np.sqrt(spans.prod() * 43 / count / width) * (strayed / off) ** (freedom / 2) / 4
    weight = float(odds / (1 + odds))
    end = weight * line + (1 - weight) * walk
    error = np.sqrt(
        weight * line_variance
        + (1 - weight) * walk_variance
        + weight * (1 - weight) * (line - walk) ** 2
    )
    told = found(key_result("from: 10, to: 0", *BUGS))
    assert float(told.line_weight) == pytest.approx(weight, abs=1e-4)
    assert float(told.projected) == pytest.approx(end)
    half = float(stats.t.ppf(0.9, freedom) * error)
    assert (float(told.low), float(told.high)) == pytest.approx((end - half, end + half))
    assert (round(line, 1), round(walk, 1)) == (5.3, 7.1)
    chance = float(stats.t.cdf((0 - end) / error, freedom))
    assert float(told.chance) == pytest.approx(chance, abs=1e-4)


def test_critical_bugs_as_the_page_tells_it() -> None:
    """Every number of the worked example in docs/method.md is the one computed."""
    told = found(key_result("from: 10, to: 0", *BUGS))
    page = METHOD_PAGE.read_text("utf-8")
    example = page[page.index("Worked example: critical bugs") :].split("\n\n", maxsplit=1)[0]
    for text in (
        f"projected {told.projected:.1f}",
        f"80 % in {told.low:.1f} to {told.high:.1f}",
        f"line weighs {told.line_weight:.2f}",
        f"recent rate {told.per_week:.2f} a week",
        f"needed (0 - 8) / 40 days = {told.needed_per_week:.2f} a week",
        f"chance {told.chance:.2f}, {told.of_ten} of 10",
    ):
        assert text in " ".join(example.split()), text


def test_the_rate_that_is_needed() -> None:
    """From 8 to 0 in the 40 days that are left is 1.4 a week down; nothing once it is there."""
    assert found(key_result("from: 10, to: 0", *BUGS)).needed_per_week == Decimal("-1.4")
    past = key_result("from: 10, to: 8.5", *BUGS)
    assert (found(past).needed_per_week, past.state) == (0, "done")


def test_the_owner_and_the_trend() -> None:
    """7 said and 1 by the trend is 6 apart, which a meeting talks about; 4 and 1 is not."""
    state = key_result("from: 10, to: 0", *BUGS)
    told = found(state)
    assert (told.of_ten, told.gap(state.confidence)) == (1, -6)
    assert (told.gap(5), told.gap(4), told.gap(None)) == (-4, None, None)


def test_fewer_than_four_points() -> None:
    """Say nothing else; two numbers of one day are one point, and what was corrected is none."""
    assert reason(key_result("from: 10, to: 0", *BUGS[:3])) == "too few points"
    twice = (*BUGS[:3], "2026-10-23 value=7")
    assert reason(key_result("from: 10, to: 0", *twice)) == "too few points"
    assert reason(key_result("from: 10, to: 0")) == "too few points"
    assert len(found(key_result("from: 10, to: 0", *BUGS[:4])).points) == 4


def test_all_on_one_day() -> None:
    """However often a day is reported, it is one point, and the last word of it counts."""
    same = [f"2026-10-09 value={value}" for value in (9, 8, 7, 6, 5)]
    assert reason(key_result("from: 10, to: 0", *same)) == "too few points"
    told = found(key_result("from: 10, to: 0", *same, *BUGS[1:]))
    assert [point.value for point in told.points] == [5, 8, 8, 6, 6, 7, 8]


def test_the_window_is_the_goals_own_time() -> None:
    """Of what was reported before it starts the last is the baseline; the rest is another story."""
    early = ("2026-10-02 value=30", "2026-10-05 value=20")
    told = found(key_result("from: 10, to: 0, starts: 2026-10-12", *early, *BUGS))
    assert [(point.day, point.value) for point in told.points[:2]] == [
        (date(2026, 10, 9), 9),
        (date(2026, 10, 16), 8),
    ]


def test_a_kpi_is_forecast_from_its_readings() -> None:
    """Those of the goal's own time and the last one before; its check-ins say the confidence."""
    state = measured(
        """
        # okrctl.yaml
        people: {mira: {name: Mira}}
        teams: {ops: {lead: mira}}
        # kpis/coverage.yaml
        title: Coverage
        better: higher
        # readings/2026/one.jsonl
        {"at": "2026-09-01", "kpi": "coverage", "value": 20}
        {"at": "2026-09-25", "kpi": "coverage", "value": 60}
        {"at": "2026-10-09", "kpi": "coverage", "value": 62}
        {"at": "2026-10-23", "kpi": "coverage", "value": 63}
        {"at": "2026-11-06", "kpi": "coverage", "value": 66}
        {"at": "2026-11-20", "kpi": "coverage", "value": 68}
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        key_results: {it: {title: Covered, kpi: coverage, from: 60, to: 75}}
        # checkins/2026-Q4/ops/one.jsonl
        {"at": "2026-11-20", "kr": "ops/calm#it", "confidence": 8}
        """,
        "2026-11-21",
    ).key_result("#it")
    told = found(state)
    assert [point.value for point in told.points] == [60, 62, 63, 66, 68]
    assert told.per_week == pytest.approx(Decimal(1), abs=Decimal("0.01"))
    assert state.confidence == 8


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("milestones: {a: One, b: Two}", ""),
        ("done_when: It is there", ""),
        ("zones: {target: Fine}", ""),
        ("at_least: 99", ""),
        ("from: unknown, to: 5, better: higher", "baseline or target not known"),
        ("from: 5, to: withheld, better: higher", "baseline or target not known"),
    ],
)
def test_what_is_not_forecast(shape: str, said: str) -> None:
    """Only a number that travels between two known ends is."""
    assert reason(key_result(shape)) == said


def test_the_day_it_is_due_has_nothing_ahead() -> None:
    """From the last day on there is what came and no forecast; on the day before there is one."""
    for day in ("2026-12-31", "2027-01-02"):
        assert reason(key_result("from: 10, to: 0", *BUGS, as_of=day)) == "its time is over"
    told = found(key_result("from: 10, to: 0", *BUGS, as_of="2026-12-30"))
    assert told.needed_per_week == -56


def test_what_is_dropped_is_not_forecast() -> None:
    """Its reason is its outcome."""
    dropped = key_result("from: 10, to: 0", *BUGS, "2026-11-21 outcome=dropped note=No")
    assert reason(dropped) == "dropped"


def test_a_series_that_never_moved() -> None:
    """Stays where it is, with an interval: it may move by what a week of the plan asks for."""
    told = weekly("10", "10", "10", "10", "10")
    assert (told.projected, told.per_week, told.line_weight) == (10, 0, 0)
    assert 5 < told.low < 9
    assert 11 < told.high < 15
    assert told.chance < Decimal("0.05")


def test_a_series_past_its_target() -> None:
    """Is likely to end there; a count that is there will be there for certain."""
    wavering = weekly("6", "3", "1", "1.5", "-1", "-3")
    assert Decimal("0.8") < wavering.chance < 1
    assert weekly("6", "3", "1", "0", "0", "0").chance == 1


def test_a_straight_series_is_not_certain() -> None:
    """One down a week is projected on, with a spread about it."""
    told = weekly("9", "8", "7", "6")
    assert told.projected == pytest.approx(Decimal(6) - Decimal(41) / 7, abs=Decimal("0.001"))
    assert told.high - told.low > 1
    assert told.low < told.projected < told.high <= 6


def test_numbers_that_no_float_holds() -> None:
    """Are not judged, and nothing breaks."""
    huge = ["1e400", "-1e400", "1", "2"]
    with pytest.raises(AssertionError, match="values too far apart"):
        weekly(*huge)
    with pytest.raises(AssertionError, match="values too far apart"):
        weekly("1", "2", "3", "4", start="0", to="1e-300")
    assert weekly("1e150", "2e150", "3e150", "5e150", start="0", to="1e149").chance == 1
