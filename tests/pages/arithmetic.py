"""An evaluator of printed formulas that shares no code with the package: `ast` and fractions."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scipy import stats

Number = Fraction | float
OPERATIONS: Mapping[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def value_of(formula: str, series: Mapping[str, Sequence[Decimal]] | None = None) -> Number:
    """What a formula comes to; numbers exact, but for what statistics gives."""
    return Reckoner(formula, series or {}).value(ast.parse(formula, mode="eval").body)


class Reckoner:
    """Walks the tree of one formula; anything but arithmetic and the functions below is refused."""

    def __init__(self, text: str, series: Mapping[str, Sequence[Decimal]]) -> None:
        self.text = text
        self.series = series

    def value(self, node: ast.expr) -> Number:
        """The value of a part."""
        match node:
            case ast.Constant(value=int() | float()):
                return Fraction(ast.get_source_segment(self.text, node) or "")
            case ast.UnaryOp(op=ast.USub()):
                return -self.value(node.operand)
            case ast.BinOp():
                return OPERATIONS[type(node.op)](self.value(node.left), self.value(node.right))
            case ast.Call(func=ast.Name(id=name)):
                return self.called(name, node.args)
        raise AssertionError(f"not arithmetic: {ast.dump(node)}")

    def called(self, name: str, arguments: list[ast.expr]) -> Number:
        """The value of a function."""
        if name == "days":
            first, last = (date.fromisoformat(ast.literal_eval(each)) for each in arguments)
            return Fraction((last - first).days)
        if name == "len":
            return Fraction(len(self.named(arguments[0])))
        if name == "spearman":
            return spearman(*map(self.named, arguments))
        if name == "shifts":
            effect = ast.literal_eval(arguments[2])
            return shifts(self.named(arguments[0]), self.named(arguments[1]), effect)
        numbers = [self.value(each) for each in arguments]
        return NUMERIC[name](*numbers)

    def named(self, node: ast.expr) -> list[float]:
        """The series that a name stands for."""
        assert isinstance(node, ast.Name)
        return [float(number) for number in self.series[node.id]]


NUMERIC: Mapping[str, Callable[..., Number]] = {
    "min": min,
    "max": max,
    "abs": abs,
    "floor": lambda number: Fraction(math.floor(number)),
    "round": lambda number, places: Fraction(str(round(float(number), int(places)))),
    "t_value": lambda share, freedom: float(stats.t.ppf(float(share), int(freedom))),
    "t_share": lambda t, freedom: float(stats.t.cdf(float(t), int(freedom))),
}


def spearman(one: list[float], two: list[float]) -> float:
    """Spearman's correlation; 0 where one of the two never differs."""
    if len(set(one)) == 1 or len(set(two)) == 1:
        return 0.0
    return float(stats.spearmanr(one, two).statistic)


def shifts(one: list[float], two: list[float], effect: str) -> float:
    """The share of circular shifts of the second series that are at least as alike."""
    if len(set(one)) == 1 or len(set(two)) == 1:
        return 1.0
    sign = 1 if effect == "same" else -1
    alike = [sign * spearman(one, two[n:] + two[:n]) for n in range(len(two))]
    return sum(each >= alike[0] - 1e-12 for each in alike) / len(alike)
