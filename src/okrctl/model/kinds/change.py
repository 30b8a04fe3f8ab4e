"""Change: a target that is said relative to its baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from okrctl.model.values import CONTEXT, broken

CHANGE = re.compile(r"(?P<sign>[+-]?)(?P<number>\d+(?:\.\d+)?)(?P<unit>%|x?)")


@dataclass(frozen=True, slots=True)
class Change:
    """A target relative to its baseline: `+25%`, `3x`, `-40`."""

    text: str
    amount: Decimal
    by: Literal["percent", "factor", "amount"]

    def applied_to(self, start: Decimal) -> Decimal:
        """The target, for a baseline of `start`."""
        if self.by == "percent":
            return CONTEXT.multiply(start, 1 + self.amount / 100)
        if self.by == "factor":
            return CONTEXT.multiply(start, self.amount)
        return CONTEXT.add(start, self.amount)

    @property
    def rises(self) -> bool:
        """Whether it asks for more, for a baseline above zero."""
        return self.amount > (1 if self.by == "factor" else 0)


def parse_change(value: object) -> Change:
    """A relative target; OKR002 for anything that is not `+25%`, `3x` or `-40`."""
    refused = broken("OKR002", "expected a change", help="write it as +25%, 3x or -40")
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Change(str(value), Decimal(value), "amount")
    match = CHANGE.fullmatch(value) if isinstance(value, str) else None
    if match is None or (match["unit"] == "x" and match["sign"]):
        raise refused
    amount = Decimal(match["sign"] + match["number"])
    by: Literal["percent", "factor", "amount"] = (
        "percent" if match["unit"] == "%" else "factor" if match["unit"] == "x" else "amount"
    )
    return Change(match[0], amount, by)


ChangeBy = Annotated[
    Change,
    PlainValidator(parse_change),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": CHANGE.pattern}]}),
]
