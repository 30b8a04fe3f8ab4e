"""The thresholds of a KPI: in words, and as a scale from worse to better."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from okrctl.model.kpi import Band, Kpi
from okrctl.model.values import divide
from okrctl.pages.blocks import Gauge, Zone
from okrctl.pages.numbers import bare
from okrctl.pages.picture import bounds


def against(kpi: Kpi) -> str:
    """`healthy ≥ 75 %, warning ≥ 70 %, target 80 %, stretch 90 %`."""
    words = [f"{name} {within(band, kpi.unit)}" for name, band in
             (("healthy", kpi.healthy), ("warning", kpi.warning)) if band]  # fmt: skip
    words += [] if kpi.target is None else [f"target {bare(kpi.target, kpi.unit)}"]
    words += [] if kpi.stretch is None else [f"stretch {bare(kpi.stretch, kpi.unit)}"]
    return ", ".join(words)


def within(band: Band, unit: str | None) -> str:
    """A band in words."""
    return bounds(band.low, band.high, unit)


def gauge_of(kpi: Kpi, value: Decimal | None) -> Gauge | None:
    """The scale of a KPI with a value on it; none where no threshold makes one.

    It goes from worse to better; where inside is better it goes up, healthy in the middle.
    """
    if kpi.better == "inside":
        return inside(kpi, value)
    sign = Decimal(1) if kpi.better == "higher" else Decimal(-1)
    edges = {name: sign * edge for name, edge in edges_of(kpi) if edge is not None}
    if "healthy" not in edges and "warning" not in edges:
        return None
    start, end = ends(edges, None if value is None else sign * value)

    def share(number: Decimal) -> Decimal:
        return divide(number - start, end - start)

    healthy, warning = edges.get("healthy"), edges.get("warning")
    zones: list[tuple[Decimal, Zone]] = []
    first = healthy if warning is None else warning
    if first is not None:
        zones.append((share(first), "critical zone"))
    if warning is not None:
        zones.append((share(healthy) if healthy is not None else Decimal(1), "warning zone"))
    if healthy is not None:
        zones.append((Decimal(1), "healthy zone"))
    target = edges.get("target")
    return Gauge(
        tuple(zones),
        None if value is None else share(sign * value),
        None if target is None else share(target),
    )


def edges_of(kpi: Kpi) -> Iterator[tuple[str, Decimal | None]]:
    """What marks the scale, by name: the bound on the worse side of each band, and the target."""
    for name, band in (("warning", kpi.warning), ("healthy", kpi.healthy)):
        if band is not None:
            yield name, band.low if kpi.better == "higher" else band.high
    yield "target", kpi.target


def ends(edges: dict[str, Decimal], value: Decimal | None) -> tuple[Decimal, Decimal]:
    """Where a scale starts and ends: room below the lowest mark, and up to the best of them."""
    low, high = min(edges.values()), max(edges.values())
    reach = high - low or abs(high) or Decimal(1)
    half = divide(reach, Decimal(2))
    beyond = value is not None and value > high
    best = high + half if beyond or "target" not in edges else high
    return low - half, best


def inside(kpi: Kpi, value: Decimal | None) -> Gauge | None:
    """A scale with the healthy zone in the middle, going up."""
    bands: list[tuple[Zone, Band | None]] = [
        ("warning zone", kpi.warning), ("healthy zone", kpi.healthy),
    ]  # fmt: skip
    ranges = [(zone, band.between) for zone, band in bands if band and band.between]
    if not ranges:
        return None
    outer = ranges[0][1]
    margin = divide(outer[1] - outer[0], Decimal(4)) or abs(outer[0]) or Decimal(1)
    start, end = outer[0] - margin, outer[1] + margin
    marks = [start, *(low for _, (low, _) in ranges), *(h for _, (_, h) in reversed(ranges)), end]
    names: list[Zone] = ["critical zone", *(zone for zone, _ in ranges)]
    names += names[-2::-1]

    def share(number: Decimal) -> Decimal:
        return divide(number - start, end - start)

    zones = tuple((share(mark[1]), name) for mark, name in zip(pairwise(marks), names, strict=True))
    return Gauge(
        zones,
        None if value is None else share(value),
        None if kpi.target is None else share(kpi.target),
    )
