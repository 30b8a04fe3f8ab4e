"""A forecast explained: its points, both readings of them, the interval, the chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from okrctl.measure.chance import Spread
from okrctl.measure.forecast import HIGH, LOW, WEEK, Forecast, Way, track_of, way_of
from okrctl.measure.projection import Fit, line, project, walk
from okrctl.measure.state import KeyResultState
from okrctl.pages.explain.step import Ground, Part, Source, Step
from okrctl.pages.numbers import short_day

DIGITS = 9
"""Floats are told to so many digits, as forecasts are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A forecast taken apart again; numbers are in ways from X to Y, from the last point on."""

    told: Forecast
    way: Way
    last: Decimal
    goal: Decimal
    spread: Spread
    line_weight: Decimal
    straight: Fit
    steps: Fit
    per_week: float


def forecast_steps(kr: KeyResultState, ground: Ground) -> Iterator[Step]:
    """Every number of the forecast of a key result; why there is none, where one is expected."""
    told = kr.forecast
    if not isinstance(told, Forecast):
        if told.reason:
            yield Step("FORECAST", "reason", told.reason)
        return
    apart = taken_apart(kr, told)
    if apart is None:
        return
    yield from readings(apart, ground)
    yield from interval(apart)
    yield from rates(apart, (told.end - kr.history.day).days)
    yield from chances(apart, kr.confidence)


def taken_apart(kr: KeyResultState, told: Forecast) -> Parts | None:
    """The parts that a forecast was made from."""
    way, points, history = way_of(kr.key_result), told.points, kr.history
    days = (history.due - history.starts).days + 1
    track = track_of(points, way, days) if way else None
    if way is None or track is None:
        return None
    ahead, last = (history.due - points[-1].day).days, points[-1].value
    found = project(track, ahead)
    straight, steps = line(track, ahead), walk(track, ahead)
    if not any(track.moves):
        straight = steps = Fit(found.spread.centre, 0.0, 0.0, 0.0)
    goal = (way.target - last) / way.length
    weight = exact(found.line_weight)
    per_week = found.per_day * WEEK
    return Parts(told, way, last, goal, found.spread, weight, straight, steps, per_week)


def readings(apart: Parts, ground: Ground) -> Iterator[Step]:
    """The points, where the line and the walk would end, and both weighed."""
    told, spread = apart.told, apart.spread
    points: tuple[Source, ...] = tuple(
        ground.entry("point", point.value, point.entry) for point in told.points
    )
    words = "points of its own time, and the last before it"
    yield Step("FORECAST", "points", len(points), (f"{len(points)}",), points, words)
    yield detail("length", apart.way.length, ("abs(", apart.way.target, " - ",
                 start_of(apart.way), ")"))  # fmt: skip
    yield detail("line_end", exact(apart.straight.end), (exact(apart.straight.end),))
    yield detail("walk_end", exact(apart.steps.end), (exact(apart.steps.end),))
    yield Step("FORECAST", "line_weight", told.line_weight, ("round(", apart.line_weight, ", 4)"),
               words=f"{told.method} weighs more", detail=True)  # fmt: skip
    blend: tuple[Part, ...] = (apart.line_weight, " * ", exact(apart.straight.end), " + (1 - ",
                               apart.line_weight, ") * ", exact(apart.steps.end))  # fmt: skip
    yield detail("centre", exact(spread.centre), blend)
    yield detail("error", exact(spread.error), (exact(spread.error),))


def start_of(way: Way) -> Decimal:
    """Where the way begins."""
    return way.target - way.length if way.rises else way.target + way.length


def interval(apart: Parts) -> Iterator[Step]:
    """Where the value will be, and between which bounds in 80 of 100 cases."""
    told, spread = apart.told, apart.spread
    end = f"on {short_day(told.end)}"
    rows = (("projected", told.projected, spread.middle, None, f"{told.method}, {end}"),
            ("low", told.low, spread.value(LOW), LOW, f"80 % lie above, below 10 %, {end}"),
            ("high", told.high, spread.value(HIGH), HIGH, f"10 % lie above, {end}"))  # fmt: skip
    for name, result, ways, share, words in rows:
        yield detail(f"{name}_ways", exact(ways), bounded(spread, share))
        parts = (apart.last, " + ", exact(ways), " * ", apart.way.length)
        yield Step("FORECAST", name, result, parts, words=words)


def bounded(spread: Spread, share: float | None) -> tuple[Part, ...]:
    """The parts of a value of a spread, kept within its bounds."""
    inner: tuple[Part, ...] = (exact(spread.centre),)
    if share is not None:
        quantile = f"t_value({share}, {spread.freedom})"
        inner = (*inner, f" + {quantile} * ", exact(spread.error))
    if isfinite(spread.lowest):
        inner = ("max(", *inner, ", ", exact(spread.lowest), ")")
    if isfinite(spread.highest):
        inner = ("min(", *inner, ", ", exact(spread.highest), ")")
    return inner


def rates(apart: Parts, left: int) -> Iterator[Step]:
    """The rate of late and the one that is needed, in units a week."""
    told, last, target = apart.told, apart.last, apart.way.target
    per_week = exact(apart.per_week)
    yield Step("FORECAST", "per_week", told.per_week, (per_week, " * ", apart.way.length),
               words="a week of late")  # fmt: skip
    reached = last >= target if apart.way.rises else last <= target
    missing: tuple[Part, ...] = ("0",) if reached else ("(", target, " - ", last, ")")
    parts = (*missing, f" * {WEEK} / {left}")
    yield Step("FORECAST", "needed_per_week", told.needed_per_week, parts, words="a week needed")


def chances(apart: Parts, confidence: int | None) -> Iterator[Step]:
    """The chance of reaching the target, beside the owner's word."""
    told, spread, goal = apart.told, apart.spread, apart.goal
    certain = goal <= Decimal(spread.lowest) if apart.way.rises else goal >= Decimal(spread.highest)
    never = goal > Decimal(spread.highest) if apart.way.rises else goal < Decimal(spread.lowest)
    centre, told_goal = exact(spread.centre), exact(float(goal))
    ends = (centre, " - ", told_goal) if apart.way.rises else (told_goal, " - ", centre)
    parts: tuple[Part, ...] = ("round(t_share((", *ends, ") / ", exact(spread.error),
                               f", {spread.freedom}), 4)")  # fmt: skip
    if certain or never:
        parts = ("1" if certain else "0",)
    yield Step("FORECAST", "chance", told.chance, parts, words="of reaching the target")
    gap = told.gap(confidence)
    said = "" if confidence is None else f"you say {confidence}, the trend says {told.of_ten}"
    yield Step("FORECAST", "chance_of_ten", told.of_ten, ("floor(", told.chance, " * 10 + 0.5)"),
               words=f"{said}: talk about it" if gap else said)  # fmt: skip


def detail(name: str, result: Decimal, parts: tuple[Part, ...]) -> Step:
    """A step on the way to others."""
    return Step("FORECAST", name, result, parts, words="in ways from X to Y", detail=True)


def exact(number: float) -> Decimal:
    """A float to nine digits, as a forecast tells it."""
    return Decimal(f"{number:.{DIGITS}g}") + 0
