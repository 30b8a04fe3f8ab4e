"""Amounts as people write them in cells: 1.234,5 or 1,234.5, 63 %, €1.2M, (5), 12 h."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from okrctl.cli.digits import GROUPS, Mark, decimal_mark, exact
from okrctl.cli.importing.cells import Cell

CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
SCALES: Final = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9}
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


def mark_of(texts: Iterable[str]) -> Mark | None:
    """The decimal mark of a file: that of the numbers without doubt; none where they differ."""
    found = {
        decimal_mark(GROUPS.sub("", digits))
        for text in texts
        for digits in re.findall(DIGITS, text)
        if "," in digits or "." in digits
    } - {None}
    return found.pop() if len(found) == 1 else None
