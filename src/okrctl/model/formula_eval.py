"""The value of a formula in a period, exact, or the reason why it has none."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from okrctl.model.formula_tree import (
    Call,
    Formula,
    Negation,
    Node,
    Number,
    Operation,
    Reference,
)
from okrctl.model.values import CONTEXT


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no value, and why: `headcount has no reading for 2026-11`."""

    reason: str


ValueOf = Callable[[str, int], Decimal | Missing]
"""The value of a KPI so many periods back: 0 is the period that is asked about."""


class _NoValue(Exception):
    """Carries a reason up to where the value is asked for."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def evaluate(formula: Formula, value_of: ValueOf) -> Decimal | Missing:
    """The value of a formula; where an input is missing or a divisor is 0, the reason, never 0.

    What looks over periods needs each of them. Exact to the digits of every score.
    """
    try:
        return CONTEXT.plus(_value(formula.tree, 0, value_of))
    except _NoValue as missing:
        return Missing(missing.reason)
    except decimal.DecimalException:
        return Missing("the result is too large for a number")


def _value(node: Node, back: int, value_of: ValueOf) -> Decimal:
    match node:
        case Number():
            return node.value
        case Reference():
            return _found(value_of(node.id, back))
        case Negation():
            return CONTEXT.minus(_value(node.of, back, value_of))
        case Operation(sign="/"):
            return _quotient(node, back, value_of)
        case Operation():
            left, right = _value(node.left, back, value_of), _value(node.right, back, value_of)
            return _SIGNS[node.sign](left, right)
        case Call():
            return _over_periods(node, back, value_of)
        case _:
            assert_never(node)


def _found(value: Decimal | Missing) -> Decimal:
    if isinstance(value, Missing):
        raise _NoValue(value.reason)
    return value


def _quotient(node: Operation, back: int, value_of: ValueOf) -> Decimal:
    above, below = _value(node.left, back, value_of), _value(node.right, back, value_of)
    if below == 0:
        named = f": {node.right.id} is 0" if isinstance(node.right, Reference) else ""
        raise _NoValue(f"division by zero{named}")
    return CONTEXT.divide(above, below)


def _over_periods(node: Call, back: int, value_of: ValueOf) -> Decimal:
    if node.function == "lag":
        return _value(node.of, back + node.periods, value_of)
    latest = range(back, back + node.periods)
    return _OVER[node.function]([_value(node.of, n, value_of) for n in latest])


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = CONTEXT.add(total, value)
    return total


def _mean(values: Sequence[Decimal]) -> Decimal:
    return CONTEXT.divide(_sum(values), Decimal(len(values)))


_SIGNS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
}
_OVER: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": _sum,
    "mean": _mean,
    "min": min,
    "max": max,
}
