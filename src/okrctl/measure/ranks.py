"""Ranks: how alike two series of numbers move, and how often chance alone does as well.

Ranks are kept twofold and about their middle, so that they are whole and every sum is exact. A
series is shifted in a circle, which leaves it as it is in itself: numbers that follow their own
past would look alike far too often if they were shuffled.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import sqrt
from operator import mul

Ranks = tuple[int, ...]
"""Twice the rank of each number less that of the middle one; equal numbers share theirs."""


def ranks_of(numbers: Sequence[Decimal]) -> Ranks:
    """The ranks of numbers; their sum is 0."""
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    ranks = [0] * len(numbers)
    begin = 0
    while begin < len(order):
        end = begin
        while end < len(order) and numbers[order[end]] == numbers[order[begin]]:
            end += 1
        for index in order[begin:end]:
            ranks[index] = begin + end - len(numbers)
        begin = end
    return tuple(ranks)


def products(one: Ranks, two: Ranks) -> tuple[int, ...]:
    """For each number of steps by which `two` is moved back in a circle the sum of products.

    The first is that of the series as they are.
    """
    twice = two + two
    return tuple(sum(map(mul, one, twice[step : step + len(one)])) for step in range(len(one)))


def scale(one: Ranks, two: Ranks) -> float:
    """What a sum of products is divided by to be a correlation; 0 where one series is constant."""
    return sqrt(sum(map(mul, one, one)) * sum(map(mul, two, two)))
