"""The scale of a KPI: always from worse to better, whatever better is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.address import KpiAddress
from okrctl.model.kpi import Band, Kpi
from okrctl.pages.blocks import Gauge
from okrctl.pages.thresholds import against, gauge_of
from okrctl.render.glyphs import Glyphs

HIGHER = {"better": "higher", "healthy": Band(at_least=Decimal(75)),
          "warning": Band(at_least=Decimal(70)), "target": Decimal(80)}  # fmt: skip
LOWER = {"better": "lower", "healthy": Band(at_most=Decimal(5)),
         "warning": Band(at_most=Decimal(7)), "target": Decimal(2)}  # fmt: skip
INSIDE = {"better": "inside", "healthy": Band(between=(Decimal(48), Decimal(56))),
          "warning": Band(between=(Decimal(44), Decimal(60))), "target": Decimal(54)}  # fmt: skip


def kpi(**fields: object) -> Kpi:
    """A KPI in percent."""
    return Kpi(address=KpiAddress("it"), title="It", unit="%", **fields)  # type: ignore[arg-type]


def drawn(value: str, **fields: object) -> str:
    """Its gauge at a value."""
    gauge = gauge_of(kpi(**fields), Decimal(value))
    return "" if gauge is None else Glyphs().gauge(gauge, 12)


@pytest.mark.parametrize(
    ("fields", "value", "gauge"),
    [
        (HIGHER, "74", "░░░░···◆───┃"),
        (HIGHER, "60", "◆░░░····───┃"),
        (HIGHER, "80", "░░░░····───◆"),
        (LOWER, "9", "◆░░░···────┃"),
        (LOWER, "2.5", "░░░░···───◆┃"),
        (INSIDE, "52", "░░··──◆┃··░░"),
        (INSIDE, "43", "░◆··───┃··░░"),
    ],
)
def test_worse_is_left_and_better_right(fields: dict[str, object], value: str, gauge: str) -> None:
    """A falling number that is better falls to the right; inside is better in the middle."""
    assert drawn(value, **fields) == gauge


def test_beyond_its_target_there_is_room() -> None:
    """A value better than the target stands right of it, and the target stays in sight."""
    gauge = drawn("84", **HIGHER)
    assert gauge.index("┃") < gauge.index("◆")


def test_without_a_threshold_there_is_no_scale() -> None:
    """A target alone, or nothing, says not what is worse."""
    assert gauge_of(kpi(better="higher"), Decimal(5)) is None
    assert gauge_of(kpi(better="higher", target=Decimal(5)), Decimal(5)) is None
    assert gauge_of(kpi(better="inside"), Decimal(5)) is None


@pytest.mark.parametrize("bound", ["0", "75", "-3"])
def test_one_bound_is_enough(bound: str) -> None:
    """With `healthy` alone the rest is critical, on both sides of any number."""
    gauge = drawn(bound, better="higher", healthy=Band(at_least=Decimal(bound)))
    assert set(gauge) == {"░", "─", "◆"}


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2),
       st.sampled_from([HIGHER, LOWER, INSIDE]))  # fmt: skip
def test_a_better_value_is_never_further_left(
    one: Decimal, two: Decimal, fields: dict[str, object]
) -> None:
    """On the scale of one target; and each value stands in the zone of its health."""
    first, second = gauge_of(kpi(**fields), one), gauge_of(kpi(**fields), two)
    assert first is not None
    assert second is not None
    assert first.now is not None
    assert second.now is not None
    if first.zones == second.zones and one < two:
        rises = fields["better"] != "lower"
        assert (first.now < second.now) == rises
    assert zone_of(first, Decimal(first.now)) in zones_of(kpi(**fields), one)


def zone_of(gauge: Gauge, share: Decimal) -> str:
    """The zone in which a share lies; a bound belongs to the better side."""
    return next((zone for end, zone in gauge.zones if share < end), gauge.zones[-1][1])


def zones_of(of: Kpi, value: Decimal) -> set[str]:
    """The zone of a value by its bands; on a bound of a band with two ends either."""
    assert of.healthy
    assert of.warning
    bounds = {of.healthy.low, of.healthy.high, of.warning.low, of.warning.high}
    if value in bounds:
        return {"critical zone", "warning zone", "healthy zone"}
    if of.healthy.holds(value):
        return {"healthy zone"}
    return {"warning zone"} if of.warning.holds(value) else {"critical zone"}


def test_thresholds_in_words() -> None:
    """Bands with their unit, then target and stretch."""
    words = "healthy ≥ 75 %, warning ≥ 70 %, target 80 %, stretch 90 %"
    assert against(kpi(**HIGHER, stretch=Decimal(90))) == words
    assert against(kpi(better="higher")) == ""
