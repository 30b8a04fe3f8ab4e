"""What options say, as values of a goal file; UsageError that names the option where it cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from okrctl.errors import UsageError
from okrctl.text.scaffold import Value

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
UNSAID = ("unknown", "withheld", "TODO")
BAND = re.compile(
    r"(?P<sign>>=?|<=?|≥|≤)\s*(?P<one>\S+)|(?P<low>\S+?)\s*(?:\.\.|,)\s*(?P<high>\S+)"
)


def number(option: str, text: str | None, *, unsaid: bool = False) -> Value | None:
    """The exact number that an option says; `unknown` and its like where `unsaid` allows them."""
    if text is None or (unsaid and text in UNSAID):
        return text
    if not NUMBER.fullmatch(text):
        also = f", or one of {', '.join(UNSAID)}" if unsaid else ""
        raise UsageError(f"{option} {text}: this is no number", f"write digits, such as 0.5{also}")
    return Decimal(text)


def band(option: str, text: str | None) -> Mapping[str, Value] | None:
    """`>= 75`, `<= 3` or `2..5` as the format writes it."""
    if text is None:
        return None
    found = BAND.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{option} {text}: this is no band", f"{option} '>= 75', '<= 3' or '2..5'")
    if found["sign"]:
        key = "at_least" if found["sign"] in (">", ">=", "≥") else "at_most"
        return {key: some(option, found["one"])}
    return {"between": [some(option, found["low"]), some(option, found["high"])]}


def some(option: str, text: str) -> Value:
    """A number that must be there."""
    told = number(option, text)
    assert told is not None  # noqa: S101 - the text is there
    return told


def pair(option: str, text: str | None) -> list[Value] | None:
    """`LOW,HIGH` as two numbers."""
    if text is None:
        return None
    low, comma, high = text.partition(",")
    if not comma:
        raise UsageError(f"{option} {text}: two numbers are wanted", f"{option} 2,5")
    return [some(option, low.strip()), some(option, high.strip())]
