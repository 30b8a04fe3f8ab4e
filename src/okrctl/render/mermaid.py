"""Graphs as Mermaid flowcharts, which forges and wikis draw. No label is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Unpack

from okrctl.pages.blocks import Role
from okrctl.pages.document import Document, Edge, Graph, Node
from okrctl.render.escape import for_terminal
from okrctl.render.formats import Look
from okrctl.render.glyphs import SIGNS

SHAPES: Mapping[str, tuple[str, str]] = {
    "mission": ("([", "])"),
    "pillar": ("([", "])"),
    "key result": ("(", ")"),
    "kpi": ("{{", "}}"),
    "initiative": (">", "]"),
}
"""How each sort of node is drawn; what is not here is a box."""
STYLES: Mapping[Role, str] = {
    "good": "stroke:#0969da", "warn": "stroke:#d29922", "bad": "stroke:#a40e4c,stroke-width:3px",
    "quiet": "stroke:#57606a,stroke-dasharray:3 3",
}  # fmt: skip
UNSAFE = re.compile(r"[^\w .,:()/→≥≤–·%-]")
"""What could mean something to Mermaid or to the page around it."""


def render(document: Document, **_: Unpack[Look]) -> str:
    """The graph of a document; no line where it has none."""
    return "" if document.graph is None else flowchart(document.graph)


def flowchart(graph: Graph) -> str:
    """A graph as a flowchart, line by line."""
    names = {node.address: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    lines += (f"  {box(node, names[node.address])}" for node in graph.nodes)
    lines += (f"  {arrow(edge, names)}" for edge in graph.edges)
    lines += (f"  classDef {role} {style}" for role, style in STYLES.items())
    lines += (f"  {each}" for each in classes(graph.nodes, names))
    return "".join(f"{line}\n" for line in lines)


def box(node: Node, name: str) -> str:
    """`n3["company/trust: Customers trust us"]`."""
    before, after = SHAPES.get(node.sort, ("[", "]"))
    return f'{name}{before}"{text(node.label)}"{after}'


def arrow(edge: Edge, names: Mapping[str, str]) -> str:
    """`n1 -->|"supports"| n0`."""
    line = "-.->" if edge.dashed else "-->"
    label = f'|"{text(edge.label)}"|' if edge.label else ""
    return f"{names[edge.start]} {line}{label} {names[edge.end]}"


def classes(nodes: tuple[Node, ...], names: Mapping[str, str]) -> Iterator[str]:
    """The nodes of each state."""
    roles = {node.address: SIGNS[node.sign][2] for node in nodes if node.sign}
    for role in STYLES:
        of_role = [names[address] for address, its in roles.items() if its == role]
        if of_role:
            yield f"class {','.join(of_role)} {role}"


def text(words: str) -> str:
    """Words with everything that could mean something as its number: `#35;`."""
    return UNSAFE.sub(lambda found: f"#{ord(found[0])};", for_terminal(words))
