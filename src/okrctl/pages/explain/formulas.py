"""The arithmetic of KPIs: what a period comes to, and formulas with their numbers put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import assert_never

from okrctl.measure.aggregates import PeriodValue
from okrctl.measure.calculated import Values
from okrctl.model.cadence import period_of
from okrctl.model.formula import Call, Formula, Negation, Node, Number, Operation, Reference
from okrctl.model.kinds.reckoning import joined
from okrctl.model.kpi import Aggregate, Kpi
from okrctl.pages.explain.step import Part


def aggregated(numbers: Sequence[Decimal], aggregate: Aggregate) -> tuple[Part, ...]:
    """The parts of what readings of one period come to."""
    added = joined([(number,) for number in numbers], " + ")
    listed = joined([(number,) for number in numbers], ", ")
    match aggregate:
        case "last":
            return (numbers[-1],)
        case "sum":
            return added
        case "mean":
            return ("(", *added, f") / {len(numbers)}")
        case "min" | "max":
            return (f"{aggregate}(", *listed, ", ", numbers[0], ")")
        case "count":
            return (f"{len(numbers)}",)
        case _:
            assert_never(aggregate)


def calculated(kpi: Kpi, formula: Formula, found: PeriodValue, values: Values) -> tuple[Part, ...]:
    """The parts of a formula's value in a period, every name replaced by its number."""
    return put_in(formula.tree, 0, numbers_of(kpi, found, values))


def numbers_of(
    kpi: Kpi, found: PeriodValue, values: Values
) -> Mapping[tuple[str, int], Decimal | None]:
    """The inputs that a value was calculated from, by name and how many periods back."""
    cadence = values.cadence(kpi)
    known: dict[tuple[str, int], Decimal | None] = {}
    for name, used in found.inputs:
        back, period = 0, found.period
        while period != used.period and period.first > used.period.first:
            back, period = back + 1, period_of(cadence, period.first - timedelta(1))
        known[name, back] = used.value
    return known


def put_in(
    node: Node, back: int, numbers: Mapping[tuple[str, int], Decimal | None]
) -> tuple[Part, ...]:
    """A formula so many periods back, with its numbers."""
    match node:
        case Number():
            return (node.value,)
        case Reference():
            return (numbers.get((node.id, back)) or Decimal(0),)
        case Negation():
            return ("(0 - ", *put_in(node.of, back, numbers), ")")
        case Operation():
            left, right = (put_in(side, back, numbers) for side in (node.left, node.right))
            return ("(", *left, f" {node.sign} ", *right, ")")
        case Call(function="lag"):
            return put_in(node.of, back + node.periods, numbers)
        case Call():
            return over(node, [put_in(node.of, back + n, numbers) for n in range(node.periods)])
        case _:
            assert_never(node)


def over(node: Call, terms: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    """A function over several periods, written out."""
    if node.function in ("min", "max"):
        return (f"{node.function}(", *joined(terms, ", "), ", ", *terms[0], ")")
    added = ("(", *joined(terms, " + "), ")")
    return added if node.function == "sum" else ("(", *added, f" / {node.periods})")
