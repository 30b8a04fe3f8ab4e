"""Each file read once for each content, so that two revisions share nearly all of their files."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrctl.load.entries.file import EntryLines, read_entries
from okrctl.load.reading.files import FileResult, read_kpi, read_objective
from okrctl.model.address import KpiAddress, ObjectiveAddress
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective

Key = tuple[str, bytes]
"""A path, which says what a file is, and its bytes."""


@dataclass(frozen=True, slots=True)
class Once:
    """What files were found to hold, kept as long as this is."""

    _objectives: dict[Key, FileResult[Objective]] = field(default_factory=dict)
    _kpis: dict[Key, FileResult[Kpi]] = field(default_factory=dict)
    _entries: dict[Key, EntryLines] = field(default_factory=dict)

    def objective(self, data: bytes, file: str, address: ObjectiveAddress) -> FileResult[Objective]:
        """The objective that a file holds."""
        found = self._objectives.get((file, data))
        if found is None:
            found = self._objectives[file, data] = read_objective(data, file, address)
        return found

    def kpi(self, data: bytes, file: str, address: KpiAddress) -> FileResult[Kpi]:
        """The KPI that a file holds."""
        found = self._kpis.get((file, data))
        if found is None:
            found = self._kpis[file, data] = read_kpi(data, file, address)
        return found

    def entries(self, data: bytes, file: str) -> EntryLines:
        """The drafts of an entry file."""
        found = self._entries.get((file, data))
        if found is None:
            found = self._entries[file, data] = read_entries(data, file)
        return found
