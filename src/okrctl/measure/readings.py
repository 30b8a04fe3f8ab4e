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
    points = []
    for entry in entries:
        fields = entry.fields  # looked at here and not by `is_number`, for there are very many
        if "value" in fields and (fields.get("segment") or WHOLE) == segment:
            value = entry.number("value")
            if value is not None:
                points.append(Point(entry.day, value, entry))
    return tuple(points)
