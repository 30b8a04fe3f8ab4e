"""Holes: values that somebody still has to write, and keys without a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.load.reading.spots import Reached, span_of
from okrctl.load.rules import PLACEHOLDER, WRONG_TYPE
from okrctl.text.places import Path, key_text
from okrctl.text.tree import Mapping, Node, Scalar, Sequence

_PLACEHOLDER = re.compile(r"\s*(?:TODO|TBD|tbd|FIXME|XXX|\?{2,}|<[^<>]*>|TODO:.*)\s*", re.DOTALL)
_FIRST = frozenset("TtFX?< \t")

_ASKED = {
    "to": "a person sets Y: which value do you want to reach?",
    "count": "a person sets Y: how many do you want to reach?",
    "change_by": "a person sets Y: by how much shall it change?",
    "from": "write the value it has now, or unknown",
    "title": "say it in one sentence",
    "owner": "name one person",
}


def is_placeholder(value: object) -> bool:
    """Whether a whole text stands for something that is still to be written."""
    return (
        isinstance(value, str) and value[:1] in _FIRST and _PLACEHOLDER.fullmatch(value) is not None
    )


def holes(
    node: Node, path: Path, key: Scalar | None, entity: str
) -> Iterator[tuple[Path, Finding]]:
    """Every placeholder and every empty value below a node, with the path to it."""
    match node:
        case Mapping():
            for name, value in node.pairs:
                yield from holes(value, (*path, key_text(name)), name, entity)
        case Sequence():
            for index, item in enumerate(node.items):
                yield from holes(item, (*path, index), None, entity)
        case Scalar() if node.value is None:
            yield path, _finding(node, path, key, entity, empty=True)
        case Scalar() if is_placeholder(node.value):
            yield path, _finding(node, path, key, entity, empty=False)


def _finding(node: Scalar, path: Path, key: Scalar | None, entity: str, *, empty: bool) -> Finding:
    field = dotted(path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    asked = _ASKED.get(name, "write it, or drop the key")
    span = span_of(Reached(node, key, whole=True))
    if empty:
        return Finding(
            WRONG_TYPE, span, "{field} has no value", {"field": field}, entity, field, asked
        )
    args: dict[str, str | int] = {"field": field, "text": " ".join(str(node.value).split())[:40]}
    return Finding(PLACEHOLDER, span, "{field} is still {text}", args, entity, field, asked)


def dotted(path: Path) -> str:
    """A path as messages name it: `key_results.bugs.to`, `supports[1]`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
