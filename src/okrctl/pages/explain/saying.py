"""Steps and sources in words: rounded as a person reads them, each number still the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from okrctl.pages.explain.step import Part, Source, Step
from okrctl.pages.numbers import amount, number, ratio, rounded, short_day

MAIN = frozenset({"progress", "expected", "week", "value", "health", "movement", "reason"})
"""Steps that their section already names."""
IN_UNITS = frozenset(
    {"value", "projected", "low", "high", "centre", "lower", "upper", "per_week", "needed_per_week"}
)
PLACES = 3
MOST_TERMS, FIRST, LAST = 8, 3, 2
"""So many terms of a sum are said to a person; of more the first and the last."""
SIGNS = (("*", "×"), ("-", "−"))
UNSAID = ("t_share(", "spearman(", "shifts(", "floor(", "round(")
"""Functions of statistics: a person reads their words, a program their formula."""
DAYS = re.compile(r'days\("(.+)", "(.+)"\)')


def step_line(step: Step, unit: str | None) -> str:
    """`(8 − 10) / (0 − 10) = 0.2 · words`."""
    name = "" if step.name in MAIN else f"{step.name.replace('_', ' ')} "
    result = said(step, unit)
    formula = arithmetic(step.parts)
    words = f" · {step.words}" if step.words else ""
    plain_number = len(step.parts) <= 1 and not formula.startswith("from ")
    if plain_number or formula.startswith(UNSAID):
        return f"{name}{result}{words}"
    return f"{name}{formula} = {result}{words}"


def said(step: Step, unit: str | None) -> str:
    """The result of a step as a person reads it."""
    if not isinstance(step.result, Decimal):
        return str(step.result)
    if step.name == "ratio":
        return ratio(step.result)
    if step.name in IN_UNITS or step.section == "PERIODS":
        return amount(brief(step.result), unit)
    return number(brief(step.result))


def brief(value: Decimal) -> Decimal:
    """A number with three decimals, of a very small one three digits."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -PLACES:
        return value
    tiny = value and abs(value) < Decimal("0.001")
    return rounded(value, PLACES - 1 - value.adjusted() if tiny else PLACES)


def arithmetic(parts: Sequence[Part]) -> str:
    """A formula with short numbers and the signs of print; a very long one without its middle."""
    text = "".join(part if isinstance(part, str) else plain(part) for part in parts)
    for sign, printed in SIGNS:
        text = text.replace(f" {sign} ", f" {printed} ")
    for between in (" + ", ", "):
        terms = text.split(between)
        if len(terms) > MOST_TERMS:
            text = between.join([*terms[:FIRST], "…", *terms[-LAST:]])
    return DAYS.sub(r"from \1 to \2", text)


def plain(value: Decimal) -> str:
    """A number within a formula, in brackets below zero."""
    text = f"{brief(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"({text.replace('-', '−')})" if value < 0 else text


def source_line(source: Source, *, named: bool = True) -> str:
    """`value 8 · mira, 21 Nov · checkins/2026-Q4/engineering/old.jsonl:1`."""
    value = "" if source.value is None else f" {value_said(source.value)}"
    who = f"{source.who}, {short_day(source.day)}" if source.day else source.who
    parts = [f"{source.name}{value}" if named else "", source.address, who, source.place]
    return " · ".join(part for part in parts if part)


def value_said(value: Decimal | int | str) -> str:
    """The value of a source."""
    return number(brief(value)) if isinstance(value, Decimal) else str(value)


def series_line(sources: Sequence[Source]) -> str:
    """`9 on 9 Oct, 8 on 16 Oct … · each line of them: --format json`."""
    said_of = (
        f"{source.name if source.value is None else value_said(source.value)}"
        f"{f' on {short_day(source.day)}' if source.day else ''}"
        for source in sources
    )
    return f"{', '.join(said_of)} · every file and line: --format json"
