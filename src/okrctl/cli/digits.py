"""Digits as people write them: with a comma or a point for decimals, and the other for groups."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Mark = Literal[",", "."]
GROUPS = re.compile(r"[\s'’\u00a0\u202f]")


def exact(digits: str, mark: Mark | None = None) -> tuple[Decimal | None, bool]:
    """The number that digits with marks mean, and whether they can mean one only.

    `mark` is the decimal mark of the text around it, where that is known.
    """
    plain = GROUPS.sub("", digits)
    if "," not in plain and "." not in plain:
        return Decimal(plain), True
    own = decimal_mark(plain)
    sure = own is not None or mark is not None
    if own is None:
        # 1.234 or 1,234: by what is around it, else a comma groups and a point divides
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
