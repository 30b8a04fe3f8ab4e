"""Graphs as Mermaid and DOT: every node and edge once, and no label that means anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.pages.document import Document, Edge, Graph, Node
from okrctl.render.escape import is_unseen
from okrctl.render.formats import FORMATS, forms_of, render
from render.pages_to_draw import PAGES

UGLY = '"`#;&<>[](){}|\\\n\r\t%-->:::@!\x1b\u202e客🚀'
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(UGLY)), max_size=30)
OPENING = r"\(\[|\(|\{\{|>|\["
CLOSING = r"\]\)|\)|\}\}|\]"
LABEL = r'"(?:[^"#]|#\d+;)*"'
MERMAID_NODE = re.compile(rf"  n\d+(?:{OPENING}){LABEL}(?:{CLOSING})")
MERMAID_EDGE = re.compile(rf"  n(\d+) (?:-->|-\.->)(?:\|{LABEL}\|)? n(\d+)")
MERMAID_STYLE = re.compile(r"  class(?:Def)? [a-z0-9,]+ [\w:#,\- ]+")
STRING = r'"(?:[^"\\]|\\["\\])*"'
DOT_NODE = re.compile(rf'  {STRING} \[label={STRING}(?:, shape=\w+)?(?:, color="#[0-9a-f]+")?\];')
DOT_EDGE = re.compile(
    rf"  {STRING} -> {STRING}(?: \[(?:label={STRING})?(?:, )?(?:style=dashed)?\])?;"
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph, whatever its labels and addresses say."""
    names = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    sorts = st.sampled_from(["mission", "objective", "key result", "kpi", "initiative"])
    signs = st.sampled_from([None, "good", "bad", "nothing"])
    nodes = tuple(Node(f"{n}{name}", draw(sorts), draw(TEXT), draw(signs))  # type: ignore[arg-type]
                  for n, name in enumerate(names))  # fmt: skip
    ends = st.sampled_from([node.address for node in nodes])
    edges = draw(st.lists(st.builds(Edge, ends, ends, TEXT, st.booleans()), max_size=6))
    return Graph(nodes, tuple(edges))


def unsafe(text: str) -> set[str]:
    """What must not be in an output."""
    return {character for character in text if is_unseen(character) and character != "\n"}


@given(graphs())
def test_mermaid_has_one_line_a_node_and_an_edge(graph: Graph) -> None:
    """Nothing in a label ends its string, starts another node, or is an entity of its own."""
    text = render(Document("x/1", graph=graph), "mermaid")
    head, *lines = text.splitlines()
    styles = [line for line in lines if MERMAID_STYLE.fullmatch(line)]
    nodes = [line for line in lines if MERMAID_NODE.fullmatch(line)]
    edges = [found for line in lines if (found := MERMAID_EDGE.fullmatch(line))]
    assert head == "flowchart LR"
    assert (len(nodes), len(edges)) == (len(graph.nodes), len(graph.edges))
    assert len(lines) == len(nodes) + len(edges) + len(styles)
    order = [node.address for node in graph.nodes]
    assert [(int(found[1]), int(found[2])) for found in edges] == [
        (order.index(edge.start), order.index(edge.end)) for edge in graph.edges
    ]
    assert not unsafe(text)


@given(graphs())
def test_dot_has_one_statement_a_node_and_an_edge(graph: Graph) -> None:
    """No label ends its string, is HTML, or holds an escape of Graphviz."""
    text = render(Document("x/1", graph=graph), "dot")
    first, rank, style, *lines, last = text.splitlines()
    assert (first, rank, last) == ("digraph okrs {", "  rankdir=LR;", "}")
    assert style.startswith("  node [")
    nodes = [line for line in lines if DOT_NODE.fullmatch(line)]
    edges = [line for line in lines if DOT_EDGE.fullmatch(line)]
    assert (len(nodes), len(edges)) == (len(graph.nodes), len(graph.edges))
    assert len(lines) == len(nodes) + len(edges)
    assert not unsafe(text)


@pytest.mark.parametrize("page", ["tree", "tree-kpis"])
def test_every_edge_of_a_page_ends_at_a_node(page: str) -> None:
    """The graph of a page is whole: no address twice, no end that is no node."""
    graph = PAGES[page]().graph
    assert graph is not None
    addresses = [node.address for node in graph.nodes]
    assert len(addresses) == len(set(addresses))
    assert {end for edge in graph.edges for end in (edge.start, edge.end)} <= set(addresses)
    assert len(graph.edges) > 5


def test_only_a_graph_takes_the_forms_of_graphs() -> None:
    """Other documents have the forms that every command offers."""
    assert forms_of(PAGES["status"]()) == FORMATS
    assert {"mermaid", "dot"} == forms_of(PAGES["tree"]()).keys() - FORMATS.keys()


def test_what_the_data_does_not_show_is_dashed() -> None:
    """Of the links between KPIs only the supported one is a whole line."""
    text = render(PAGES["tree-kpis"](), "dot")
    whole = [line for line in text.splitlines() if "->" in line and "dashed" not in line]
    assert whole == ['  "kpi:first-response" -> "kpi:csat" [label="3 weeks, opposite, supported"];']
