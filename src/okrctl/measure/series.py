"""Series: the numbers of a key result, from its own check-ins or from the readings of its KPI."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import Point
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace

Points = tuple[Point, ...]
Entries = tuple[Entry, ...]
Segment = Mapping[str, str]

WHOLE: Segment = MappingProxyType({})
"""No segment: the readings of the KPI as a whole."""


class Series:
    """The numbers of one workspace, each made a point once although several days ask for it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[object, tuple[Entries, Points]] = {}

    def check_ins(self, key_result: KeyResult, until: date) -> Entries:
        """The entries in force about a key result as of a day."""
        return self._workspace.journal.about(str(key_result.address), until)

    def of(self, key_result: KeyResult, until: date) -> Points:
        """The numbers of a key result as of a day: its own, or the readings of its KPI.

        Of the readings those since it started, and the last one before, where it stood then.
        """
        if key_result.kpi is None:
            return self._points(str(key_result.address), self.check_ins(key_result, until))
        kpi = self._workspace.kpi(key_result.kpi)
        if kpi is None:
            return ()
        starts = self._workspace.starts(key_result)
        return self.readings(kpi, until, starts, key_result.segment or WHOLE)

    def readings(self, kpi: Kpi, until: date, since: date, segment: Segment = WHOLE) -> Points:
        """The readings of a KPI since a day and the last one before it, as of another day."""
        entries = self._workspace.journal.about(str(kpi.address), until)
        begin = bisect_left(entries, since, key=lambda entry: entry.day)
        before = (n for n in reversed(range(begin)) if is_number(entries[n], segment))
        recent = entries[next(before, begin) :]
        key = (kpi.id, since, *sorted(segment.items()))
        return self._points(key, recent, segment)

    def _points(self, key: object, entries: Entries, segment: Segment = WHOLE) -> Points:
        """The points of entries; those of an earlier day are the first of a later one's."""
        known, points = self._known.get(key, ((), ()))
        if known[: len(entries)] != entries:
            points = points_of(entries, segment)
            self._known[key] = entries, points
        last = entries[-1].order if entries else (date.min,)
        return points[: bisect_right(points, last, key=lambda point: point.entry.order)]


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
