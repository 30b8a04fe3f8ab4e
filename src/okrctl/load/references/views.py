"""What references are judged by: the workspace, the names in it, and where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okrctl.findings import Edit, Fix
from okrctl.load.reading.region import Region
from okrctl.load.settings.names import Names
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace, objective_address
from okrctl.text.places import Path
from okrctl.text.tree import Node


@dataclass(frozen=True, slots=True)
class View:
    """A workspace whose files are read, and whether okrctl.yaml is whole."""

    workspace: Workspace
    names: Names
    settled: bool
    roots: Mapping[str, Node]
    """The root node of each address that has a file."""

    def region(self, of: Objective | KeyResult | Kpi) -> Region:
        """The part of a file that is a goal or KPI."""
        if isinstance(of, KeyResult):
            root = self.roots[str(objective_address(of))]
            return Region(root, str(of.address), ("key_results", of.id))
        return Region(self.roots[str(of.address)], str(of.address))


def instead(region: Region, path: Path, text: str) -> tuple[Fix, ...]:
    """The fix that writes another text for a value; none where there is no other text."""
    if not text:
        return ()
    return (Fix((Edit(region.span(path), text),), f"writes {text} there"),)
