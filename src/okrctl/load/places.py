"""Places: where in the files each part of the workspace stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from okrctl.findings import Span

Path = tuple[str, ...]
"""A field's path within its entity, with ids in place of list indexes where there are any."""


@dataclass(frozen=True)
class Places:
    """Spans beside the model: by (address, field path), and by entry id.

    The address of the workspace file is `workspace`; the empty path is the entity itself (its first
    line for a file, its key for a key result).
    """

    fields: Mapping[tuple[str, Path], Span] = field(default_factory=dict)
    entries: Mapping[str, Span] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """For each address of an objective or KPI, and for `workspace`, its file."""

    def span(self, address: str, *path: str) -> Span:
        """Where a field stands; the nearest thing around it where it is not written itself."""
        for depth in range(len(path), -1, -1):
            found = self.fields.get((address, path[:depth]))
            if found is not None:
                return found
        return Span(self.files.get(address.partition("#")[0], "okrctl.yaml"))
