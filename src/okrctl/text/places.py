"""From a path to a node and back to plain data. A path is keys and list positions from the root."""

from __future__ import annotations

from okrctl.text.ruler import Ruler
from okrctl.text.tree import Mapping, Node, Plain, Scalar, Sequence, Source

Path = tuple[str | int, ...]

Data = Plain | list["Data"] | dict[str, "Data"]
"""Plain data: scalars, lists, and dicts with text as keys."""


def plain(node: Node | None) -> Data:
    """The plain data of a node; none for no node."""
    match node:
        case None:
            return None
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key_text(key): plain(value) for key, value in node.pairs}


def key_text(key: Scalar) -> str:
    """The key as text, which it always is."""
    return str(key.value)


def at(root: Node | None, path: Path) -> Node | None:
    """The node at a path, or none where the path leads nowhere."""
    node = root
    for step in path:
        node = _child(node, step)
    return node


def key_at(root: Node | None, path: Path) -> Scalar | None:
    """The key that a path ends with, as it stands in the file; none for a list item."""
    parent = at(root, path[:-1]) if path else None
    if not isinstance(parent, Mapping):
        return None
    return next((key for key, _ in parent.pairs if key_text(key) == str(path[-1])), None)


def line_of(source: Source, number: int) -> str:
    """The text of a line without its end; empty where there is no such line."""
    return Ruler(source.file, source.text).line(number)


def _child(node: Node | None, step: str | int) -> Node | None:
    match node:
        case Mapping():
            return next((value for key, value in node.pairs if key_text(key) == str(step)), None)
        case Sequence() if isinstance(step, int) and 0 <= step < len(node.items):
            return node.items[step]
        case _:
            return None
