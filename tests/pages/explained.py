"""Explanations of a workspace as programs get them, and whether they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from okrctl.load.loading import Loaded
from okrctl.measure.measure import measure
from okrctl.measure.state import TeamState
from okrctl.model.address import Address
from okrctl.pages.explain.key_result import Case
from okrctl.pages.explain.page import explanation
from okrctl.pages.explain.step import Ground
from okrctl.render.formats import render
from pages.arithmetic import Number, value_of

DIGITS = Context(prec=60)
EXACT, STATISTICS, ROUNDED = Decimal("1e-24"), Decimal("1e-6"), Decimal("1.01e-4")
"""How far a number may lie from the one that is reckoned again: decimals, floats, four decimals."""
Json = dict[str, Any]


def case_of(loaded: Loaded, day: date) -> Case:
    """What explanations are made from."""
    now = measure(loaded.workspace, day)
    before = measure(loaded.workspace, day - timedelta(7), now.cycle)
    return Case(now, before, loaded.workspace, Ground(loaded.places))


def explained(case: Case, address: Address | TeamState) -> Json:
    """The explanation of an address as JSON, its numbers exact."""
    text = render(explanation(case, address), "json")
    found: Json = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return found


def addresses(case: Case) -> Iterator[Address | TeamState]:
    """Everything of a cycle that can be explained."""
    yield from case.state.teams
    for found in case.state.by_address.values():
        yield found.address
    yield from (kpi.address for kpi in case.workspace.kpis)


def steps_of(found: Json) -> Iterator[Json]:
    """Every step of an explanation, those of its parts too."""
    yield from found["steps"]
    for part in found["key_results"]:
        yield from part["steps"]


def check(step: Json) -> None:
    """A number is what its formula comes to, or what one of its sources says; words have words."""
    result, formula = step["result"], step["formula"]
    if isinstance(result, str):
        assert result
        return
    if formula is None:
        assert result in [source.get("value") for source in step["sources"]], step
        return
    series = {name: step[name] for name in ("cause", "effect") if name in step}
    again = as_decimal(value_of(formula, series))
    assert abs(again - result) <= allowed(step) * max(abs(result), 1), (step["name"], again, step)


def allowed(step: Json) -> Decimal:
    """How near a number has to be: what is not statistics is exact."""
    if step["formula"].startswith("round("):
        return ROUNDED
    return STATISTICS if step["section"] == "forecast" else EXACT


def as_decimal(number: Number) -> Decimal:
    """A number to more digits than a score has."""
    fraction = Fraction(number)
    return DIGITS.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
