"""Series: the numbers of a key result, from its own check-ins or from the readings of its KPI."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from okrctl.measure.calculated import readings
from okrctl.measure.readings import WHOLE, Entries, Points, Segment, is_number, points_of
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace


class Series:
    """The numbers of one workspace, each made a point once although several days ask for it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[object, tuple[Entries, Points]] = {}
        self._reckoned: dict[object, Points] = {}

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
        """The readings of a KPI since a day and the last one before it, as of another day.

        What is calculated has one for each of its periods that has a value.
        """
        if kpi.formula is not None:
            return self._calculated(kpi, until, since, segment)
        entries = self._workspace.journal.about(str(kpi.address), until)
        begin = bisect_left(entries, since, key=lambda entry: entry.day)
        before = (n for n in reversed(range(begin)) if is_number(entries[n], segment))
        recent = entries[next(before, begin) :]
        key = (kpi.id, since, *sorted(segment.items()))
        return self._points(key, recent, segment)

    def _calculated(self, kpi: Kpi, until: date, since: date, segment: Segment) -> Points:
        key = (kpi.id, until, *sorted(segment.items()))
        if key not in self._reckoned:
            self._reckoned[key] = readings(self._workspace, kpi.id, until, segment)
        points = self._reckoned[key]
        return points[max(bisect_left(points, since, key=lambda point: point.day) - 1, 0) :]

    def _points(self, key: object, entries: Entries, segment: Segment = WHOLE) -> Points:
        """The points of entries; those of an earlier day are the first of a later one's."""
        known, points = self._known.get(key, ((), ()))
        if known[: len(entries)] != entries:
            points = points_of(entries, segment)
            self._known[key] = entries, points
        last = entries[-1].order if entries else (date.min,)
        return points[: bisect_right(points, last, key=lambda point: point.entry.order)]
