"""Entries for texts of tests: a line for what somebody says on a day, with an id of its own."""

from __future__ import annotations

import json
from itertools import count

_NUMBERS = count(1)


def entry(recorded: str, /, *, at: str = "14:00:00", who: str = "mira", **fields: object) -> str:
    """An entry recorded on a day; ids rise in the order in which entries are written."""
    head = {"id": f"{next(_NUMBERS):013}", "at": f"{recorded}T{at}Z", "who": who}
    return json.dumps(head | fields) + "\n"


def said(recorded: str, kr: str = "ops/calm#pages", /, **fields: object) -> str:
    """A check-in, or a grade, of a key result."""
    return entry(recorded, kr=kr, **fields)


def read(recorded: str, value: float, kpi: str = "coverage", /, **fields: object) -> str:
    """A reading of a KPI."""
    return entry(recorded, kpi=kpi, value=value, **fields)


def id_of(line: str) -> str:
    """The id of an entry."""
    return str(json.loads(line)["id"])
