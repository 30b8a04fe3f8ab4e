"""Questions: pairs of KPIs that move together although no file says that one drives the other.

Many pairs at many lags are looked at, so chance is that of the best of all of them. How far it goes
is told by the circular shifts that are too far away to show a link. They are too few to be counted
(of a year of weeks a third lies near), and lie close together, so they give the spread of Student's
t with half as many degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Literal

from okrctl.measure.aggregates import longest
from okrctl.measure.calculated import Values
from okrctl.measure.chance import t_share
from okrctl.measure.influence import CHANCE, paired
from okrctl.measure.ranks import products, ranks_of, scale
from okrctl.model.cadence import Cadence
from okrctl.model.kpi import Kpi

MOST_LAG = 8
LAGS = sorted(range(-MOST_LAG, MOST_LAG + 1), key=abs)
"""How many periods the second of a pair may follow the first, or come before it; nearest first."""
NEAR = 2 * MOST_LAG
"""A shift of no more than this many periods would still show what it is compared with."""
BACKWARDS = ("lagging", "leading")
FEWEST_FAR = 19
FEWEST_CHANGES = FEWEST_FAR + 2 * NEAR + 1
"""Fewer changes leave too few shifts to tell how far chance goes."""


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
    """How likely the best of all pairs and lags is as strong by chance alone, 0 to 1."""


def questions(kpis: Sequence[Kpi], values: Values) -> tuple[Question, ...]:
    """The undeclared pairs among some KPIs that chance does not explain, the strongest first."""
    pairs = list(_pairs(kpis, values))
    asked = (_question(pair, len(pairs) * len(LAGS)) for pair in pairs)
    found = [question for question in asked if question.chance <= CHANCE]
    return tuple(sorted(found, key=lambda question: question.chance))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two KPIs, and how alike their changes are when the second's are moved back in a circle."""

    first: Kpi
    second: Kpi
    cadence: Cadence
    alike: tuple[float, ...]

    @property
    def lag(self) -> int:
        """How many periods the second follows the first where they are most alike."""
        return max(LAGS, key=lambda lag: abs(self.alike[lag]))

    @property
    def chance(self) -> float:
        """How likely they are as alike at one lag by chance alone."""
        far = self.alike[NEAR + 1 : -NEAR]
        spread = sqrt(sum(alike * alike for alike in far) / len(far))
        strength = abs(self.alike[self.lag])
        return 2 * t_share(-strength / spread, len(far) // 2) if spread > 0 else 1.0


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


def _question(pair: _Pair, looked_at: int) -> Question:
    """What is asked of a pair; at once, a leading one is taken to drive a lagging one."""
    ends = pair.first, pair.second
    if pair.lag < 0 or (pair.lag == 0 and (pair.first.role, pair.second.role) == BACKWARDS):
        ends = pair.second, pair.first
    correlation = pair.alike[pair.lag]
    return Question(
        driver=ends[0].id,
        driven=ends[1].id,
        lag=abs(pair.lag),
        cadence=pair.cadence,
        effect="same" if correlation > 0 else "opposite",
        changes=len(pair.alike),
        correlation=correlation,
        chance=1 - (1 - pair.chance) ** looked_at,
    )
