"""Series: the numbers of a key result, from its own check-ins or from the readings of its KPI."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import Point
from okrctl.model.kpi import Kpi
from okrctl.model.workspace import Workspace

Points = tuple[Point, ...]


class Series:
    """The numbers of one workspace; the readings of a KPI are looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._readings: dict[tuple[object, ...], Points] = {}

    def check_ins(self, key_result: KeyResult, until: date) -> tuple[Entry, ...]:
        """The entries in force about a key result as of a day."""
        return self._workspace.journal.about(str(key_result.address), until)

    def of(self, key_result: KeyResult, until: date) -> Points:
        """The numbers of a key result as of a day: its own, or the readings of its KPI."""
        if key_result.kpi is None:
            return points_of(self.check_ins(key_result, until))
        kpi = self._workspace.kpi(key_result.kpi)
        return self.readings(kpi, until, key_result.segment) if kpi else ()

    def readings(self, kpi: Kpi, until: date, segment: Mapping[str, str] | None = None) -> Points:
        """The readings of a KPI as of a day: those of one segment, else those of the whole."""
        key = (kpi.id, until, *sorted((segment or {}).items()))
        if key not in self._readings:
            entries = self._workspace.journal.about(str(kpi.address), until)
            wanted = dict(segment or {})
            self._readings[key] = points_of(
                tuple(e for e in entries if (e.fields.get("segment") or {}) == wanted)
            )
        return self._readings[key]


def points_of(entries: tuple[Entry, ...]) -> Points:
    """The numbers that entries report, in their order; what reports none is passed over."""
    return tuple(
        Point(entry.day, value, entry) for entry in entries if (value := entry.value) is not None
    )
