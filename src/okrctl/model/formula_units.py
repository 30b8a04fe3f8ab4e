"""The unit of a formula, where its inputs can be added at all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import assert_never

from okrctl.model.formula_tree import Call, Formula, Negation, Node, Number, Operation, Reference
from okrctl.model.units import PLAIN, Unit, UnitError


class _Loose(Enum):
    """What suits every unit: a number written in the formula, or a KPI that declares no unit."""

    NUMBER = "number"
    UNKNOWN = "unknown"


_Known = Unit | _Loose


def unit_of(formula: Formula, units: Mapping[str, Unit | None]) -> Unit | None:
    """The unit of the result; none where it rests on a KPI that declares no unit.

    A number written in the formula takes the unit of what it is added to, and changes none by
    multiplying. Raises `UnitError` at the sign where unlike things are added.
    """
    unit = _unit(formula.tree, units)
    if isinstance(unit, Unit):
        return unit
    return PLAIN if unit is _Loose.NUMBER else None


def _unit(node: Node, units: Mapping[str, Unit | None]) -> _Known:
    match node:
        case Number():
            return _Loose.NUMBER
        case Reference():
            return units.get(node.id) or _Loose.UNKNOWN
        case Negation() | Call():
            return _unit(node.of, units)
        case Operation(sign="+" | "-"):
            return _added(node, _unit(node.left, units), _unit(node.right, units))
        case Operation():
            return _multiplied(node, _unit(node.left, units), _unit(node.right, units))
        case _:
            assert_never(node)


def _added(node: Operation, left: _Known, right: _Known) -> _Known:
    if not isinstance(left, Unit) or not isinstance(right, Unit):
        return next(
            (unit for unit in (left, right) if isinstance(unit, Unit)),
            _Loose.UNKNOWN if _Loose.UNKNOWN in (left, right) else _Loose.NUMBER,
        )
    if left.addable(right):
        return left
    verb = "add" if node.sign == "+" else "subtract"
    if left.same_dimension(right):
        raise UnitError(
            f"cannot {verb} {left} and {right}: give both KPIs one unit of time", node.column
        )
    raise UnitError(f"cannot {verb} {_named(left)} and {_named(right)}", node.column)


def _multiplied(node: Operation, left: _Known, right: _Known) -> _Known:
    if _Loose.UNKNOWN in (left, right):
        return _Loose.UNKNOWN
    if left is _Loose.NUMBER and right is _Loose.NUMBER:
        return _Loose.NUMBER
    above = left if isinstance(left, Unit) else PLAIN
    below = right if isinstance(right, Unit) else PLAIN
    return above.multiply(below) if node.sign == "*" else above.divide(below)


def _named(unit: Unit) -> str:
    return unit.text or "a plain number"
