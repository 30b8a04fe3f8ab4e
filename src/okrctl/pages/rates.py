"""Forecasts and rates in words, no finer than they are known."""

from __future__ import annotations

from decimal import Decimal

from okrctl.measure.forecast import Forecast
from okrctl.measure.state import KeyResultState
from okrctl.pages.numbers import rounded, short, short_day

SPARK = 13
DIGITS = 3


def readable(value: Decimal, span: Decimal) -> Decimal:
    """A number as fine as a hundredth of what it may be off by: two digits of that."""
    return value if not span else rounded_to(value, span.adjusted() - 1)


def rounded_to(value: Decimal, power: int) -> Decimal:
    """A number rounded to a power of ten, written out."""
    if power <= 0:
        return rounded(value, -power)
    unit = Decimal(10) ** power
    return rounded(value / unit, 0) * unit


def per_week(value: Decimal, unit: str | None) -> str:
    """`+1.67`, `-0.25`, `+€6.5K`: a rate with its sign, three digits of it."""
    power = max(value.adjusted() - DIGITS + 1, -2) if value else 0
    told = rounded_to(value, power)
    sign = "+" if told > 0 else "-" if told < 0 else ""
    return f"{sign}{short(abs(told), unit)}"


def pace_words(told: Forecast, unit: str | None) -> str:
    """`+1.67/wk, needs +1.05`."""
    of_late = f"{per_week(told.per_week, unit)}/wk"
    return f"{of_late}, needs {per_week(told.needed_per_week, unit)}"


def outlook(state: KeyResultState, unit: str | None) -> str:
    """`31 Dec: 84 (83 to 85)`; why there is none, where somebody would expect one."""
    told = state.forecast
    if not isinstance(told, Forecast):
        return told.reason if told.reason == "too few points" else ""
    span = told.high - told.low
    middle, low, high = (
        short(readable(value, span), unit) for value in (told.projected, told.low, told.high)
    )
    return f"{short_day(told.end)}: {middle} ({low} to {high})"


def said_and_seen(state: KeyResultState) -> str:
    """`you say 8, the trend says 10`, or one of them."""
    says = state.confidence is not None and state.judgement.by != "confidence"
    said = f"you say {state.confidence}" if says else ""
    if not isinstance(state.forecast, Forecast):
        return said
    seen = f"the trend says {state.forecast.of_ten}"
    return f"{said}, {seen}" if said else seen


def conf(state: KeyResultState | None) -> str:
    """`5·0`: the owner's confidence and the chance by the trend, out of ten; `5` where one is."""
    if state is None:
        return ""
    said = "" if state.confidence is None else str(state.confidence)
    seen = f"·{state.forecast.of_ten}" if isinstance(state.forecast, Forecast) else ""
    return f"{said}{seen}"


def chance_of_ten(state: KeyResultState | None) -> int | None:
    """The chance by the trend, 0 to 10; none without a forecast."""
    told = state.forecast if state else None
    return told.of_ten if isinstance(told, Forecast) else None


def spark_values(state: KeyResultState) -> tuple[Decimal | None, ...]:
    """The latest numbers of a key result, for a small picture."""
    return tuple(point.value for point in state.history.points[-SPARK:])
