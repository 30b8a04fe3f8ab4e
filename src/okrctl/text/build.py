"""Events to nodes: a stack of open lists and mappings, fed one event after the other.

The builder takes from a parser only what all parsers agree on, and measures the rest itself. What
it refuses is a finding; at a limit it stops.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Mapped
from typing import Protocol

from okrctl.findings import Finding, Span
from okrctl.text import refusals
from okrctl.text.commas import Pair, mended
from okrctl.text.escapes import unsafe_escapes
from okrctl.text.guard import REPLACEMENT, UNSAFE
from okrctl.text.ruler import Ruler
from okrctl.text.scalars import meaning
from okrctl.text.tree import Mapping, Node, Plain, Scalar, Sequence, Style

MAX_DEPTH = 32
"""The deepest nesting of lists and mappings."""

MAX_NODES = 20_000
"""The most scalars, lists and mappings of one file."""

# Possessive, so that no text makes them go back and try again.
_TO_DASH = re.compile(r"(?:\s|#[^\r\n]*+)*+-")
_TO_NEXT = re.compile(r"(?:[\s,]|#[^\r\n]*+)*+")
_TO_COLON = re.compile(r"[ \t]*:")
_LINE_END = re.compile(r"[\r\n]|\Z")
_DIRECTIVE = re.compile(r"(?:\A|[\r\n])%")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)*+")


class Mark(Protocol):
    """A place as parsers give it: an offset, and line and column from 0."""

    index: int
    line: int
    column: int


class Stop(Exception):
    """A limit is reached, and nothing more of the file is read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Open:
    """A list or mapping whose end was not seen yet."""

    __slots__ = (
        *("begin", "start", "last", "end", "mapping", "flow"),
        *("items", "pairs", "keys", "key", "dropped"),
    )

    def __init__(self, begin: Span, start: int, *, mapping: bool, flow: bool) -> None:
        self.begin = begin
        self.start = start
        self.last = begin
        """The span of what was read last in it."""
        self.end = start
        """The offset behind what was read last in it."""
        self.mapping = mapping
        self.flow = flow
        self.items: list[Node] = []
        self.pairs: list[Pair] = []
        self.keys: dict[str, Span] = {}
        self.key: Scalar | None = None
        """The key that waits for its value."""
        self.dropped = False
        """Whether that key was refused, so that its value is left out."""


class Builder:
    """The nodes and findings of one text."""

    def __init__(self, file: str, body: str, mends: Mapped[int, str]) -> None:
        self.file = file
        self.body = body
        self.mends = mends
        """Characters that the body holds otherwise than the file, so that it could be parsed."""
        self.ruler = Ruler(file, body)
        self.restart()

    def restart(self) -> None:
        """Forget everything that was told."""
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self.opaque: list[tuple[int, int]] = []
        """Where quoted and block texts lie, in order: a `#` in them is no comment."""
        self.plain_from: dict[int, int] = {}
        """The offset where a plain text ends, to the one where it begins."""
        self._stack: list[_Open] = []
        self._count = 0

    @property
    def bracket(self) -> int:
        """The offset of the innermost bracket that is open; -1 for none."""
        return self._stack[-1].start if self._stack and self._stack[-1].flow else -1

    def document(self, start: Mark, *, first: bool) -> None:
        """A document begins; a second one ends the reading."""
        if not first:
            raise Stop(refusals.second_document(self._span(start, start)))
        found = _DIRECTIVE.search(self.body, 0, start.index + 1)
        if found:
            self.findings.append(refusals.directive(self.ruler.span(found.end() - 1, found.end())))

    def decorated(self, start: Mark, tag: str | None, anchor: str | None) -> None:
        """An anchor or a tag may stand before the next node."""
        if anchor or tag:
            self.findings += refusals.decorations(self._span(start, start), tag, anchor)

    def alias(self, name: str, start: Mark, end: Mark) -> None:
        """An alias stands in place of a node; its name is kept as text."""
        span = self._span(start, end)
        self.findings.append(refusals.alias(span, name))
        node = Scalar(f"*{name}", f"*{name}", "plain", span)
        if self._wants_key():
            self._refuse_key(node, end.index)
        else:
            self._put(node, end.index)

    def scalar(self, value: str, style: Style, start: Mark, end: Mark) -> None:
        """A scalar was read."""
        self._counted(start)
        if style != "plain":
            self._written(value, style, start, end)
        elif start.index == end.index:
            self._absent()
        else:
            self._plain(value, start, end)

    def open(self, start: Mark, *, mapping: bool, flow: bool) -> None:
        """A list or mapping begins."""
        self._counted(start)
        span = self._span(start, start)
        if len(self._stack) == MAX_DEPTH:
            raise Stop(refusals.too_deep(span, MAX_DEPTH))
        self._stack.append(_Open(span, start.index, mapping=mapping, flow=flow))

    def close(self, end: Mark) -> None:
        """The innermost list or mapping ends: where its bracket does, or its last child."""
        top = self._stack.pop()
        begin, last, offset = top.begin, top.last, top.end
        to = (last.end_line, last.end_column)
        if top.flow:
            to, offset = (end.line + 1, end.column + 1), end.index
        span = Span(self.file, begin.line, begin.column, *to)
        node = self._closed(top, span)
        if self._wants_key():
            kind = "mapping" if top.mapping else "list"
            self.findings.append(refusals.odd_key(span, kind))
            self._refuse_key(node, offset)
        else:
            self._put(node, offset)

    def _span(self, start: Mark, end: Mark) -> Span:
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _counted(self, mark: Mark) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise Stop(refusals.too_many(self._span(mark, mark), MAX_NODES))

    def _plain(self, value: str, start: Mark, end: Mark) -> None:
        begin, behind = start.index, end.index
        if self.body[begin] in "&!":
            begin = self._behind_properties(begin, behind)
            span = self.ruler.span(begin, behind)
        else:
            span = self._span(start, end)
        raw = self.body[begin:behind]
        if self.mends:
            value, raw = self._restored(value, raw, begin, behind)
        self.plain_from[behind] = begin
        if self._wants_key():
            self._key(Scalar(value, raw, "plain", span), behind)
        else:
            self._put(Scalar(self._meant(value, span), raw, "plain", span), behind)

    def _written(self, value: str, style: Style, start: Mark, end: Mark) -> None:
        """A scalar in quotes or as a block, which ends with its last line of text."""
        begin, behind = start.index, end.index
        if self.body[begin] in "&!":
            begin = self._behind_properties(begin, behind)
        if style in {"literal", "folded"}:
            raw = self.body[begin:behind].rstrip()
            behind = begin + len(raw)
            header = _LINE_END.search(raw)
            self.opaque.append((begin + header.start() if header else behind, behind))
        else:
            raw = self.body[begin + 1 : behind - 1]
            self.opaque.append((begin, behind))
        if self.mends:
            value, raw = self._restored(value, raw, begin, behind)
        if style == "double" and "\\" in raw and UNSAFE.search(value):
            self.findings += unsafe_escapes(self.ruler, begin + 1, raw)
            value = UNSAFE.sub(REPLACEMENT, value)
        node = Scalar(value, raw, style, self.ruler.span(begin, behind))
        if self._wants_key():
            self._key(node, behind)
        else:
            self._put(node, behind)

    def _absent(self) -> None:
        """A value that is not there stands behind its colon or dash, whatever the parser says."""
        if not self._stack:
            return
        top = self._stack[-1]
        if self._wants_key():
            gap = _TO_NEXT.match(self.body, top.end)
            offset = gap.end() if gap else top.end
            self.findings.append(refusals.no_key(self.ruler.span(offset, offset)))
            top.dropped = True
            return
        sign = (_TO_COLON if top.mapping else _TO_DASH).match(self.body, top.end)
        offset = sign.end() if sign else top.end
        self.plain_from[offset] = offset
        node = Scalar(None, "", "plain", self.ruler.span(offset, offset))
        self._put(node, offset, bare=top.mapping and not sign)

    def _behind_properties(self, begin: int, behind: int) -> int:
        properties = _PROPERTIES.match(self.body, begin, behind)
        return properties.end() if properties else begin

    def _restored(self, value: str, raw: str, start: int, end: int) -> tuple[str, str]:
        """Value and raw text with the characters that stand in the file."""
        for offset in sorted(self.mends):
            if start <= offset < end:
                value = value.replace(REPLACEMENT, self.mends[offset], 1)
                raw = raw.replace(REPLACEMENT, self.mends[offset], 1)
        return value, raw

    def _meant(self, text: str, span: Span) -> Plain:
        means = meaning(text)
        if problem := refusals.misread(text, means, span):
            self.findings.append(problem)
        elif "://" in text and self.bracket >= 0:
            self.findings.append(refusals.bare_address(text, span))
        return means.value

    def _wants_key(self) -> bool:
        if not self._stack:
            return False
        top = self._stack[-1]
        return top.mapping and top.key is None and not top.dropped

    def _key(self, key: Scalar, end: int) -> None:
        """A key waits for its value, or is refused."""
        top = self._stack[-1]
        text = str(key.value)
        if key.style == "plain" and text == "<<":
            self.findings.append(refusals.merge_key(key.span))
            self._refuse_key(key, end)
        elif text in top.keys:
            self.findings.append(refusals.duplicate(key, top.keys[text]))
            self._refuse_key(key, end)
        else:
            top.keys[text] = key.span
            top.key, top.last, top.end = key, key.span, end
            means = meaning(text)
            if key.style == "plain" and means.elsewhere:
                self.findings.append(refusals.ambiguous(text, means.elsewhere, key.span))

    def _refuse_key(self, node: Node, end: int) -> None:
        top = self._stack[-1]
        top.dropped, top.last, top.end = True, node.span, end

    def _put(self, node: Node, end: int, *, bare: bool = False) -> None:
        """The node becomes the root, an item, or the value of the key that waits for one."""
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is not None:
            top.pairs.append(Pair(top.key, node, bare=bare))
            top.key = None
        else:
            top.dropped = False
        top.last, top.end = node.span, end

    def _closed(self, top: _Open, span: Span) -> Node:
        if not top.mapping:
            return Sequence(tuple(top.items), top.flow, span)
        pairs = top.pairs
        if top.flow and any(pair.bare for pair in pairs):
            pairs, findings = mended(pairs, self.ruler)
            self.findings += findings
        return Mapping(tuple((pair.key, pair.value) for pair in pairs), top.flow, span)
