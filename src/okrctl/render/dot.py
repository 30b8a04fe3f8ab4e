"""Graphs in the language of Graphviz. No label is HTML, and none holds an escape of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from okrctl.pages.blocks import Role
from okrctl.pages.document import Document, Edge, Node
from okrctl.render.escape import for_terminal
from okrctl.render.formats import Look
from okrctl.render.glyphs import SIGNS

SHAPES: Mapping[str, str] = {
    "mission": "ellipse", "pillar": "ellipse", "kpi": "hexagon", "initiative": "note",
    "key result": "plain",
}  # fmt: skip
COLOURS: Mapping[Role, str] = {
    "good": "#0969da", "warn": "#d29922", "bad": "#a40e4c", "quiet": "#57606a",
}  # fmt: skip


def render(document: Document, **_: Unpack[Look]) -> str:
    """The graph of a document; nothing where it has none."""
    if document.graph is None:
        return ""
    lines = ["digraph okrs {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    lines += (f"  {node_line(node)}" for node in document.graph.nodes)
    lines += (f"  {edge_line(edge)}" for edge in document.graph.edges)
    return "".join(f"{line}\n" for line in (*lines, "}"))


def node_line(node: Node) -> str:
    """`"kpi:mrr" [label="mrr", shape=hexagon];`."""
    role = SIGNS[node.sign][2] if node.sign else "plain"
    shape = f", shape={SHAPES[node.sort]}" if node.sort in SHAPES else ""
    colour = f', color="{COLOURS[role]}"' if role in COLOURS else ""
    return f"{quoted(node.address)} [label={quoted(node.label)}{shape}{colour}];"


def edge_line(edge: Edge) -> str:
    """`"a" -> "b" [label="supports"];`."""
    named = [f"label={quoted(edge.label)}"] if edge.label else []
    named += ["style=dashed"] if edge.dashed else []
    attributes = f" [{', '.join(named)}]" if named else ""
    return f"{quoted(edge.start)} -> {quoted(edge.end)}{attributes};"


def quoted(words: str) -> str:
    """Words as a string of the language."""
    safe = for_terminal(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'
