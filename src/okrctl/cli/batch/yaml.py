"""Rows of YAML: a list of mappings, or a mapping of what is said to each key result."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.cli.batch.rows import Cell, Place, Problem, Row, Rows
from okrctl.findings import Span
from okrctl.text.nodes import read
from okrctl.text.places import key_text, plain
from okrctl.text.tree import Mapping, Node, Scalar, Sequence

SHAPE = "a list of mappings, or a mapping for each key result"


def rows(text: str) -> Rows:
    """The mappings of the text as rows; what is none is a problem."""
    source = read(text.encode(), "")
    problems = [
        Problem(_at(one.span), one.message, one.help)
        for one in source.findings
        if one.weight == "error"
    ]
    if problems or source.root is None:
        return Rows((), problems)
    found: list[Row] = []
    for name, node in _items(source.root):
        if isinstance(node, Mapping):
            found.append(_row(name, node))
        else:
            problems.append(Problem(_at(node.span), "this is no mapping", f"write {SHAPE}"))
    return Rows(found, problems)


def _items(root: Node) -> Iterator[tuple[Scalar | None, Node]]:
    match root:
        case Sequence():
            yield from ((None, item) for item in root.items)
        case Mapping():
            yield from root.pairs
        case _:
            yield None, root


def _row(name: Scalar | None, node: Mapping) -> Row:
    cells = {} if name is None else {"kr": Cell(key_text(name), _at(name.span), typed=True)}
    for key, value in node.pairs:
        said = plain(value)
        if said is not None:
            cells[key_text(key)] = Cell(said, _at(value.span), typed=True)
    return Row(_at(node.span if name is None else name.span), cells)


def _at(span: Span) -> Place:
    return Place(span.line, span.column)
