"""The evaluator of printed formulas, and the check that rests on it, can both say no."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pages.arithmetic import value_of
from pages.explained import Json, check

STEP: Json = {"section": "progress", "name": "progress", "sources": []}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("(8 - 10) / (0 - 10)", Fraction(1, 5)),
        ("(1 * 0.1 + 2 * 0.2) / (1 + 2)", Fraction(1, 6)),
        ("min(max((-0.25), 0), 1)", 0),
        ("abs(3 - 5.5)", Fraction(5, 2)),
        ('days("2026-02-28", "2026-03-01")', 1),
        ("floor(0.6500 * 10 + 0.5)", 7),
    ],
)
def test_what_a_formula_comes_to(formula: str, value: Fraction) -> None:
    """Exact, with the functions that explanations use."""
    assert value_of(formula) == value


@pytest.mark.parametrize("formula", ["__import__('os')", "x", "1 if 2 else 3", "2 ** 3"])
def test_nothing_else_is_reckoned(formula: str) -> None:
    """A name, a condition or a power is no arithmetic of an explanation."""
    with pytest.raises((AssertionError, KeyError)):
        value_of(formula)


@pytest.mark.parametrize(
    "step",
    [
        {"result": Decimal("0.3"), "formula": "1 / 5"},
        {"result": Decimal("0.33333333333333333333"), "formula": "1 / 3"},
        {"result": Decimal(3), "formula": None},
        {"result": "", "formula": None},
    ],
)
def test_a_wrong_step_is_found(step: Json) -> None:
    """Another number, one with too few digits, one that no source says, and empty words."""
    with pytest.raises(AssertionError):
        check(STEP | step)
