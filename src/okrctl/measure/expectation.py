"""Expectation: whether a reading is what its KPI's file expects, or is kept back for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from okrctl.model.kpi import Kpi
from okrctl.model.values import CONTEXT


@dataclass(frozen=True, slots=True)
class Surprise:
    """What a value is not: at least `min`, at most `max`, or within `max_jump` of the last one."""

    bound: Literal["min", "max", "max_jump"]
    limit: Decimal


def surprises(kpi: Kpi, value: Decimal, before: Decimal | None) -> Iterator[Surprise]:
    """What is not expected of a value; `before` is the last one of the same segment, if any."""
    expect = kpi.expect
    if expect is None:
        return
    if expect.min is not None and value < expect.min:
        yield Surprise("min", expect.min)
    if expect.max is not None and value > expect.max:
        yield Surprise("max", expect.max)
    if expect.max_jump is None or before is None:
        return
    if abs(CONTEXT.subtract(value, before)) > expect.max_jump:
        yield Surprise("max_jump", expect.max_jump)
