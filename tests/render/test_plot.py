"""Charts in letters: where values, lines, names and events come to stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.pages.blocks import Chart, Dot, Gauge, Level, Sparkline
from okrctl.render.glyphs import Glyphs
from okrctl.render.plot import ROWS, plotted

PLAIN, ASCII = Glyphs(), Glyphs(ascii_only=True)
SHARES = st.decimals(-1, 2, places=2)


def rows(chart: Chart, width: int = 40, glyphs: Glyphs = PLAIN) -> list[str]:
    """The rows of a chart as text."""
    return ["".join(text for text, _ in row).rstrip() for row in plotted(chart, glyphs, width)]


def chart(*dots: Dot, **more: object) -> Chart:
    """A chart over October, from 0 to 10."""
    return Chart("1 Oct 2026", "31 Oct 2026", ("10", "0"), dots, **more)  # type: ignore[arg-type]


def test_the_first_value_is_left_and_the_highest_on_top() -> None:
    """Corners of the chart are its first and last day, its lowest and highest value."""
    drawn = rows(chart(Dot(Decimal(0), Decimal(0)), Dot(Decimal(1), Decimal(1))))
    assert drawn[0].startswith("10 ")
    assert drawn[0].rstrip().endswith("●")
    assert drawn[ROWS - 1].startswith(" 0 ●")
    assert drawn[ROWS].startswith("   1 Oct 2026")
    assert drawn[ROWS].endswith("31 Oct 2026")
    assert len({len(drawn[0]), len(drawn[ROWS])}) == 1


def test_a_line_goes_from_end_to_end_and_has_its_name_at_its_end() -> None:
    """A target line falls row by row; one column has one mark."""
    drawn = rows(chart(levels=(Level("to 0", Decimal(1), Decimal(0), role="target"),)))
    assert all("═" in row for row in drawn[:ROWS])
    assert drawn[ROWS - 1].endswith("═ to 0")
    width = sum(row.count("═") for row in drawn)
    assert width == len(drawn[ROWS - 1].removesuffix(" to 0")) - 3


def test_limits_begin_where_their_phase_begins() -> None:
    """Before that day nothing is drawn of them."""
    limit = Level("upper 8", Decimal("0.75"), Decimal("0.75"), begins=Decimal("0.5"))
    row = next(row for row in rows(chart(levels=(limit,))) if "┈" in row)
    assert row.index("┈") > len(row) // 3
    assert row.endswith(" upper 8")


def test_names_on_one_row_are_said_together() -> None:
    """Two lines that end on one row share it."""
    both = tuple(Level(name, Decimal("0.5"), Decimal("0.5")) for name in ("centre 5", "target 5"))
    assert any(row.endswith("centre 5, target 5") for row in rows(chart(levels=both)))


def test_events_stand_below_and_signals_stand_out() -> None:
    """An event has a mark below its day; a signal another sign than a value."""
    dots = (Dot(Decimal(0), Decimal("0.5")), Dot(Decimal(1), Decimal("0.5"), signal=True))
    drawn = rows(chart(*dots, events=(Decimal("0.5"),)))
    assert "●" in drawn[4]
    assert "◆" in drawn[4]
    assert drawn[ROWS].strip() == "▲"
    assert rows(chart(*dots, events=(Decimal("0.5"),)), glyphs=ASCII)[ROWS].strip() == "^"


@given(st.lists(st.builds(Dot, SHARES, SHARES, st.booleans()), max_size=9), st.integers(1, 100))
def test_no_value_falls_off_the_chart(dots: list[Dot], width: int) -> None:
    """Whatever lies beyond stands at the edge; there are always as many rows."""
    drawn = rows(chart(*dots), width)
    assert len(drawn) == ROWS + 1
    assert any("●" in row or "◆" in row for row in drawn) == bool(dots)


@pytest.mark.parametrize(
    ("values", "drawn", "in_ascii"),
    [
        ("1 2 3 4 5 6 7 8", "▁▂▃▄▅▆▇█", "12345678"),
        ("0 . 7", "▁ █", "1 8"),
        ("5 5 5", "▁▁▁", "111"),
        ("-1 0 1", "▁▅█", "158"),
        (". .", "  ", "  "),
    ],
)
def test_a_sparkline_runs_from_its_lowest_to_its_highest(
    values: str, drawn: str, in_ascii: str
) -> None:
    """Raw values; a gap is empty, a flat series lies low."""
    series = tuple(None if each == "." else Decimal(each) for each in values.split())
    assert PLAIN.sparkline(Sparkline(series)) == drawn
    assert ASCII.sparkline(Sparkline(series)) == in_ascii


def test_a_gauge_shows_zones_target_and_value() -> None:
    """Each cell has the zone of its middle; the value hides what it stands on."""
    zones = ((Decimal("0.25"), "critical zone"), (Decimal("0.5"), "warning zone"),
             (Decimal(1), "healthy zone"))  # fmt: skip
    gauge = Gauge(zones, Decimal("0.5"), Decimal(1))  # type: ignore[arg-type]
    assert PLAIN.gauge(gauge, 8) == "░░··◆──┃"
    assert ASCII.gauge(gauge, 8) == "xx!!@==|"
    beyond = Gauge(gauge.zones, Decimal(-3), Decimal(2))
    assert PLAIN.gauge(beyond, 8) == "◆░··───┃"
    assert PLAIN.gauge(Gauge(gauge.zones), 8) == "░░··────"
