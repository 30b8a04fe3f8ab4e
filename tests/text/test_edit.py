"""Edits spliced into a file, and proved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.findings import Edit, Span
from okrctl.text.edit import (
    EditRefused,
    append_item,
    insert_key,
    plain_with,
    proved,
    rename_key,
    same,
    set_value,
    splice,
)
from okrctl.text.places import Path, at, key_at, plain
from okrctl.text.quoting import quote
from okrctl.text.ruler import Ruler
from text.reading import data, source

GOAL = """\
# the goal
title:   'Calm releases'   # why not
tags: [calm,  quiet]
key_results:
    bugs:
        from: 10 # last quarter
        to: 0
    soc2: |
        The report
        is published

supports:
- company/trust
plan: { 2026-10-31: 66 }
empty:
"""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("title",), "'Calm releases'", '"Quiet"'),
        (("tags", 1), "quiet", "loud"),
        (("tags",), "[calm,  quiet]", "[]"),
        (("key_results", "bugs", "to"), "to: 0", "to: 1"),
        (("key_results", "soc2"), "|\n        The report\n        is published", "Done"),
        (("plan", "2026-10-31"), "66", "67"),
        (("supports", 0), "company/trust", "company/calm"),
        (("empty",), "empty:", "empty: 5"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_y10_a_value_is_set_and_nothing_else(
    path: Path, old: str, new: str, end: str, mark: str
) -> None:
    """Comments, quotes, indentation, line ends and the mark stay as they are."""
    text = mark + GOAL.replace("\n", end)
    value = new.rpartition(": ")[2]
    found = source(text)
    after = splice(text, set_value(found, path, value))
    assert after == text.replace(old.replace("\n", end), new, 1)
    expected = plain_with(found.root, path, data(value))
    assert proved(found, set_value(found, path, value), expected) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\nb: 2 # x", (), "a: 1\nb: 2 # x\nk: v"),
        ("a: 1\r\n# end\r\n", (), "a: 1\r\nk: v\r\n# end\r\n"),
        ("a:\n    b: 1\nc: 2\n", ("a",), "a:\n    b: 1\n    k: v\nc: 2\n"),
        ("a: {b: 1}\n", ("a",), "a: {b: 1, k: v}\n"),
        ("a: {b: }\n", ("a",), "a: {b: , k: v }\n"),
        ("a: {} # x\n", ("a",), "a: {k: v} # x\n"),
        ("a: # x\nb: 1\n", ("a",), "a: # x\n  k: v\nb: 1\n"),
        ("a: null\n", ("a",), "a: {k: v}\n"),
        ("a:\n- b: 1\n- c: 2\n", ("a", 0), "a:\n- b: 1\n  k: v\n- c: 2\n"),
        ("a: |\n  text\n\n\nb: 1\n", (), "a: |\n  text\n\n\nb: 1\nk: v\n"),
        ("b:\n   c: 1\n", ("new",), "b:\n   c: 1\nnew:\n   k: v\n"),
        ("a: {b: 1}\n", ("a", "new"), "a: {b: 1, new: {k: v}}\n"),
        ("a: 1\n", ("new", "deep"), "a: 1\nnew:\n  deep:\n    k: v\n"),
        ("# only", (), "# only\nk: v\n"),
        ("", (), "k: v\n"),
    ],
)
def test_a_key_is_added_in_the_style_of_the_file(before: str, path: Path, after: str) -> None:
    """It is the last of its mapping; a mapping that is missing is begun."""
    found = source(before)
    edits = insert_key(found, path, "k", "v")
    assert splice(before, edits) == after
    assert proved(found, edits, plain_with(found.root, (*path, "k"), "v")) == after


def test_an_entry_of_several_lines_is_indented() -> None:
    """Its further lines follow the key, with the line end of the file."""
    before = "a:\r\n  b: 1\r\n"
    edits = insert_key(source(before), ("a",), "k", "\n  x: 1\n  y: 2")
    assert splice(before, edits) == "a:\r\n  b: 1\r\n  k:\r\n    x: 1\r\n    y: 2\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [x] # y\n", "a: [x, v] # y\n"),
        ("a: []\n", "a: [v]\n"),
        ("a:\n- x\nb: 1\n", "a:\n- x\n- v\nb: 1\n"),
        ("a:\n   - x: 1\n     y: 2\n", "a:\n   - x: 1\n     y: 2\n   - v\n"),
        ("a:\n", "a: [v]\n"),
        ("a: ~\n", "a: [v]\n"),
        ("b: 1\n", "b: 1\na: [v]\n"),
    ],
)
def test_an_item_is_appended_in_the_style_of_the_list(before: str, after: str) -> None:
    """It is the last; a list that is missing is begun."""
    found = source(before)
    items = plain(at(found.root, ("a",)))
    expected = plain_with(found.root, ("a",), [*(items if isinstance(items, list) else []), "v"])
    assert proved(found, append_item(found, ("a",), "v"), expected) == after


def test_a_list_beside_its_key_is_replaced_below_it() -> None:
    """A value must be deeper than its key; a list may stand beside it."""
    found = source("a:\n- x\n- y\nb: 1\n")
    assert splice(found.text, set_value(found, ("a",), "z")) == "a:\n  z\nb: 1\n"


def test_a_value_without_a_key_adds_the_key() -> None:
    """Setting what is not there yet is adding it."""
    found = source("a: {b: 1}\n")
    assert splice(found.text, set_value(found, ("a", "c"), "2")) == "a: {b: 1, c: 2}\n"


def test_a_key_is_renamed() -> None:
    """Only the key changes, and it is quoted where it must be."""
    found = source("a: {old: 1} # old\n")
    assert splice(found.text, rename_key(found, ("a", "old"), "12")) == 'a: {"12": 1} # old\n'


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: 1\n", lambda found: insert_key(found, ("a",), "k", "v")),
        ("a: 1\n", lambda found: append_item(found, ("a",), "v")),
        ("a: 1\n", lambda found: rename_key(found, ("b",), "c")),
        ("- a\n", lambda found: insert_key(found, (), "k", "v")),
        ("a: [\n", lambda found: insert_key(found, (), "k", "v")),
    ],
)
def test_an_edit_that_fits_nothing_is_refused(text: str, edit: object) -> None:
    """A scalar is no mapping, a file that cannot be read is mended first."""
    assert callable(edit)
    with pytest.raises(EditRefused) as refused:
        edit(source(text))
    assert refused.value.next_step


def test_overlapping_edits_are_refused() -> None:
    """Two changes of one place cannot both be meant."""
    edits = (Edit(Span("f", 1, 1, 1, 3), "x"), Edit(Span("f", 1, 2, 1, 4), "y"))
    with pytest.raises(EditRefused):
        splice("abcd", edits)


def test_insertions_at_one_place_keep_their_order() -> None:
    """The first given comes first."""
    here = Span("f", 1, 2, 1, 2)
    assert splice("ad", (Edit(here, "b"), Edit(here, "c"))) == "abcd"


@pytest.mark.parametrize(
    ("text", "value", "says"),
    [
        ("a: 1\nb: 2\n", "x\nb: 3", "break"),
        ("a: 1\nb: 2\n", "x\nc: 3", "alter more"),
        ("a: 1\nb: 2\n", "{", "break"),
        ("a: 1\nb: 2\n", "true", "alter more"),
        ("a:\n  # lost\n  - x # y\n  - z\n", "new", "delete a comment"),
    ],
)
def test_what_is_not_proved_is_refused(text: str, value: str, says: str) -> None:
    """A new error, another value than expected, or a comment that would be lost."""
    found = source(text)
    expected = 1 if value == "true" else value
    with pytest.raises(EditRefused, match=says):
        proved(found, set_value(found, ("a",), value), plain_with(found.root, ("a",), expected))


def test_true_is_not_one() -> None:
    """Plain data are compared with their types, unlike in Python."""
    assert not same({"a": [True]}, {"a": [1]})
    assert not same({"a": 1}, {"b": 1})
    assert not same([1], [1, 2])
    assert same({"a": 1, "b": [None]}, {"b": [None], "a": 1})


keys = st.sampled_from(["a", "b", "c d", "yes", "1"])
scalars = st.sampled_from(["1", "2.5", "x", '"q # q"', "'s'", "true", "", "x y"])
flows = st.recursive(
    scalars.filter(bool),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(keys.map(quote), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=4,
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """A block mapping with comments, blank lines and any indentation."""
    indent = " " * draw(st.sampled_from([2, 4])) * depth
    lines = []
    for key in draw(st.lists(keys, min_size=1, max_size=3, unique=True)):
        note = draw(st.sampled_from(["", "  # note", "\n", f"\n{indent}# alone"]))
        if depth < 2 and draw(st.booleans()):
            lines.append(f"{indent}{quote(key)}:{note}\n{draw(blocks(depth=depth + 1))}")
        else:
            lines.append(f"{indent}{quote(key)}: {draw(st.one_of(scalars, flows))}{note}")
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(blocks(), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_editing_never_reformats(text: str, pick: st.DataObject, end: str) -> None:
    """Whatever the file looks like, a new value changes its span and its path, nothing else."""
    text = text.replace("\n", end)
    found = source(text)
    if any(finding.weight == "error" for finding in found.findings):
        return  # two depths of indentation that do not fit
    paths = [path for path in _paths(plain(found.root)) if path]
    path = pick.draw(st.sampled_from(paths))
    node = at(found.root, path)
    assert node is not None
    start, end_ = Ruler("", text).bounds(node.span)
    if "#" in text[start:end_] and "\n" in text[start:end_]:
        return  # a comment inside would be lost, which `proved` refuses
    after = proved(found, set_value(found, path, "new"), plain_with(found.root, path, "new"))
    assert after[:start] == text[:start]
    assert after.endswith(text[end_:])
    key = key_at(found.root, path)
    if key is not None:
        renamed = splice(text, rename_key(found, path, "other"))
        assert len(renamed) == len(text) + len("other") - len(
            text[slice(*Ruler("", text).bounds(key.span))]
        )


def _paths(tree: object, path: Path = ()) -> list[Path]:
    inside: list[tuple[str | int, object]] = []
    if isinstance(tree, dict):
        inside = list(tree.items())
    elif isinstance(tree, list):
        inside = list(enumerate(tree))
    return [path, *(found for step, child in inside for found in _paths(child, (*path, step)))]
