"""Student's t against a library that shares no code with it, and spreads with bounds."""

from __future__ import annotations

import pytest
from scipy import stats

from okrctl.measure.chance import Spread, t_share, t_value

FREEDOMS = (1, 2, 3, 4, 5, 8, 11, 24, 99, 364, 1001)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("t", [-40.0, -2.5, -0.1, 0.0, 0.3, 1.0, 7.0, 1e9])
def test_the_share_below_a_value(t: float, freedom: int) -> None:
    """For odd and even degrees of freedom, far out and in the middle, it is scipy's."""
    assert t_share(t, freedom) == pytest.approx(float(stats.t.cdf(t, freedom)), abs=1e-12)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.6, 0.9, 0.999])
def test_the_value_at_a_share(share: float, freedom: int) -> None:
    """It is scipy's; half of it lies below 0."""
    assert t_value(share, freedom) == pytest.approx(float(stats.t.ppf(share, freedom)), abs=1e-9)


def test_a_spread_is_a_t_that_was_moved_and_stretched() -> None:
    """Around 10 with an error of 2 and 5 degrees of freedom, 80 % lie in 7.05 to 12.95."""
    spread = Spread(10, 2, 5)
    assert (round(spread.value(0.1), 2), round(spread.value(0.9), 2)) == (7.05, 12.95)
    assert spread.at_least(10) == pytest.approx(0.5)
    assert spread.at_most(12.95) == pytest.approx(0.9, abs=1e-3)


def test_what_lies_beyond_a_bound_lies_on_it() -> None:
    """A count that stands at 9 has reached 9 for certain, and its interval begins there."""
    spread = Spread(10, 2, 5, lowest=9)
    assert (spread.value(0.1), spread.at_least(9), spread.at_most(8.9)) == (9, 1, 0)
    assert spread.value(0.9) == Spread(10, 2, 5).value(0.9)
    assert spread.at_least(9.5) == Spread(10, 2, 5).at_least(9.5)
    falling = Spread(-10, 2, 5, highest=-9)
    assert (falling.value(0.9), falling.at_most(-9), falling.at_least(-8.9)) == (-9, 1, 0)


def test_the_middle_keeps_to_the_bounds() -> None:
    """A centre that the bounds exclude is told as the bound."""
    assert Spread(8, 2, 5, lowest=9).middle == 9
    assert Spread(10, 2, 5, lowest=9).middle == 10
