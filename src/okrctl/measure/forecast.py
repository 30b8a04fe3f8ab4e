"""Forecast: where a number will be at the end, how sure that is, and the chance of its target.

Values come in and decimals go out, rounded on leaving; only the statistics between are floats, in
units of the way from X to Y, so that no unit of measurement changes what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from okrctl.measure.projection import LEAST_POINTS, Projection, Track, project
from okrctl.measure.readings import Points
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import History
from okrctl.model.values import CONTEXT, Share, divide

LOW, HIGH = 0.1, 0.9
"""The ends of the interval: it holds the outcome in 80 of 100 cases."""

NOTABLE_GAP = 4
"""From this many points out of ten a meeting should talk of the difference."""

FARTHEST = 1e15
"""In units of the way from X to Y: what lies that far off is not judged."""

SHORTEST, LONGEST = 1e-200, 1e200
"""Nor is a way that a float cannot measure."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class NoForecast:
    """That there is no forecast, and why; no reason where nobody would expect one."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a key result is heading for on its last day.

    `method` is the reading of the points that weighs more, `line_weight` what the line weighs.
    Rates are in units per week; none is needed once no time is left.
    """

    method: Literal["line", "mean change"]
    line_weight: Share
    points: Points
    end: date
    projected: Decimal
    low: Decimal
    high: Decimal
    per_week: Decimal
    needed_per_week: Decimal
    chance: Share

    @property
    def of_ten(self) -> int:
        """The chance of reaching the target, 0 to 10, to stand beside the owner's confidence."""
        return int((self.chance * 10).quantize(Decimal(1), ROUND_HALF_UP))

    def gap(self, confidence: int | None) -> int | None:
        """How much more the trend promises than the owner, out of ten; none where they agree."""
        if confidence is None or abs(self.of_ten - confidence) < NOTABLE_GAP:
            return None
        return self.of_ten - confidence


@dataclass(frozen=True, slots=True)
class Way:
    """The way from X to Y: where it goes, how far that is, and whether it goes up."""

    target: Decimal
    length: Decimal
    rises: bool


def forecast(key_result: KeyResult, history: History) -> Forecast | NoForecast:
    """What a key result is heading for by what is known on a day, or why nothing can be said."""
    if not key_result.forecasts:
        return NoForecast()
    way = way_of(key_result)
    if way is None:
        return NoForecast("baseline or target not known")
    if history.day >= history.due:
        return NoForecast("its time is over")
    points = own_points(history)
    if len(points) < LEAST_POINTS:
        return NoForecast("too few points")
    track = track_of(points, way, (history.due - history.starts).days + 1)
    if track is None:
        return NoForecast("values too far apart")
    found = project(track, (history.due - points[-1].day).days)
    return _told(found, points, way, history)


def way_of(key_result: KeyResult) -> Way | None:
    """The two ends of a key result; none where one of them is not a number."""
    posts = {post.name: post.value for post in key_result.goalposts()}
    start, target = posts.get("from"), posts.get("to")
    if isinstance(start, Decimal) and isinstance(target, Decimal) and start != target:
        return Way(target, abs(target - start), target > start)
    return None


def own_points(history: History) -> Points:
    """The last number of each day of the goal's own time, and the last one before it."""
    points = tuple({point.day: point for point in history.points}.values())
    before = sum(point.day < history.starts for point in points)
    return points[max(before - 1, 0) :]


def track_of(points: Points, way: Way, days: int) -> Track | None:
    """Points counted from the last one, in units of the way; none where floats cannot hold them."""
    last, length = points[-1], float(way.length)
    if not SHORTEST < length < LONGEST:
        return None
    values = [float(point.value - last.value) / length for point in points]
    if not -FARTHEST < min(values) <= max(values) < FARTHEST:
        return None
    return Track.of(
        days=[(point.day - last.day).days for point in points],
        values=values,
        pace=max(1.0, abs(float(way.target - last.value)) / length) / max(days, 1),
    )


def _told(found: Projection, points: Points, way: Way, history: History) -> Forecast:
    """A projection in the key result's own unit."""
    last, spread = points[-1].value, found.spread
    goal = float(divide(way.target - last, way.length))
    reached = last >= way.target if way.rises else last <= way.target
    missing = Decimal(0) if reached else way.target - last
    left = (history.due - history.day).days
    return Forecast(
        method="line" if found.line_weight > 1 / 2 else "mean change",
        line_weight=_share(found.line_weight),
        points=points,
        end=history.due,
        projected=last + _amount(spread.middle, way),
        low=last + _amount(spread.value(LOW), way),
        high=last + _amount(spread.value(HIGH), way),
        per_week=_amount(found.per_day * WEEK, way),
        needed_per_week=divide(missing * WEEK, Decimal(left)),
        chance=_share(spread.at_least(goal) if way.rises else spread.at_most(goal)),
    )


def _amount(ways: float, way: Way) -> Decimal:
    """So many times the way, rounded to nine digits: more than any of this is known to."""
    return CONTEXT.multiply(Decimal(f"{ways:.9g}"), way.length)


def _share(share: float) -> Share:
    """A share rounded to four decimals."""
    return Decimal(f"{share:.4f}")
