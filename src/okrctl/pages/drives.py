"""What drives what among the KPIs: a graph of its own. `okrctl tree --kpis`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from okrctl.measure.gauges import Gauges
from okrctl.measure.influence import Influence
from okrctl.model.kpi import Kpi
from okrctl.pages.blocks import (
    Block,
    Branch,
    Gap,
    Heading,
    Line,
    Mark,
    Next,
    Prose,
    Run,
    Tree,
    line,
)
from okrctl.pages.document import Document, Edge, Fact, Graph, Node, Records
from okrctl.pages.facts import day, gauge_facts
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.influences import ROLES, influence_facts
from okrctl.pages.numbers import NONE, amount
from okrctl.pages.words import HEALTH

SCHEMA = "okrctl.drives/1"
RECORD = ("driver", "driven", "after", "effect", "strength", "changes", "verdict")


def drives_page(gauges: Gauges, basis: Basis | None = None) -> Document:
    """Every declared link between KPIs with its verdict, drivers above what they drive."""
    basis = basis or Basis()
    workspace, as_of = gauges.values.workspace, gauges.values.as_of
    links = [found for kpi in workspace.kpis for found in gauges.influences(kpi)]
    whose = workspace.settings.organization or workspace.settings.name or "KPIs"
    head = line(Run(f"{whose}: what drives what", "strong"), aside=rests_on(as_of, basis))
    branches = tuple(Thicket(gauges, links).branches())
    blocks: tuple[Block, ...] = (
        Heading(head),
        Tree(line("KPIs"), branches) if branches else Prose(
            "No KPI is said to drive another: write drives: in a KPI's file."),
        Gap(),
        Next(("okrctl kpis --influence", "okrctl kpis --all")),
    )  # fmt: skip
    facts: dict[str, Fact] = {
        "organization": workspace.settings.organization,
        "as_of": day(as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "kpis": [gauge_facts(gauges.state(kpi), workspace) for kpi in workspace.kpis],
        "drives": [influence_facts(found) for found in links],
    }
    rows = tuple((f"kpi:{found.driver}", f"kpi:{found.driven}", found.drive.lag,
                  found.drive.effect, found.drive.strength, found.changes, found.verdict)
                 for found in links)  # fmt: skip
    return Document(SCHEMA, facts, Records(RECORD, rows), blocks, graph_of(gauges, links))


def graph_of(gauges: Gauges, links: list[Influence]) -> Graph:
    """Every KPI, and an edge a link; what the data does not show is dashed."""
    nodes = tuple(
        Node(str(kpi.address), "kpi", f"{kpi.id}: {kpi.title}",
             HEALTH[gauges.state(kpi).health][0])
        for kpi in gauges.values.workspace.kpis
    )  # fmt: skip
    edges = tuple(
        Edge(f"kpi:{found.driver}", f"kpi:{found.driven}", words(found),
             dashed=found.verdict != "supported")
        for found in links
    )  # fmt: skip
    return Graph(nodes, edges)


def words(found: Influence) -> str:
    """`3 weeks, opposite, supported`."""
    parts = (found.drive.lag or "", found.drive.effect, found.verdict)
    return ", ".join(part for part in parts if part)


@dataclass
class Thicket:
    """A tree of KPIs as it grows; what two of them drive hangs from both and goes on from one."""

    gauges: Gauges
    links: list[Influence]
    grown: set[str] = field(default_factory=set)

    def branches(self) -> Iterator[Branch]:
        """First what nothing drives, then what only drives in a circle."""
        named = {found.driver for found in self.links}
        driven = {found.driven for found in self.links}
        kpis = [kpi for kpi in self.gauges.values.workspace.kpis if kpi.id in named]
        for kpi in (*(k for k in kpis if k.id not in driven), *kpis):
            if kpi.id not in self.grown:
                yield self.branch(kpi, Line())

    def branch(self, kpi: Kpi, how: Line) -> Branch:
        """A KPI, how it is driven, and what it drives where it is shown first."""
        first = kpi.id not in self.grown
        self.grown.add(kpi.id)
        state = self.gauges.state(kpi)
        value = NONE if state.latest is None else amount(state.latest.value, kpi.unit)
        label = line(Mark(HEALTH[state.health][0]), f" {kpi.id}  {value}")
        below = tuple(self.below(kpi)) if first else ()
        return Branch(label, aside=how, below=below)

    def below(self, kpi: Kpi) -> Iterator[Branch]:
        """What a KPI drives."""
        for found in (found for found in self.links if found.driver == kpi.id):
            driven = self.gauges.values.workspace.kpi(found.driven)
            after = f"after {found.drive.lag}, " if found.drive.lag else ""
            how = line(f"◂ {after}{found.drive.effect} way: ",
                       Run(found.verdict, ROLES[found.verdict]))  # fmt: skip
            if driven is not None:
                yield self.branch(driven, how)
