"""Questions: pairs of KPIs that move together although no file says that one drives the other.

Many pairs at many lags are looked at, so chance is measured for the best of all of them: a pair is
asked about where the best of every pair and lag, one series shifted far away in a circle, is as
strong in at most one shift of twenty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from okrctl.measure.aggregates import longest
from okrctl.measure.calculated import Values
from okrctl.measure.influence import CHANCE, paired
from okrctl.measure.ranks import products, ranks_of, scale
from okrctl.model.cadence import Cadence
from okrctl.model.kpi import Kpi

MOST_LAG = 8
LAGS = sorted(range(-MOST_LAG, MOST_LAG + 1), key=abs)
"""How many periods the second of a pair may follow the first, or come before it; nearest first."""
NEAR = 2 * MOST_LAG
"""A shift of no more than this many periods would still show what it is compared with."""
FEWEST_SHIFTS = 19
FEWEST_CHANGES = FEWEST_SHIFTS + 2 * NEAR + 1
"""Fewer changes leave too few shifts to tell one chance in twenty."""


@dataclass(frozen=True, slots=True)
class Question:
    """Does one KPI drive another? They move together, and nobody said so."""

    driver: str
    driven: str
    lag: int
    """After how many periods of `cadence` they are most alike."""
    cadence: Cadence
    effect: Literal["same", "opposite"]
    changes: int
    correlation: float
    chance: float
    """The share of shifts in which the best of all pairs and lags is as strong."""


def questions(kpis: Sequence[Kpi], values: Values) -> tuple[Question, ...]:
    """The undeclared pairs among some KPIs that chance does not explain, the strongest first."""
    pairs = list(_pairs(kpis, values))
    if not pairs:
        return ()
    count = min(len(pair.alike) for pair in pairs) - FEWEST_CHANGES + FEWEST_SHIFTS
    best = [max(pair.strength(pair.shift(n, count)) for pair in pairs) for n in range(count)]
    asked = (_question(pair, best) for pair in pairs)
    found = [question for question in asked if question.chance <= CHANCE]
    return tuple(sorted(found, key=lambda question: -abs(question.correlation)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two KPIs, and how alike their changes are when the second's are moved back in a circle."""

    first: Kpi
    second: Kpi
    cadence: Cadence
    alike: tuple[float, ...]

    def shift(self, number: int, count: int) -> int:
        """The shift of that number of `count`, evenly over all that are far enough away."""
        far = len(self.alike) - 2 * NEAR - 1
        return NEAR + 1 + number * far // count

    def lag(self) -> int:
        """How many periods the second follows the first where they are most alike."""
        return max(LAGS, key=lambda lag: abs(self.alike[lag]))

    def strength(self, shift: int) -> float:
        """How alike they are after a shift, 0 to 1, at the lag at which they are most so."""
        size = len(self.alike)
        return max(abs(self.alike[(shift + lag) % size]) for lag in LAGS)


def _pairs(kpis: Sequence[Kpi], values: Values) -> Iterator[_Pair]:
    for first, second in combinations(kpis, 2):
        if _said(first, second, values) or _said(second, first, values):
            continue
        cadence = longest((values.cadence(first), values.cadence(second)))
        one, two = map(ranks_of, paired(values, first, second, cadence))
        size = scale(one, two)
        if len(one) >= FEWEST_CHANGES and size > 0:
            yield _Pair(first, second, cadence, tuple(n / size for n in products(one, two)))


def _said(driver: Kpi, driven: Kpi, values: Values) -> bool:
    """Whether a file says that one drives the other, or calculates it from it."""
    named = [values.workspace.kpi(name) for name in driver.drives]
    inputs = values.inputs(driven).values()
    return any(of is not None and of.id == driven.id for of in named) or any(
        of.id == driver.id for of in inputs
    )


def _question(pair: _Pair, best: Sequence[float]) -> Question:
    """What is asked of a pair; at once, a leading one is taken to drive a lagging one."""
    lag = pair.lag()
    correlation = pair.alike[lag]
    ends = pair.first, pair.second
    if lag < 0 or (lag == 0 and pair.first.role == "lagging" and pair.second.role != "lagging"):
        ends = pair.second, pair.first
    return Question(
        driver=ends[0].id,
        driven=ends[1].id,
        lag=abs(lag),
        cadence=pair.cadence,
        effect="same" if correlation > 0 else "opposite",
        changes=len(pair.alike),
        correlation=correlation,
        chance=(sum(one >= abs(correlation) for one in best) + 1) / (len(best) + 1),
    )
