"""Formulas of calculated KPIs: read by a grammar that has nothing else, checked and reckoned.

    revenue / headcount
    100 * (1 - churned / customers)
    sum(orders, 3)           the three latest periods, this one included: `sum mean min max`
    lag(mrr, 12)             the value of twelve periods ago
    mrr - previous(mrr)      `previous(x)` is `lag(x, 1)`

Numbers are digits with a decimal point; a minus between two values has a space on both sides,
because ids have hyphens. There is no power, text, attribute, subscript or comparison to refuse:
the grammar cannot say them. `formula_tree` holds the data, `formula_units` and `formula_eval` walk
it; this module is the name for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, cast

from okrctl.model.formula_eval import Missing, ValueOf, evaluate
from okrctl.model.formula_refusals import refusal
from okrctl.model.formula_tree import (
    MOST_PARTS,
    MOST_STEPS,
    Call,
    Formula,
    FormulaError,
    Function,
    Negation,
    Node,
    Number,
    Operation,
    Reference,
    Sign,
    steps,
    walk,
)
from okrctl.model.formula_units import unit_of
from okrctl.model.units import UnitError

if TYPE_CHECKING:
    from lark import Lark, Token

__all__ = [
    "FUNCTIONS",
    "MOST_CHARACTERS",
    "Call",
    "Formula",
    "FormulaError",
    "Missing",
    "Negation",
    "Node",
    "Number",
    "Operation",
    "Reference",
    "UnitError",
    "ValueOf",
    "evaluate",
    "loop",
    "meant",
    "parse",
    "unit_of",
]

FUNCTIONS = ("sum", "mean", "min", "max", "lag", "previous")
"""What looks over periods. No KPI may have one of these for an id."""

MOST_CHARACTERS = 500
MOST_NESTED = 32
MOST_PERIODS = 400

_GRAMMAR = r"""
?sum: product | sum (PLUS | SPACED_MINUS) product -> operation
?product: signed | product (TIMES | OVER) signed -> operation
?signed: value | MINUS signed -> negation
?value: NUMBER -> number
      | NAME -> reference
      | NAME "(" sum ("," sum)* ")" -> call
      | "(" sum ")"

NUMBER: /[0-9]+(?:\.[0-9]+)?/
NAME.1: /(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*/
PLUS: "+"
TIMES: "*"
OVER: "/"
MINUS: "-"
SPACED_MINUS: /(?<=[ \t\n])-(?=[ \t\n])/
%ignore /[ \t\n]+/
"""

_EXPONENT = re.compile(r"[0-9]+e-?[0-9]+")


def parse(text: str) -> Formula:
    """The formula that a text says. Raises `FormulaError` with the column of what is wrong.

    Ids are not looked up, nor units: see `loop`, `unit_of` and `Formula.references`.
    """
    from lark import UnexpectedCharacters, UnexpectedToken

    if len(text) > MOST_CHARACTERS:
        raise FormulaError(
            f"a formula has at most {MOST_CHARACTERS} characters: give a part of it a KPI",
            MOST_CHARACTERS + 1,
        )
    _refuse_deep_nesting(text)
    try:
        tree = cast("Node", _parser().parse(text))
    except UnexpectedCharacters as unexpected:
        raise refusal(text, unexpected.pos_in_stream or 0) from None
    except UnexpectedToken as unexpected:
        ended = unexpected.token.type == "$END"
        raise refusal(text, len(text) if ended else unexpected.token.start_pos or 0) from None
    _refuse_too_much(tree)
    return Formula(text, tree)


def loop(formulas: Mapping[str, Formula]) -> tuple[str, ...] | None:
    """A loop between formulas as a path: each id needs the next, and the last is the first.

    None where every formula can be reckoned. A formula that needs its own past is a loop too.
    """
    needs = {kpi: [i for i in formula.ids if i in formulas] for kpi, formula in formulas.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1][:0:-1]
        start = ring.index(min(ring))
        return (*ring[start:], *ring[:start], ring[start])
    return None


def meant(kpi_id: str, known: Collection[str]) -> str:
    """What an unknown id may stand for: a difference without spaces, or one misspelled; or empty.

    `revenue-costs` stands for `revenue - costs` where both are known.
    """
    pieces = kpi_id.split("-")
    cuts = [("-".join(pieces[:n]), "-".join(pieces[n:])) for n in range(1, len(pieces))]
    for parts in (*cuts, tuple(pieces)):
        if len(parts) > 1 and all(part in known or part.isdecimal() for part in parts):
            return " - ".join(parts)
    return next(iter(get_close_matches(kpi_id, known, n=1)), "")


def _refuse_deep_nesting(text: str) -> None:
    depth = 0
    for column, character in enumerate(text, start=1):
        depth += (character == "(") - (character == ")")
        if depth > MOST_NESTED:
            raise FormulaError(f"more than {MOST_NESTED} parentheses in one another", column)


def _refuse_too_much(tree: Node) -> None:
    parts = sum(1 for _ in walk(tree))
    if parts > MOST_PARTS:
        raise FormulaError(
            f"{parts} numbers, ids and signs, at most {MOST_PARTS}: give a part of it a KPI", 1
        )
    if steps(tree) > MOST_STEPS:
        raise FormulaError("functions inside functions look over too many periods", 1)


@cache
def _parser() -> Lark:
    from lark import Lark, Transformer, v_args

    class Build(Transformer):  # type: ignore[type-arg]
        """Nodes as the parser meets them, without a tree of its own in between."""

        number = staticmethod(_number)
        reference = staticmethod(_reference)
        negation = staticmethod(_negation)
        operation = staticmethod(_operation)
        call = staticmethod(_call)

    build = v_args(inline=True)(Build)()
    return Lark(_GRAMMAR, start="sum", parser="lalr", transformer=build)


def _number(token: Token) -> Number:
    return Number(Decimal(token))


def _reference(name: Token) -> Reference:
    column = _column(name)
    if name in FUNCTIONS:
        raise FormulaError(f"{name} is a function: write {_usage(name)}", column)
    if _EXPONENT.fullmatch(name):
        raise FormulaError(f"write {name} as digits, without an exponent", column)
    return Reference(str(name), column)


def _negation(_minus: Token, of: Node) -> Negation:
    return Negation(of)


def _operation(left: Node, sign: Token, right: Node) -> Operation:
    return Operation(cast("Sign", str(sign)), left, right, _column(sign))


def _call(name: Token, *arguments: Node) -> Call:
    column = _column(name)
    if name not in FUNCTIONS:
        near = get_close_matches(name, FUNCTIONS, n=1)
        known = f"did you mean {near[0]}?" if near else f"there are {', '.join(FUNCTIONS)}"
        raise FormulaError(f"there is no function {name}: {known}", column)
    if len(arguments) != (1 if name == "previous" else 2):
        raise FormulaError(f"{name} takes other arguments: write {_usage(name)}", column)
    if name == "previous":
        return Call("lag", arguments[0], 1)
    return Call(cast("Function", str(name)), arguments[0], _periods(name, arguments[1]))


def _periods(name: Token, argument: Node) -> int:
    """How many periods a function looks over or back: a whole number that is written out."""
    number = argument.value if isinstance(argument, Number) else Decimal(0)
    if number != number.to_integral_value() or not 1 <= number <= MOST_PERIODS:
        raise FormulaError(
            f"{name} takes a number of periods from 1 to {MOST_PERIODS}: write {_usage(name)}",
            _column(name),
        )
    return int(number)


def _usage(name: str) -> str:
    return "previous(kpi)" if name == "previous" else f"{name}(kpi, 3)"


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1
