"""Spots: from a field's path to the place in a file that a message points at."""

from __future__ import annotations

from typing import NamedTuple

from okrctl.findings import Span
from okrctl.text.places import Path
from okrctl.text.tree import Mapping, Node, Scalar, Sequence


class Reached(NamedTuple):
    """How far a path leads into a file: the last node, its key if it has one, and if it ended."""

    node: Node
    key: Scalar | None
    whole: bool


def reach(root: Node, path: Path) -> Reached:
    """The node at a path, or the last one on the way to it.

    Where a file may write one thing in place of a list of one, its position leads nowhere further;
    positions may be text.
    """
    node, key = root, None
    for step in path:
        if isinstance(step, int) and not isinstance(node, Sequence):
            continue
        match node:
            case Mapping():
                for name, value in node.pairs:
                    if name.value == step:
                        key, node = name, value
                        break
                else:
                    return Reached(node, key, whole=False)
            case Sequence():
                position = int(step) if str(step).isdecimal() else len(node.items)
                if position >= len(node.items):
                    return Reached(node, key, whole=False)
                key, node = None, node.items[position]
            case Scalar():
                return Reached(node, key, whole=False)
    return Reached(node, key, whole=True)


def spot(root: Node, path: Path) -> Span:
    """Where a message about a field points: at its value, or at its key where that is a block."""
    return span_of(reach(root, path))


def span_of(reached: Reached) -> Span:
    """The value of what was reached, or its key where the value is a block or nothing."""
    node, key, _ = reached
    if key is not None and (_is_block(node) or _is_empty(node)):
        return key.span
    if isinstance(node, Mapping) and _is_block(node) and node.pairs:
        return node.pairs[0][0].span
    return node.span


def key_spot(root: Node, path: Path) -> Span:
    """Where a key stands; the value where it has none."""
    reached = reach(root, path)
    return reached.key.span if reached.key is not None else span_of(reached)


def _is_block(node: Node) -> bool:
    return not isinstance(node, Scalar) and not node.flow


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.raw == "" and node.style == "plain"
