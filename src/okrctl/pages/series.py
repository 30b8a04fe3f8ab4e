"""Series as charts: a KPI with its limits and events, a key result with the line to its target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.measure import charts
from okrctl.measure.readings import Points
from okrctl.measure.state import KeyResultState
from okrctl.model.kpi import Kpi
from okrctl.model.values import divide
from okrctl.pages.blocks import Chart, Dot, Level
from okrctl.pages.numbers import bare, long_day
from okrctl.pages.rates import readable

FEWEST = 2
"""One value makes no series."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The days and the values between which a chart is drawn."""

    first: date
    last: date
    low: Decimal
    high: Decimal

    def at(self, day: date) -> Decimal:
        """When that is, 0 to 1."""
        return divide(Decimal((day - self.first).days), Decimal((self.last - self.first).days or 1))

    def height(self, value: Decimal) -> Decimal:
        """How high that is, 0 to 1."""
        return divide(value - self.low, (self.high - self.low) or Decimal(1))

    def dots(self, points: Points, signals: Iterable[int] = ()) -> tuple[Dot, ...]:
        """The points, those of signals standing out."""
        marked = frozenset(signals)
        return tuple(
            Dot(self.at(point.day), self.height(point.value), number in marked)
            for number, point in enumerate(points)
        )

    def drawn(
        self, dots: tuple[Dot, ...], levels: Iterable[Level], unit: str | None,
        events: Iterable[date] = (),
    ) -> Chart:  # fmt: skip
        """The chart within this frame."""
        days = tuple(self.at(day) for day in events if self.first <= day <= self.last)
        marks = (mark(self.high, self, unit), mark(self.low, self, unit))
        first, last = long_day(self.first), long_day(self.last)
        return Chart(first, last, marks, dots, tuple(levels), days)


def mark(value: Decimal, frame: Frame, unit: str | None) -> str:
    """A number at the edge of a chart, as fine as its span."""
    return bare(readable(value, frame.high - frame.low), unit)


def kpi_chart(kpi: Kpi, found: charts.Chart) -> Chart | None:
    """The series of a KPI with centre and limits, the target, and outside events.

    Where inside is better the limits are those of a distance and not drawn. None for less than two
    values.
    """
    points = found.points
    if len(points) < FEWEST or points[0].day == points[-1].day:
        return None
    limits = [(phase.first, phase.limits) for phase in found.phases if phase.limits]
    limits = [] if found.middle is not None else limits
    edges = [edge for _, each in limits for edge in (each.lower, each.upper)]
    edges += [] if kpi.target is None else [kpi.target]
    values = [*(point.value for point in points), *edges]
    frame = Frame(points[0].day, points[-1].day, min(values), max(values))
    marked = [n for s in found.signals for n in range(s.first, s.last + 1)]
    return frame.drawn(
        frame.dots(points, marked),
        (*limit_levels(found, frame, kpi.unit), *target_level(kpi, frame)),
        kpi.unit,
        (event.day for event in found.events),
    )


def limit_levels(found: charts.Chart, frame: Frame, unit: str | None) -> Iterator[Level]:
    """Centre and limits of the latest phase, from its first value on."""
    phase = found.phase
    if phase is None or phase.limits is None or found.middle is not None:
        return
    begins = frame.at(found.points[phase.first].day)
    limits = phase.limits
    for name, value in (("upper", limits.upper), ("lower", limits.lower)):
        label = f"{name} {mark(value, frame, unit)}"
        yield Level(label, frame.height(value), frame.height(value), begins)
    height = frame.height(limits.centre)
    yield Level(f"centre {mark(limits.centre, frame, unit)}", height, height, begins, "centre")


def target_level(kpi: Kpi, frame: Frame) -> Iterator[Level]:
    """The target across the whole chart."""
    if kpi.target is not None:
        height = frame.height(kpi.target)
        yield Level(f"target {bare(kpi.target, kpi.unit)}", height, height, role="target")


def key_result_chart(state: KeyResultState, unit: str | None) -> Chart | None:
    """The numbers of a key result over its own time, with the line from X to Y or the line held.

    None for less than one value, and for kinds that have no numbers.
    """
    history, posts = state.history, posts_of(state)
    points = tuple(p for p in history.points if p.day >= history.starts) or history.points[-1:]
    if not points or not posts or history.due <= history.starts:
        return None
    values = [*(point.value for point in points), *posts.values()]
    first = min(history.starts, points[0].day)
    frame = Frame(first, history.due, min(values), max(values))
    return frame.drawn(frame.dots(points), goal_levels(posts, frame, unit), unit)


def posts_of(state: KeyResultState) -> dict[str, Decimal]:
    """The named numbers of a key result."""
    posts = state.key_result.goalposts()
    return {post.name: post.value for post in posts if isinstance(post.value, Decimal)}


def goal_levels(posts: dict[str, Decimal], frame: Frame, unit: str | None) -> Sequence[Level]:
    """The straight line from X to Y; the bounds of a line that is held."""
    start, target = posts.get("from"), posts.get("to")
    if start is not None and target is not None:
        label = f"to {bare(target, unit)}"
        ends = frame.height(start), frame.height(target)
        return [Level(label, *ends, role="target")]
    words = {"at_least": "at least", "at_most": "at most", "to": "to"}
    return [
        Level(f"{words[name]} {bare(value, unit)}", frame.height(value), frame.height(value),
              role="target")
        for name, value in posts.items()
        if name in words
    ]  # fmt: skip
