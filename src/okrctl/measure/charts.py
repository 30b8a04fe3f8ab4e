"""Charts: the series of a KPI with its limits and signals, and whether it gets better or worse.

Movement is a signal, never the difference of two values. A total is charted period by period,
anything else reading by reading. Where inside is better, what is charted is the distance to the
middle of the band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from okrctl.measure.aggregates import TOTALS, points_at
from okrctl.measure.calculated import Values
from okrctl.measure.readings import Entries, Points
from okrctl.measure.signals import FEWEST, Phase, Signal, phases, signals, speaking
from okrctl.model.kpi import Kpi
from okrctl.model.units import UnitError, parse
from okrctl.model.values import CONTEXT, Better, divide

Movement = Literal["improving", "drifting", "steady", "too few", "unknown"]
"""`unknown` where nothing says what is better: no band, where inside is."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The series of a KPI: `points` as they are, `values` as they are judged.

    `phases` and `signals` count both alike, from 0. `signal` is the one that decides the movement.
    """

    points: Points
    values: tuple[Decimal, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    movement: Movement
    signal: Signal | None = None
    reason: str = ""
    """Why the movement is not known; empty where it is."""
    middle: Decimal | None = None
    """Where inside is better, what `values` are the distances to."""
    events: Entries = ()
    """Outside causes that were told of the KPI: shown beside it, and no part of any rule."""

    @property
    def phase(self) -> Phase | None:
        """The phase of the latest value; none before the first value."""
        return self.phases[-1] if self.points else None


def chart_of(kpi: Kpi, values: Values) -> Chart:
    """The chart of a KPI as of a day."""
    points = charted(kpi, values)
    numbers = tuple(point.value for point in points)
    events = _events(kpi, values)
    middle = _middle(kpi) if kpi.better == "inside" else None
    if kpi.better == "inside" and middle is None:
        reason = "no band says where inside is"
        return Chart(
            points, numbers, (Phase(0, None),), (), "unknown", reason=reason, events=events
        )
    if middle is not None:
        numbers = tuple(CONTEXT.subtract(number, middle).copy_abs() for number in numbers)
    clip = middle is not None or counts(kpi.unit, numbers)
    parts = phases(numbers, clip=clip)
    found = signals(numbers, parts)
    spoken = speaking(found, numbers)
    few = len(numbers) < FEWEST
    return Chart(
        points=points,
        values=numbers,
        phases=parts,
        signals=found,
        movement="too few" if few else _movement(spoken, kpi.better),
        signal=spoken,
        reason=f"{len(numbers)} of {FEWEST} readings" if few else "",
        middle=middle,
        events=events,
    )


def charted(kpi: Kpi, values: Values) -> Points:
    """The series that is judged: what each period came to for a total, else every reading."""
    return points_at(values.periods(kpi)) if kpi.aggregate in TOTALS else values.points(kpi)


def counts(unit: str | None, numbers: Sequence[Decimal]) -> bool:
    """Whether numbers count things, so that none can be below 0: a noun, whole and never less."""
    try:
        read = parse(unit) if unit else None
    except UnitError:
        return False
    if read is None or read.under or read.is_percent or read.is_currency or read.is_duration:
        return False
    return all(number >= 0 and number == number.to_integral_value() for number in numbers)


def _movement(signal: Signal | None, better: Better) -> Movement:
    if signal is None:
        return "steady"
    good = "above" if better == "higher" else "below"
    return "improving" if signal.side == good else "drifting"


def _middle(kpi: Kpi) -> Decimal | None:
    """The middle of the healthy band, else of the wider one; none where neither has two ends."""
    ends = (band.between for band in (kpi.healthy, kpi.warning) if band)
    between = next((pair for pair in ends if pair), None)
    return divide(CONTEXT.add(*between), Decimal(2)) if between else None


def _events(kpi: Kpi, values: Values) -> Entries:
    entries = values.workspace.journal.about(str(kpi.address), values.as_of)
    return tuple(entry for entry in entries if entry.has("event"))
