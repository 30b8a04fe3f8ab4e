"""Readings: entries that report a number, as points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from okrctl.model.entry import Entry
from okrctl.model.kinds.history import Point

Points = tuple[Point, ...]
Entries = tuple[Entry, ...]
Segment = Mapping[str, str]

WHOLE: Segment = MappingProxyType({})
"""No segment: the readings of the KPI as a whole."""


def is_number(entry: Entry, segment: Segment) -> bool:
    """Whether an entry reports a number of that segment."""
    fields = entry.fields
    return "value" in fields and (fields.get("segment") or WHOLE) == segment


def points_of(entries: Entries, segment: Segment = WHOLE) -> Points:
    """The numbers that entries report, in their order; what reports none is passed over."""
    return tuple(
        Point(entry.day, value, entry)
        for entry in entries
        if is_number(entry, segment) and (value := entry.value) is not None
    )
