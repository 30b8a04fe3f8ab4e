"""A goal's file as its fields by path, so that two versions can be told apart field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrctl.load.paths import GoalFile, KpiFile, place
from okrctl.text import nodes
from okrctl.text.places import Data, plain

Key = tuple[str, ...]
"""The path of a field; an item of a list is `- item`, since its position is no name."""
Flat = Mapping[Key, str]
"""What each field says, as text; a number keeps the digits that were typed."""


def flat(data: bytes, path: str) -> Flat | None:
    """The fields of a version; none where it is no YAML that can be read."""
    source = nodes.read(data, path)
    return None if source.root is None else dict(_fields(plain(source.root), ()))


def _fields(data: Data, path: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _fields(value, (*path, key))
    elif isinstance(data, list) and data:
        for item in data:
            yield (*path, f"- {item}"), str(item)
    else:
        yield path, "" if data is None else str(data)


def likeness(one: Flat, other: Flat) -> float:
    """The share of fields, 0 to 1, that say the same in both."""
    same = sum(other.get(key) == value for key, value in one.items())
    return same / max(len(one), len(other), 1)


def entity_of(path: str, key: Key) -> str:
    """The address of the goal or key result that a field belongs to; the path for settings."""
    what = place(path)
    if not isinstance(what, GoalFile | KpiFile):
        return path
    if key[:1] == ("key_results",) and len(key) > 1:
        return f"{what.address}#{key[1]}"
    return str(what.address)
