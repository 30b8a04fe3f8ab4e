"""A formula as data: numbers, names of KPIs, and what is done with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, assert_never

Sign = Literal["+", "-", "*", "/"]
Function = Literal["sum", "mean", "min", "max", "lag"]

MOST_PARTS = 100
"""Numbers, names and operations in one formula, so that walking one never goes deep."""
MOST_STEPS = 5_000
"""Numbers, names and operations to reckon one value, when functions look back over periods."""


class FormulaError(ValueError):
    """A text that is no formula: what is wrong, and at which column, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is written out."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The value of a KPI, and where in the text it is named."""

    id: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of a value."""

    of: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two values and one of the four signs; `column` is the sign's."""

    sign: Sign
    left: Node
    right: Node
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A value over periods. `lag` is the one of `periods` ago; the others take the latest ones."""

    function: Function
    of: Node
    periods: int


Node = Number | Reference | Negation | Operation | Call


@dataclass(frozen=True, slots=True)
class Formula:
    """How a KPI is calculated from others. Two formulas that differ in spaces are two texts."""

    text: str
    tree: Node

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every naming of a KPI, from left to right."""
        return tuple(node for node in walk(self.tree) if isinstance(node, Reference))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the KPIs that it needs, each once, in the order in which it names them."""
        return tuple(dict.fromkeys(reference.id for reference in self.references))


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, from left to right."""
    match node:
        case Operation():
            return (node.left, node.right)
        case Negation() | Call():
            return (node.of,)
        case Number() | Reference():
            return ()
        case _:
            assert_never(node)


def walk(tree: Node) -> Iterator[Node]:
    """The node and every part of it, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def steps(node: Node) -> int:
    """How many parts are looked at to reckon one value."""
    own = 1 + sum(map(steps, children(node)))
    return own * node.periods if isinstance(node, Call) and node.function != "lag" else own
