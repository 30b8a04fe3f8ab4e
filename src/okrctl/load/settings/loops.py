"""Loops: whether something is above itself, as a path that can be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def loops(above: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Loops of a graph, each as the path from a node back to it; not every one that there is.

    Without the edges that end them, the graph has no loop any more. Walked without recursion,
    since a chain of goals may be long.
    """
    done: set[str] = set()
    for start in above:
        way: list[str] = []
        on_way: set[str] = set()
        waiting: list[tuple[str, bool]] = [(start, True)]
        while waiting:
            node, entering = waiting.pop()
            if not entering:
                on_way.discard(way.pop())
                done.add(node)
                continue
            if node in on_way:
                yield (*way[way.index(node) :], node)
                continue
            if node in done:
                continue
            way.append(node)
            on_way.add(node)
            waiting.append((node, False))
            waiting.extend((parent, True) for parent in reversed(above.get(node, ())))
