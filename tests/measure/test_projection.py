"""Projections against numpy and scipy, which share no code with them."""

from __future__ import annotations

from math import inf, log

import numpy as np
import pytest
from scipy import stats

from okrctl.measure.projection import FINEST, Track, blended, line, project, stuck, walk

DAYS = (-43, -36, -29, -22, -15, -8, 0)
VALUES = (1.0, 0.0, 0.3, -2.0, -1.9, -1.0, 0.0)
AHEAD = 40


def track(values: tuple[float, ...] = VALUES, days: tuple[int, ...] = DAYS) -> Track:
    """Numbers of a goal that plans to move by 0.1 a day."""
    return Track.of(days, values, pace=0.1)


def test_the_line_is_the_one_of_least_squares() -> None:
    """Slope and end are scipy's; the variance is that of a single new value at the end."""
    fit, fitted = line(track(), AHEAD), stats.linregress(DAYS, VALUES)
    assert fit.per_day == pytest.approx(float(fitted.slope))
    assert fit.end == pytest.approx(float(fitted.intercept + fitted.slope * AHEAD))
    off = np.array(VALUES) - fitted.intercept - fitted.slope * np.array(DAYS)
    noise = float((off**2).sum()) / 5
    about_the_line = float(
        fitted.intercept_stderr**2
        + (fitted.stderr * AHEAD) ** 2
        - 2 * AHEAD * np.mean(DAYS) * fitted.stderr**2
    )
    assert fit.variance == pytest.approx(noise + about_the_line)


def test_the_walk_goes_on_by_the_mean_change_a_day() -> None:
    """-1 in 43 days; the variance grows with the days ahead, and with what the mean does not know.

    Of weekly changes the variance of a week's is that of the changes, as anybody computes it.
    """
    fit = walk(track(), AHEAD)
    assert fit.per_day == pytest.approx(-1 / 43)
    assert fit.end == pytest.approx(-AHEAD / 43)
    weekly = tuple(range(-42, 1, 7))
    a_week = float(np.var(np.diff(VALUES), ddof=1))
    assert walk(track(days=weekly), 42).variance == pytest.approx(a_week * (6 + 6**2 / 6))


def test_evidence_is_the_restricted_likelihood() -> None:
    """Line against walk it is that of the general formula for any covariance, by matrices."""
    days = np.array(DAYS, dtype=float)
    mine = line(track(), AHEAD).evidence - walk(track(), AHEAD).evidence
    elapsed = days - days[0]
    # A walk that starts anywhere: its first value is known to a million times its step.
    wandering = np.minimum.outer(elapsed, elapsed) + 1e6
    assert mine == pytest.approx(
        restricted(np.eye(len(days)), days) - restricted(wandering, days), abs=1e-4
    )


def restricted(covariance: np.ndarray, days: np.ndarray) -> float:
    """The logarithm of the restricted likelihood of `VALUES`, up to a constant."""
    values, known = np.array(VALUES), len(days) - 2
    design = np.column_stack([np.ones(len(days)), days])
    inverse = np.linalg.inv(covariance)
    inside = design.T @ inverse @ design
    off = values - design @ np.linalg.solve(inside, design.T @ inverse @ values)
    size, size_inside = np.linalg.slogdet(covariance)[1], np.linalg.slogdet(inside)[1]
    return float(-(size + size_inside + known * log(off @ inverse @ off / known)) / 2)


def test_what_returns_to_a_line_is_projected_by_it() -> None:
    """Thirteen values that jump about a line weigh it at more than nine in ten."""
    days = tuple(range(-84, 1, 7))
    noisy = tuple(0.1 * week + (0.5 if week % 2 else -0.5) for week in range(13))
    found = project(track(noisy, days), 84)
    assert found.line_weight > 0.9
    assert found.per_day * 7 == pytest.approx(0.1, abs=0.02)


def test_what_wanders_is_projected_from_where_it_is() -> None:
    """What was gained and lost again leaves the line next to no weight."""
    days = tuple(range(-84, 1, 7))
    moves = np.array([0, 3, 4, 2, 1, -1, -3, -4, -2, 0, 1, 4, 3], dtype=float)
    found = project(track(tuple(np.cumsum(moves).tolist()), days), 84)
    assert found.line_weight < 0.01
    assert found.spread.centre == pytest.approx(2 * sum(moves), abs=0.5)


def test_where_the_readings_differ_less_is_known() -> None:
    """The variance of both together is the mean of theirs, and the square of what parts them."""
    straight, steps = line(track(), AHEAD), walk(track(), AHEAD)
    both = blended(straight, steps, 0.25)
    means = [0.25 * straight.end + 0.75 * steps.end]
    ends = np.array([straight.end, steps.end])
    apart = float(np.average((ends - means[0]) ** 2, weights=[0.25, 0.75]))
    assert both.end == pytest.approx(means[0])
    assert both.variance == pytest.approx(0.25 * straight.variance + 0.75 * steps.variance + apart)
    assert blended(straight, steps, 0).variance == steps.variance


def test_what_never_moved_may_move_as_planned() -> None:
    """Seven weeks at 0 of a goal that plans 0.7 a week: still 0, and a week moves it by 0.7."""
    weekly = track((0.0,) * 7, tuple(range(-42, 1, 7)))
    found = project(weekly, 42)
    assert (found.spread.centre, found.per_day, found.line_weight) == (0, 0, 0)
    assert found.spread.error**2 == pytest.approx(0.7**2 * (6 + 6**2 / 6))
    assert stuck(weekly, 42).evidence == -inf


def test_a_perfect_line_is_known_no_finer_than_its_numbers() -> None:
    """1, 2, 3, 4 may be 1.4, 2.2, 2.9, 3.6 rounded, so what follows has a spread."""
    whole = track((-3.0, -2.0, -1.0, 0.0), (-21, -14, -7, 0))
    assert walk(whole, 21).variance == pytest.approx(1 / 6 * (3 + 3**2 / 3))
    assert line(whole, 21).variance == pytest.approx(1 / 12 * (1 + 1 / 4 + 4.5**2 / 5))
    assert project(whole, 21).spread.error > 0.5


@pytest.mark.parametrize("sign", [1, -1])
def test_what_only_went_one_way_does_not_go_back(sign: int) -> None:
    """The interval begins where the count stands; one step back, and it does not."""
    days = tuple(range(-42, 1, 7))
    counted = tuple(sign * value for value in (-9.0, -9.0, -8.0, -3.0, -3.0, -1.0, 0.0))
    spread = project(track(counted, days), 42).spread
    assert (spread.lowest, spread.highest) == ((0, inf) if sign > 0 else (-inf, 0))
    wavered = (*counted[:2], counted[2] - sign * 2, *counted[3:])
    spread = project(track(wavered, days), 42).spread
    assert (spread.lowest, spread.highest) == (-inf, inf)


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ((1, 4, 5), 1),
        ((1, 2.5, 4), 1.5),
        ((0, 24, 12, 60), 12),
        ((0.1, 0.3, 0.2, 0.9), 0.1),
        ((1.37, 2.88, 9.01), 0.01),
        ((3, 3, 3), FINEST),
    ],
)
def test_the_grid_is_the_step_of_all_changes(values: tuple[float, ...], step: float) -> None:
    """Whole numbers are told to 1, dozens to 12; of a constant nothing is known."""
    assert Track.of(range(len(values)), values, 0).grid == pytest.approx(step, rel=1e-6)
