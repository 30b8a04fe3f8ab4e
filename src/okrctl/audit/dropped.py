"""What entries say about goals that are gone: that there are any, and whether one let it go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from okrctl.audit.entries import Entries
from okrctl.audit.history import Archive, History
from okrctl.audit.lines import Line, is_entry_file, lines_of
from okrctl.changes.match import LET_GO


@dataclass(frozen=True)
class Dropped:
    """The entries about goals, as the head has them; asked only where a goal went."""

    history: History
    archive: Archive
    entries: Entries

    @cached_property
    def _subjects(self) -> frozenset[str]:
        """Everything that entries are about; what went with its objective counts for it."""
        subjects = {line.subject for line in self._lines}
        return frozenset(subjects | {one.partition("#")[0] for one in subjects})

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        """Every entry of the head, and those that this history added."""
        listed = {
            path: blob
            for folder in ("checkins", "readings")
            for path, blob in self.archive.listed(self.history.head, folder).items()
            if is_entry_file(path)
        }
        data = self.archive.blobs(listed.values())
        found = {line.id: line for line in self.entries.all()}
        for path, blob in listed.items():
            found |= lines_of(path, data.get(blob, b""))
        return tuple(found.values())

    def has_entries(self, address: str) -> bool:
        """Whether entries are about it."""
        return address in self._subjects

    def let_go(self, address: str) -> bool:
        """Whether the last closing entry about it, or its objective, drops it with a reason."""
        names = (address, address.partition("#")[0])
        withdrawn = {str(line.data["void"]) for line in self._lines if "void" in line.data}
        for name in dict.fromkeys(names):
            closings = [line for line in self._lines if line.subject == name
                        and "outcome" in line.data and line.id not in withdrawn]  # fmt: skip
            last = max(closings, key=lambda line: str(line.data.get("at")), default=None)
            if last and str(last.data["outcome"]) in LET_GO and last.data.get("note"):
                return True
        return False
