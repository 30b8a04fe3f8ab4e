"""Places without a second parse: a field is looked up in the nodes of its file when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okrctl.findings import Span
from okrctl.load.entries.journals import Line
from okrctl.load.entries.journals import span_of as line_span
from okrctl.load.places import Path
from okrctl.load.reading.spots import reach, span_of
from okrctl.text.places import key_text
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Node, Sequence

Key = tuple[str, Path]


@dataclass(frozen=True, slots=True)
class FieldPlaces(Mapping[Key, Span]):
    """The span of each field by address and path, from the root nodes by address."""

    roots: Mapping[str, Node]

    def __getitem__(self, key: Key) -> Span:
        """The span of a field that its file writes."""
        address, path = key
        objective, _, key_result = address.partition("#")
        steps = ("key_results", key_result, *path) if key_result else path
        reached = reach(self.roots[objective], steps)
        if not reached.whole:
            raise KeyError(key)
        if key_result and not path and reached.key is not None:
            return reached.key.span
        return span_of(reached)

    def __iter__(self) -> Iterator[Key]:
        """Every field of every file, in their order."""
        for address, root in self.roots.items():
            for path in paths(root):
                yield address, path
                if path[:1] == ("key_results",) and path[1:]:
                    yield f"{address}#{path[1]}", path[2:]

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class EntrySpans(Mapping[str, Span]):
    """The line of each entry by its id."""

    lines: Mapping[str, Line]

    def __getitem__(self, key: str) -> Span:
        """The line of an entry."""
        return line_span(self.lines[key])

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self.lines)

    def __len__(self) -> int:
        """How many entries have a line."""
        return len(self.lines)


def paths(node: Node) -> Iterator[Path]:
    """The path of a node and of everything below it; positions in lists are text."""
    yield ()
    if isinstance(node, MappingNode):
        for key, value in node.pairs:
            yield from ((key_text(key), *rest) for rest in paths(value))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from ((str(index), *rest) for rest in paths(item))
