"""References: everything that one file says of another, judged when all of them are read."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.load.reading.region import Region
from okrctl.load.references.aliases import alias_findings
from okrctl.load.references.alignment import kpi_parent_findings, loop_findings, parent_findings
from okrctl.load.references.goals import goal_findings
from okrctl.load.references.kpis import formula_findings, kpi_findings, page_findings
from okrctl.load.references.views import View

ENTITY = "workspace"


def reference_findings(view: View) -> Iterator[Finding]:
    """A finding for everything that is named and not there, or cannot be meant."""
    for objective in view.workspace.objectives:
        yield from goal_findings(objective, view)
        yield from parent_findings(objective, view)
    for kpi in view.workspace.kpis:
        yield from kpi_findings(kpi, view)
        yield from kpi_parent_findings(kpi, view)
    if ENTITY in view.roots:
        yield from page_findings(Region(view.roots[ENTITY], ENTITY), view)
    yield from formula_findings(view)
    yield from loop_findings(view)
    yield from alias_findings(view)
