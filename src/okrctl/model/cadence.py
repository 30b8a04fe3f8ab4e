"""Cadences: how often something is due, on which days, and which periods that makes.

`cadence_days` reckons, `cadence_words` reads and refuses; this is the name for both.
"""

from __future__ import annotations

from okrctl.model.cadence_days import (
    WEEKDAYS,
    Cadence,
    On,
    Period,
    Stretch,
    due_days,
    last_due,
    next_due,
    period_of,
    periods,
)
from okrctl.model.cadence_words import (
    CadenceError,
    Duration,
    parse,
    parse_duration,
    parse_every,
)

__all__ = [
    "WEEKDAYS",
    "Cadence",
    "CadenceError",
    "Duration",
    "On",
    "Period",
    "Stretch",
    "due_days",
    "last_due",
    "next_due",
    "parse",
    "parse_duration",
    "parse_every",
    "period_of",
    "periods",
]
