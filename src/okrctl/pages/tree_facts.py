"""The tree for programs: nodes and edges, as facts, as records and as a graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from okrctl.measure.state import GaugeState, ObjectiveState
from okrctl.pages.document import Cell, Edge, Fact, Graph, Node, Records
from okrctl.pages.facts import cycle_facts, day
from okrctl.pages.header import Basis
from okrctl.pages.lineage import Lineage
from okrctl.pages.words import HEALTH, STATES

RECORD = ("sort", "address", "serves", "state", "progress", "owner", "title")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node with all that is known of it, and the addresses that it serves, each with how."""

    node: Node
    title: str
    state: str = ""
    number: Decimal | None = None
    """Its progress; of a KPI its value."""
    owner: str = ""
    serves: tuple[Edge, ...] = field(default_factory=tuple)


def things(lineage: Lineage) -> Iterator[Thing]:
    """Everything in the tree: mission, pillars, goals with their parts, KPIs, work."""
    settings = lineage.workspace.settings
    top = "mission"
    yield Thing(Node(top, "mission", settings.mission or settings.organization or "Goals"),
                settings.mission or "")  # fmt: skip
    for name, title in settings.strategy.items():
        pillar = f"pillar:{name}"
        yield Thing(Node(pillar, "pillar", f"{name}: {title}"), title,
                    serves=(Edge(pillar, top),))  # fmt: skip
    kpis: dict[str, None] = {}
    for state in lineage.shown.values():
        yield from goal_things(state, lineage, kpis)
    gauges = {gauge.id: gauge for gauge in lineage.state.gauges}
    for name in kpis:
        yield kpi_thing(name, gauges.get(name), lineage)


def goal_things(state: ObjectiveState, lineage: Lineage, kpis: dict[str, None]) -> Iterator[Thing]:
    """An objective, its key results, and the work on it; the KPIs of its key results are noted."""
    address = str(state.address)
    label = f"{state.address.within_cycle}: {state.objective.title}"
    node = Node(address, "objective", label, STATES[state.state][0])
    yield Thing(node, state.objective.title, state.state, state.progress, state.owner,
                tuple(serves(state, lineage)))  # fmt: skip
    for kr in state.key_results:
        part = str(kr.address)
        words = f"#{kr.key_result.id}: {kr.key_result.title}"
        yield Thing(Node(part, "key result", words, STATES[kr.state][0]), kr.key_result.title,
                    kr.state, kr.progress.share, lineage.workspace.owner(kr.key_result),
                    (Edge(part, address, "part of"),))  # fmt: skip
        if kr.key_result.kpi and (kpi := lineage.workspace.kpi(kr.key_result.kpi)):
            kpis[kpi.id] = None
    for name, work in state.objective.initiatives.items():
        its = f"{address}!{name}"
        targets = [f"{address}#{kr}" for kr in work.key_results] or [address]
        known = {str(kr.address) for kr in state.key_results} | {address}
        yield Thing(Node(its, "initiative", work.title), work.title, work.status, None,
                    work.owner or "",
                    tuple(Edge(its, to, "work on") for to in targets if to in known))  # fmt: skip


def serves(state: ObjectiveState, lineage: Lineage) -> Iterator[Edge]:
    """What an objective supports; at the top its pillar, else the mission."""
    address = str(state.address)
    goals = lineage.workspace.parents.get(address, ())
    supported = [str(goal) for goal in goals if str(goal).partition("#")[0] in lineage.shown]
    if supported:
        yield from (Edge(address, goal, "supports") for goal in supported)
    elif address not in lineage.unaligned:
        pillar, strategy = state.objective.pillar, lineage.workspace.settings.strategy
        yield Edge(address, f"pillar:{pillar}" if pillar in strategy else "mission")


def kpi_thing(name: str, gauge: GaugeState | None, lineage: Lineage) -> Thing:
    """A KPI that key results move."""
    address = f"kpi:{name}"
    kpi = lineage.workspace.kpi(name)
    moved = tuple(
        Edge(address, str(kr.address), "measures")
        for state in lineage.shown.values()
        for kr in state.key_results
        if kr.key_result.kpi and lineage.workspace.kpi(kr.key_result.kpi) is kpi
    )
    cycle = lineage.state.cycle.name
    served = (lineage.workspace.parent(text, cycle) for text in (kpi.supports if kpi else ()))
    indicated = tuple(Edge(address, str(goal), "indicates") for goal in served if goal)
    sign = HEALTH[gauge.health][0] if gauge else None
    title, owner = (kpi.title, kpi.owner) if kpi else (name, None)
    return Thing(
        Node(address, "kpi", f"{name}: {title}", sign),
        title,
        gauge.health if gauge else "",
        gauge.latest.value if gauge and gauge.latest else None,
        owner or "",
        moved + indicated,
    )


def graph_of(lineage: Lineage) -> Graph:
    """The tree as a graph: an edge goes from what serves to what is served."""
    found = list(things(lineage))
    known = {thing.node.address for thing in found}
    edges = (edge for thing in found for edge in thing.serves if edge.end in known)
    return Graph(tuple(thing.node for thing in found), tuple(edges))


def records_of(lineage: Lineage) -> Records:
    """A row for each thing in the tree."""
    return Records(RECORD, tuple(row(thing) for thing in things(lineage)))


def row(thing: Thing) -> tuple[Cell, ...]:
    """A thing as a row; a KPI has no progress."""
    share = None if thing.node.sort == "kpi" else thing.number
    serving = " ".join(edge.end for edge in thing.serves)
    return (
        thing.node.sort,
        thing.node.address,
        serving,
        thing.state,
        share,
        thing.owner,
        thing.title,
    )


def tree_facts(lineage: Lineage, basis: Basis) -> dict[str, Fact]:
    """The tree as nodes and edges, and its two gaps by name."""
    settings, found = lineage.workspace.settings, list(things(lineage))
    known = {thing.node.address for thing in found}
    return {
        "organization": settings.organization,
        "vision": settings.vision,
        "mission": settings.mission,
        "as_of": day(lineage.state.as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "cycle": cycle_facts(lineage.state.cycle, lineage.state.as_of),
        "nodes": [
            {
                "address": thing.node.address,
                "sort": thing.node.sort,
                "title": thing.title or None,
                "state": thing.state or None,
                ("value" if thing.node.sort == "kpi" else "progress"): thing.number,
                "owner": thing.owner or None,
            }
            for thing in found
        ],
        "edges": [
            {"from": edge.start, "to": edge.end, "kind": edge.label or "serves"}
            for thing in found
            for edge in thing.serves
            if edge.end in known
        ],
        "supports_nothing": sorted(lineage.unaligned & lineage.shown.keys()),
        "unsupported": sorted(lineage.unsupported),
    }
