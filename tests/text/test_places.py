"""From paths to nodes."""

from __future__ import annotations

from okrctl.text.places import at, key_at, line_of, plain
from okrctl.text.tree import Scalar
from text.reading import source

TEXT = "\ufeffa:\r\n  - b: 1\r\n  - {2026-10-31: x}\r\n"


def test_a_path_is_keys_and_positions() -> None:
    """Keys are text, positions count from 0, and the empty path is the root."""
    found = source(TEXT)
    node = at(found.root, ("a", 1, "2026-10-31"))
    assert isinstance(node, Scalar)
    assert (node.value, node.span.line, node.span.column) == ("x", 3, 18)
    assert at(found.root, ()) is found.root


def test_a_path_that_leads_nowhere_has_no_node() -> None:
    """Neither a missing key, nor a position out of range, nor a step into a scalar raises."""
    root = source(TEXT).root
    wrong: list[tuple[str | int, ...]] = [("b",), ("a", 2), ("a", -1), ("a", "x"), ("a", 0, "b", 0)]
    assert [at(root, path) for path in wrong] == [None] * 5
    assert at(None, ("a",)) is None
    assert plain(None) is None


def test_a_key_has_its_own_place() -> None:
    """A list item has no key, and the root has none."""
    root = source(TEXT).root
    key = key_at(root, ("a", 0, "b"))
    assert key is not None
    assert (key.span.line, key.span.column) == (2, 5)
    assert key_at(root, ("a", 0)) is None
    assert key_at(root, ()) is None


def test_a_line_is_shown_without_its_end_and_mark() -> None:
    """What an excerpt prints; beyond the file there is nothing."""
    found = source(TEXT)
    assert [line_of(found, number) for number in (1, 2, 4, 5, 0)] == ["a:", "  - b: 1", "", "", ""]
