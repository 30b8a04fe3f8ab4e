"""Amounts in a sentence: in digits or words, with percent, money, a length of time, k or M."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from okrctl.cli.digits import exact

WORDS: Final = {word: number for number, word in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "eleven", "twelve"))} | {"twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}  # fmt: skip
CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP"}
TIMES: Final = {
    **dict.fromkeys(("seconds", "second", "sec"), "s"),
    **dict.fromkeys(("minutes", "minute", "mins", "min"), "min"),
    **dict.fromkeys(("hours", "hour", "hrs", "h"), "h"),
    **dict.fromkeys(("days", "day", "d"), "d"),
    **dict.fromkeys(("weeks", "week", "wk"), "wk"),
    **dict.fromkeys(("months", "month"), "mo"),
    **dict.fromkeys(("years", "year"), "yr"),
}
SCALES: Final = {"k": 3, "m": 6}
DIGITS: Final = r"\d+(?:[.,'\u00a0\u202f]\d+)*"


def amount(name: str) -> str:
    """The pattern of a number under a group's name, with its unit under `<name>_unit`."""
    words, times = "|".join(WORDS), "|".join(TIMES)
    return (
        rf"(?P<{name}_sign>[$€£])?(?P<{name}>{DIGITS}|\b(?:{words})\b)(?P<{name}_scale>[kKM]\b)?"
        rf"(?P<{name}_unit>\s?%|\s?percent\b|\s(?:EUR|USD|GBP|CHF)\b|\s?(?:{times})\b)?"
    )


def number(found: re.Match[str], name: str) -> Decimal:
    """The number that was matched, its k or M multiplied out.

    ValueError for marks between digits that make no number.
    """
    text = found[name].lower()
    value = Decimal(WORDS[text]) if text in WORDS else exact(text)[0]
    if value is None:
        raise ValueError(text)
    scale = SCALES.get((found[f"{name}_scale"] or "").lower(), 0)
    return Decimal(format(value.scaleb(scale), "f"))


def unit(found: re.Match[str], *names: str) -> dict[str, str]:
    """Percent, a currency or a length of time, where one of the numbers has it."""
    for name in names:
        if said := (found[f"{name}_unit"] or "").strip():
            named = "%" if said in ("%", "percent") else TIMES.get(said.lower(), said)
            return {"unit": named}
    signs = [found[f"{name}_sign"] for name in names if found[f"{name}_sign"]]
    return {"unit": CURRENCIES[signs[0]]} if signs else {}
