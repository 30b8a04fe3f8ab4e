"""Amounts as people write them in cells: 1.234,5 or 1,234.5, 63 %, €1.2M, (5), 12 h."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from okrctl.cli.importing.cells import Cell

Mark = Literal[",", "."]
CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
SCALES: Final = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9}
GROUPS = re.compile(r"[\s'’\u00a0\u202f]")
DIGITS = r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?"
AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?P<before>[$€£¥]|[A-Z]{{3}}\b)?\s*(?P<sign2>[-−])?"
    rf"(?P<digits>{DIGITS})\s*(?P<scale>k|K|m|M|mn|Mn|Mio|b|B|bn)?\b\.?\s*"
    rf"(?P<after>%|[$€£¥]|[^\W\d_][\w /-]*)?\s*(?P<close>\))?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the unit that stands with it, and whether it could be read in one way only."""

    number: Decimal
    unit: str = ""
    sure: bool = True


def amount(cell: Cell, mark: Mark | None) -> Amount | None:
    """The amount in a cell; none where there is none. `mark` is the file's own decimal mark."""
    if cell.number is not None:
        return Amount(cell.number, cell.unit)
    found = AMOUNT.fullmatch(cell.text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    number, sure = exact(found["digits"], mark)
    if number is None:
        return None
    number = number.scaleb(SCALES.get((found["scale"] or "").lower(), 0))
    negative = found["open"] or "-" in (sign := f"{found['sign']}{found['sign2']}") or "−" in sign
    plain = Decimal(format(-number if negative else number, "f"))
    unit = found["before"] or found["after"] or ""
    return Amount(plain, CURRENCIES.get(unit, unit.strip()), sure)


def exact(digits: str, mark: Mark | None) -> tuple[Decimal | None, bool]:
    """The number that digits with marks mean, and whether they can mean one only."""
    plain = GROUPS.sub("", digits)
    own = decimal_mark(plain)
    marks = {sign for sign in ",." if sign in plain}
    if not marks:
        return Decimal(plain), True
    sure = own is not None or mark is not None
    if own is None:
        # 1.234 or 1,234: by the rest of the file, else a comma groups and a point divides
        own = mark or "."
    grouping = "," if own == "." else "."
    whole, _, part = plain.replace(grouping, "").partition(own)
    groups = plain.partition(own)[0].split(grouping)
    if any(len(group) != 3 for group in groups[1:]) or not (whole + part).isdigit():
        return None, False
    return Decimal(f"{whole}.{part}" if part else whole), sure


def decimal_mark(digits: str) -> Mark | None:
    """Which mark can only be the decimal one; none where nobody can tell from this number."""
    comma, point = digits.count(","), digits.count(".")
    if comma and point:
        return "," if digits.rindex(",") > digits.rindex(".") else "."
    if comma > 1 or point > 1:
        return "." if comma else ","
    sign: Mark = "," if comma else "."
    before, _, after = digits.partition(sign)
    grouped = len(after) == 3 and 0 < len(before) <= 3 and before != "0"
    return None if grouped else sign


def mark_of(texts: Iterable[str]) -> Mark | None:
    """The decimal mark of a file: that of the numbers without doubt; none where they differ."""
    found = {
        decimal_mark(GROUPS.sub("", digits))
        for text in texts
        for digits in re.findall(DIGITS, text)
        if "," in digits or "." in digits
    } - {None}
    return found.pop() if len(found) == 1 else None
