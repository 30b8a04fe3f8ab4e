"""KPIs as facts: thresholds, periods, chart with limits and signals, what they drive."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.measure.aggregates import name_of
from okrctl.measure.charts import Chart
from okrctl.measure.gauges import Gauges
from okrctl.measure.signals import Phase
from okrctl.measure.state import GaugeState
from okrctl.model.kpi import Band, Kpi
from okrctl.pages.document import Fact
from okrctl.pages.facts import day, gauge_facts
from okrctl.pages.influences import influence_facts


def gauge_page_facts(kpi: Kpi, state: GaugeState, gauges: Gauges) -> Mapping[str, Fact]:
    """Where a KPI stands on a page: health, thresholds, movement, periods, links."""
    chart = gauges.chart(kpi)
    return {
        **gauge_facts(state, gauges.values.workspace),
        "role": kpi.role,
        "better": kpi.better,
        "formula": kpi.formula,
        "healthy": band_facts(kpi.healthy),
        "warning": band_facts(kpi.warning),
        "target": kpi.target,
        "stretch": kpi.stretch,
        "movement": chart.movement,
        "movement_reason": chart.reason or None,
        "periods": [
            {"period": name_of(found.period), "value": found.value, "reason": found.reason or None}
            for found in gauges.periods(kpi)
        ],
        "drives": [influence_facts(found) for found in gauges.influences(kpi)],
    }


def band_facts(band: Band | None) -> Mapping[str, Fact] | None:
    """The bounds of a band, none where it is open."""
    return {"low": band.low, "high": band.high} if band else None


def chart_facts(chart: Chart) -> Mapping[str, Fact]:
    """The series with its limits, its signals and what happened outside."""
    return {
        "middle": chart.middle,
        "points": [{"day": day(point.day), "value": point.value} for point in chart.points],
        "phases": [phase_facts(phase, chart) for phase in chart.phases if chart.points],
        "signals": [
            {
                "rule": signal.rule,
                "side": signal.side,
                "first": day(chart.points[signal.first].day),
                "last": day(chart.points[signal.last].day),
                "speaks": signal == chart.signal,
            }
            for signal in chart.signals
        ],
        "events": [
            {"id": event.id, "day": day(event.day), "event": event.text("event")}
            for event in chart.events
        ],
    }


def phase_facts(phase: Phase, chart: Chart) -> Mapping[str, Fact]:
    """The limits from a day on."""
    limits = phase.limits
    return {
        "first": day(chart.points[phase.first].day),
        "centre": limits.centre if limits else None,
        "lower": limits.lower if limits else None,
        "upper": limits.upper if limits else None,
        "mean_range": limits.mean_range if limits else None,
        "range_limit": limits.range_limit if limits else None,
    }


def segment_words(segment: Mapping[str, str]) -> str:
    """`region emea`."""
    return ", ".join(f"{name} {part}" for name, part in segment.items())
