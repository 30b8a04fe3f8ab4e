"""The KPIs that measure a goal, with those of all readings that are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrctl.cli.checkin.sifting import Sifted
from okrctl.load.loading import load
from okrctl.load.tree import Blob, DictTree

if TYPE_CHECKING:
    from okrctl.model.kpi import Kpi
    from okrctl.model.objective import Objective

Files = Mapping[str, Blob]


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
    return {**held, **sifted(readings, found)}


def sifted(readings: Files, kpis: Iterable[Kpi]) -> Files:
    """The files of readings, of which no more is read than may speak of these KPIs."""
    ends = tuple(f'{name}"'.encode() for kpi in kpis for name in (kpi.id, *kpi.aliases))
    return {
        path: Sifted(blob, ends) if path.endswith(".jsonl") else blob
        for path, blob in readings.items()
    }
