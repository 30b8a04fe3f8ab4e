"""Chance: Student's t, and where a number may lie by it. Floats, pure functions, no randomness.

Degrees of freedom are whole, so the distribution is a finite sum and needs no library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import atan, cos, inf, pi, sin, sqrt

HALVINGS = 60
"""Halvings of an interval after which a float is as near as it gets."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a number may lie: a centre, a standard error, and bounds that it does not cross.

    What would lie beyond a bound lies on it.
    """

    centre: float
    error: float
    freedom: int
    lowest: float = -inf
    highest: float = inf

    @property
    def middle(self) -> float:
        """The value that it lies below as often as above."""
        return self._inside(self.centre)

    def value(self, share: float) -> float:
        """The value below which it lies with a chance of `share`, 0 to 1, both ends excluded."""
        return self._inside(self.centre + self.error * t_value(share, self.freedom))

    def at_least(self, value: float) -> float:
        """The chance that it lies at `value` or above."""
        if value <= self.lowest:
            return 1.0
        if value > self.highest:
            return 0.0
        return t_share((self.centre - value) / self.error, self.freedom)

    def at_most(self, value: float) -> float:
        """The chance that it lies at `value` or below."""
        mirrored = Spread(-self.centre, self.error, self.freedom, -self.highest, -self.lowest)
        return mirrored.at_least(-value)

    def _inside(self, value: float) -> float:
        return min(max(value, self.lowest), self.highest)


def t_share(t: float, freedom: int) -> float:
    """The chance that Student's t with 1 or more whole degrees of freedom lies below `t`.

    Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    angle = atan(t / sqrt(freedom))
    squared = cos(angle) ** 2
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for k in range(2 + odd, freedom - 1, 2):
        term *= squared * (k - 1) / k
        total += term
    inside = (angle + sin(angle) * total) * 2 / pi if odd else sin(angle) * total
    return (1 + inside) / 2


@cache
def t_value(share: float, freedom: int) -> float:
    """The value below which Student's t lies with a chance of `share`, 0 to 1, ends excluded."""
    if share < 1 / 2:
        return -t_value(1 - share, freedom)
    low, high = 0.0, 1.0
    while t_share(high, freedom) < share:
        low, high = high, high * 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if t_share(middle, freedom) < share else (low, middle)
    return (low + high) / 2
