"""Edits of a goal file: new text spliced in at exact places, and proved by reading it again.

Nothing is ever written anew: each function here computes `Edit`s from the nodes of a source, and
every byte outside their spans stays as it is. `proved` shows that they change nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence as SequenceOf

from okrctl.errors import UsageError
from okrctl.findings import Edit, Span
from okrctl.text.lines import line_end
from okrctl.text.nodes import read
from okrctl.text.places import Data, Path, at, key_at, plain
from okrctl.text.quoting import quote
from okrctl.text.ruler import BOM, LINE_END, Ruler
from okrctl.text.rules import EMPTY_FILE
from okrctl.text.tree import Mapping, Node, Scalar, Sequence, Source

__all__ = [
    "EditRefused",
    "append_item",
    "insert_key",
    "plain_with",
    "proved",
    "quote",
    "rename_key",
    "same",
    "set_value",
    "splice",
]

_STEP = 2
"""How deep a file without any nesting is indented."""


class EditRefused(UsageError):
    """An edit would not do what it should, so that nothing is written."""


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit done. Insertions at one place come in the order given.

    Raises:
        EditRefused: two edits overlap.
    """
    ruler = Ruler("", text)
    cuts = sorted(
        ((*ruler.bounds(edit.span), edit.text) for edit in edits), key=lambda cut: cut[:2]
    )
    pieces: list[str] = []
    done = 0
    for start, end, new in cuts:
        if start < done:
            raise EditRefused("two changes overlap", "make them one after the other")
        pieces += (text[done:start], new)
        done = end
    return "".join((*pieces, text[done:]))


def set_value(source: Source, path: Path, yaml_text: str) -> tuple[Edit, ...]:
    """The edits that put a YAML text in place of the value at `path`, or add the key."""
    node = at(source.root, path)
    if node is None:
        return insert_key(source, path[:-1], str(path[-1]), yaml_text)
    if _is_absent(node):
        return (Edit(node.span, f" {yaml_text}"),)
    key = key_at(source.root, path)
    if isinstance(node, Sequence) and key and node.span.column <= key.span.column:
        return (Edit(node.span, " " * _STEP + yaml_text),)
    return (Edit(node.span, yaml_text),)


def insert_key(source: Source, path: Path, key: str, yaml_text: str) -> tuple[Edit, ...]:
    """The edits that add `key: yaml_text` as the last entry of the mapping at `path`.

    A mapping that is not there yet is added too. Further lines of `yaml_text` are indented with
    the key; the style, the indentation and the line end are those of the file.
    """
    entry = _pair(key, yaml_text)
    mapping = at(source.root, path)
    match mapping:
        case Mapping(flow=True):
            return _into_brackets(source, mapping, [value for _, value in mapping.pairs], entry)
        case Mapping():
            return _below(source, mapping.span, mapping.span.column - 1, entry)
        case None if not path:
            return _at_the_end(source, entry)
        case None:
            return insert_key(source, path[:-1], str(path[-1]), _inner(source, path[:-1], entry))
        case Scalar(value=None):
            return _first(source, path, mapping, entry)
    raise _refused(source, path, "mapping")


def append_item(source: Source, path: Path, yaml_text: str) -> tuple[Edit, ...]:
    """The edits that add a YAML text as the last item of the list at `path`, or begin the list."""
    items = at(source.root, path)
    match items:
        case Sequence(flow=True):
            return _into_brackets(source, items, items.items, yaml_text)
        case Sequence():
            return _below(source, items.span, items.span.column - 1, f"- {yaml_text}")
        case None if path:
            return insert_key(source, path[:-1], str(path[-1]), f"[{yaml_text}]")
        case Scalar(value=None):
            return set_value(source, path, f"[{yaml_text}]")
    raise _refused(source, path, "list")


def rename_key(source: Source, path: Path, key: str) -> tuple[Edit, ...]:
    """The edit that gives the key at the end of `path` another name."""
    old = key_at(source.root, path)
    if old is None:
        raise _refused(source, path, "key")
    return (Edit(old.span, quote(key)),)


def plain_with(root: Node | None, path: Path, value: Data) -> Data:
    """The plain data of a file with another value at `path`: what `proved` is told to expect.

    Mappings on the way are made where they are missing; the index behind the last item appends.
    """
    return _with(plain(root), path, value)


def proved(source: Source, edits: Iterable[Edit], expect: Data) -> str:
    """The text of the file with the edits done, proved by reading it again.

    Its plain data must be `expect`, it must hold every comment it held, and no new error.

    Raises:
        EditRefused: it does not; nothing was written.
    """
    text = splice(source.text, edits)
    after = read(text.encode(), source.file)
    new_errors = _errors(after) - _errors(source)
    if new_errors:
        raise EditRefused(
            f"the change would break {source.file}: {min(new_errors)}",
            f"edit {source.file} by hand",
        )
    if not same(plain(after.root), expect):
        raise EditRefused(
            f"the change would alter more of {source.file} than it should",
            f"edit {source.file} by hand",
        )
    if Counter(c.text for c in source.comments) - Counter(c.text for c in after.comments):
        raise EditRefused(
            f"the change would delete a comment of {source.file}",
            f"edit {source.file} by hand",
        )
    return text


def same(one: Data, other: Data) -> bool:
    """Whether two plain data are equal; unlike in Python, true is not 1."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
        case _:
            return isinstance(one, bool) == isinstance(other, bool) and one == other


def _with(data: Data, path: Path, value: Data) -> Data:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        child = data[step] if step < len(data) else None
        return [*data[:step], _with(child, rest, value), *data[step + 1 :]]
    known = data if isinstance(data, dict) else {}
    return {**known, str(step): _with(known.get(str(step)), rest, value)}


def _errors(source: Source) -> Counter[str]:
    return Counter(
        finding.message for finding in source.findings if finding.rule.severity == "error"
    )


def _refused(source: Source, path: Path, kind: str) -> EditRefused:
    where = ".".join(map(str, path)) or "the file"
    return EditRefused(
        f"{source.file}: there is no {kind} at {where}", f"edit {source.file} by hand"
    )


def _pair(key: str, yaml_text: str) -> str:
    blank = "" if yaml_text.startswith("\n") else " "
    return f"{quote(key)}:{blank}{yaml_text}"


def _inner(source: Source, path: Path, entry: str) -> str:
    """A mapping of one entry, as the value of a key that is added at `path`."""
    if _in_brackets(source.root, path):
        return f"{{{entry}}}"
    step = "\n" + " " * _step(source.root)
    return step + entry.replace("\n", step)


def _first(source: Source, path: Path, absent: Scalar, entry: str) -> tuple[Edit, ...]:
    """The edits that put the first entry below a key that has no value yet."""
    key = key_at(source.root, path)
    if key is None or not _is_absent(absent) or _in_brackets(source.root, path[:-1]):
        return set_value(source, path, f"{{{entry}}}")
    return _below(source, absent.span, key.span.column - 1 + _step(source.root), entry)


def _below(source: Source, span: Span, indent: int, entry: str) -> tuple[Edit, ...]:
    """A new line below the line where `span` ends."""
    ruler = Ruler(source.file, source.text)
    offset = line_end(source.text, ruler.bounds(span)[1])
    line = _line_end(source.text) + " " * indent
    return (Edit(ruler.span(offset, offset), line + entry.replace("\n", line)),)


def _into_brackets(
    source: Source, node: Node, inside: SequenceOf[Node], entry: str
) -> tuple[Edit, ...]:
    """An item behind the last one inside brackets."""
    ruler = Ruler(source.file, source.text)
    if inside:
        offset = ruler.bounds(inside[-1].span)[1]
        entry = (" , " if _is_absent(inside[-1]) else ", ") + entry
    else:
        offset = ruler.bounds(node.span)[0] + 1
    return (Edit(ruler.span(offset, offset), entry),)


def _at_the_end(source: Source, entry: str) -> tuple[Edit, ...]:
    """The first entry of a file that holds nothing but comments."""
    if _errors(source) - Counter(f.message for f in source.findings if f.rule is EMPTY_FILE):
        raise EditRefused(f"{source.file} cannot be read", f"mend {source.file} first")
    end, text = len(source.text), source.text
    line = _line_end(text)
    begin = line if text.removeprefix(BOM) and text[-1] not in "\r\n" else ""
    span = Ruler(source.file, text).span(end, end)
    return (Edit(span, begin + entry.replace("\n", line) + line),)


def _is_absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style == "plain" and node.raw == ""


def _in_brackets(root: Node | None, path: Path) -> bool:
    """Whether the value at `path` is, or stands in, a list or mapping in brackets."""
    nodes = (at(root, path[:length]) for length in range(len(path) + 1))
    return any(isinstance(node, Mapping | Sequence) and node.flow for node in nodes)


def _step(root: Node | None) -> int:
    """How many spaces the file indents by."""
    if isinstance(root, Mapping) and not root.flow:
        for key, value in root.pairs:
            if isinstance(value, Mapping) and not value.flow:
                return value.span.column - key.span.column
    return _STEP


def _line_end(text: str) -> str:
    """The line end of a file, that of its first line."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"
