"""The KPIs that measure a goal, with those of all readings that are theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrctl.load.loading import load
from okrctl.load.tree import Blob, DictTree

if TYPE_CHECKING:
    from okrctl.model.objective import Objective

Files = Mapping[str, Blob]


@dataclass(frozen=True, slots=True)
class Sifted:
    """An entry file without the lines that are sure to speak of other KPIs; the rest keep theirs.

    An escape could spell a name in another way, so a line with one stays.
    """

    file: Blob
    ends: tuple[bytes, ...]
    """How a text ends that names one of the KPIs: `kpi:` may stand before it."""

    @property
    def size(self) -> int:
        """The bytes of the whole file."""
        return self.file.size

    @property
    def problem(self) -> str:
        """Why the file must not be read, if so."""
        return self.file.problem

    def read(self) -> bytes:
        """The lines, with blank ones in the place of those that were let go."""
        lines = self.file.read().split(b"\n")
        return b"\n".join(line if self._matters(line) else b"" for line in lines)

    def _matters(self, line: bytes) -> bool:
        return any(end in line for end in self.ends) or b'"kpi"' not in line or b"\\" in line


def gauging(goal: Objective, kpis: Files, readings: Files) -> Files | None:
    """The files that say where the KPIs of a goal stand; none where they lean on other KPIs.

    `kpis` and `readings` are all there are of either.
    """
    wanted = {kr.kpi for kr in goal.key_results if kr.kpi}
    if not wanted:
        return {}
    held = {path: blob for path, blob in kpis.items() if PurePosixPath(path).stem in wanted}
    if any(blob.problem for blob in held.values()):
        return None
    found = load(DictTree({path: blob.read() for path, blob in held.items()})).workspace.kpis
    if {kpi.id for kpi in found} != wanted or any(kpi.formula for kpi in found):
        return None
    ends = tuple(f'{name}"'.encode() for kpi in found for name in (kpi.id, *kpi.aliases))
    return held | {path: Sifted(blob, ends) for path, blob in readings.items()}
