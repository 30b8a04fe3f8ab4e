"""A key result's shape guessed from a sentence, to be shown before it is taken.

`Critical bugs from 10 to zero` moves, `Uptime at least 99.5%` is held, `Hire 2 designers by
June 30` counts to 2 with a due day. A sentence that says no number is done when it is true.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from okrctl.cli.guessing.due import Cycles, no_cycles, without_due
from okrctl.cli.guessing.shapes import SHAPES

__all__ = ["Told", "guess", "without_due"]

Told = str | int | Decimal | date | list[Decimal]


def guess(sentence: str, today: date, cycles: Cycles = no_cycles) -> dict[str, Told]:
    """The fields that a sentence seems to mean, its title among them.

    A day without a year is the next such day from `today`; `cycles` knows the days of `Q1 2027`.
    """
    text = " ".join(sentence.split())
    due, text = without_due(text, today, cycles)
    until: dict[str, Told] = {"due": due} if due else {}
    for shape in SHAPES:
        try:
            fields = shape(text)
        except ValueError:
            # digits that make no number, such as 1,2,3, leave a sentence that becomes true
            continue
        if fields is not None:
            return {**fields, **until}
    return {"done_when": text, **until}
