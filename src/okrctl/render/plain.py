"""A cell of a record as plain text, the same in TSV, CSV and Markdown tables."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from okrctl.pages.document import Cell

PLACES = Decimal("0.0001")


def plain(cell: Cell) -> str:
    """A cell as text: empty for none, ISO for a day, at most four decimals for a number."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain_number(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def plain_number(value: Decimal) -> str:
    """A number with at most four decimals, no exponent, and no negative zero."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        value = value.quantize(PLACES, ROUND_HALF_UP)
    return format(value + 0, "f")
