"""Events to nodes: a stack of open lists and mappings, fed one event after the other.

The builder takes from a parser only what all parsers agree on, and measures the rest itself. What
it refuses is a finding; at a limit it stops.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Mapped
from typing import Protocol

from okrctl.findings import Edit, Finding, Fix, Rule, Span
from okrctl.text.commas import Pair, mended
from okrctl.text.escapes import unsafe_escapes
from okrctl.text.guard import REPLACEMENT, UNSAFE
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler
from okrctl.text.rules import (
    AMBIGUOUS_SCALAR,
    BEYOND_PLAIN_YAML,
    BROKEN_TEXT,
    DOES_NOT_PARSE,
    DUPLICATE_KEY,
    OVER_A_LIMIT,
)
from okrctl.text.scalars import MAX_DIGITS, meaning
from okrctl.text.tree import Mapping, Node, Plain, Scalar, Sequence, Style

MAX_DEPTH = 32
"""The deepest nesting of lists and mappings."""

MAX_NODES = 20_000
"""The most scalars, lists and mappings of one file."""

_INSTEAD = {
    **{word: f", or {word}" for word in ("true", "false", "null")},
    **dict.fromkeys(("infinity", "not a number"), "; a number is finite"),
}
_GAP = r"(?:\s|#[^\r\n]*)*"
_TO_DASH = re.compile(_GAP + "-")
_TO_COLON = re.compile(r"[ \t]*:")
_TO_NEXT = re.compile(r"(?:[\s,]|#[^\r\n]*)*")
_LINE_END = re.compile(r"[\r\n]|\Z")
_DIRECTIVE = re.compile(r"(?:\A|[\r\n])%")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)*")


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
        "dropped",
        "end",
        "flow",
        "items",
        "key",
        "keys",
        "last",
        "mapping",
        "pairs",
        "start",
    )

    def __init__(self, start: Span, offset: int, *, mapping: bool, flow: bool) -> None:
        self.last = start
        """The span of what was read last in it; at first a span that begins where it begins."""
        self.start = offset
        self.end = offset
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
        self._stack: list[tuple[_Open, Span]] = []
        self._count = 0

    def refuse(self, rule: Rule, span: Span, template: str, help_: str = "", **args: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(rule, span, template, args, help=help_))

    def span(self, start: Mark, end: Mark) -> Span:
        """The span between two marks."""
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    @property
    def bracket(self) -> int:
        """The offset of the innermost bracket that is open; -1 for none."""
        top = self._stack[-1][0] if self._stack else None
        return top.start if top and top.flow else -1

    # What a parser tells.

    def document(self, start: Mark, *, first: bool) -> None:
        """A document begins; a second one ends the reading."""
        span = self.span(start, start)
        if not first:
            says = "a second document begins here"
            raise Stop(Finding(BEYOND_PLAIN_YAML, span, says, help="a file holds one document"))
        if _DIRECTIVE.search(self.body, 0, start.index + 1):
            self.refuse(BEYOND_PLAIN_YAML, span, "a directive", "delete the line")

    def decorated(self, start: Mark, tag: str | None, anchor: str | None) -> None:
        """An anchor or a tag may stand before the next node."""
        if not anchor and not tag:
            return
        for kind, name, sign in (("anchor", anchor, "&"), ("tag", tag, "!")):
            if name:
                self.refuse(
                    BEYOND_PLAIN_YAML,
                    self.span(start, start),
                    "{kind} {name}",
                    f"write the value out, or quote a text that begins with `{sign}`",
                    kind=kind,
                    name=clipped(name),
                )

    def alias(self, name: str, start: Mark, end: Mark) -> None:
        """An alias stands in place of a node; its name is kept as text."""
        span = self.span(start, end)
        self.refuse(
            BEYOND_PLAIN_YAML,
            span,
            "alias *{name}",
            "write the value out, or quote a text that begins with `*`",
            name=clipped(name),
        )
        self._put(Scalar(f"*{name}", f"*{name}", "plain", span), end.index)

    def scalar(self, value: str, style: Style, start: Mark, end: Mark) -> None:
        """A scalar was read."""
        self._counted(start)
        if style == "plain":
            self._plain(value, start, end)
        else:
            self._written(value, style, start, end)

    def open(self, start: Mark, *, mapping: bool, flow: bool) -> None:
        """A list or mapping begins."""
        self._counted(start)
        span = self.span(start, start)
        if len(self._stack) == MAX_DEPTH:
            raise Stop(
                Finding(
                    OVER_A_LIMIT,
                    span,
                    "nesting > {most} at {line}:{column}",
                    {"most": MAX_DEPTH, "line": span.line, "column": span.column},
                    help="write it flatter, or quote a text that begins with a bracket",
                )
            )
        self._stack.append((_Open(span, start.index, mapping=mapping, flow=flow), span))

    def close(self, end: Mark) -> None:
        """The innermost list or mapping ends."""
        top, start = self._stack.pop()
        last = top.last
        if top.flow:
            to, offset = (end.line + 1, end.column + 1), end.index
        else:
            to, offset = (last.end_line, last.end_column), top.end
        span = Span(self.file, start.line, start.column, *to)
        if not top.mapping:
            self._put(Sequence(tuple(top.items), top.flow, span), offset)
            return
        pairs = top.pairs
        if top.flow and any(pair.bare for pair in pairs):
            pairs, findings = mended(pairs, self.ruler)
            self.findings.extend(findings)
        self._put(Mapping(tuple((p.key, p.value) for p in pairs), top.flow, span), offset)

    # What becomes of it.

    def _counted(self, mark: Mark) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise Stop(
                Finding(
                    OVER_A_LIMIT,
                    self.span(mark, mark),
                    "more than {most} values in one file",
                    {"most": MAX_NODES},
                    help="split it",
                )
            )

    def _plain(self, value: str, start: Mark, end: Mark) -> None:
        begin = start.index
        if begin == end.index:
            self._empty(start)
            return
        if self.body[begin] in "&!":
            begin = min(_PROPERTIES.match(self.body, begin, end.index).end(), end.index)  # type: ignore[union-attr]
            span = self.ruler.span(begin, end.index)
        else:
            span = self.span(start, end)
        raw = self.body[begin : end.index]
        if self.mends:
            value, raw = self._restored(value, raw, begin, end.index)
        self.plain_from[end.index] = begin
        if self._wants_key():
            self._key(Scalar(value, raw, "plain", span), end.index)
            return
        self._put(Scalar(self._meant(value, raw, span), raw, "plain", span), end.index)

    def _written(self, value: str, style: Style, start: Mark, end: Mark) -> None:
        begin, behind = start.index, end.index
        if self.body[begin] in "&!":
            begin = _PROPERTIES.match(self.body, begin, behind).end()  # type: ignore[union-attr]
        if style in {"literal", "folded"}:
            raw = self.body[begin:behind].rstrip()
            behind = begin + len(raw)
            self.opaque.append((_LINE_END.search(raw).start() + begin, behind))  # type: ignore[union-attr]
            span = self.ruler.span(begin, behind)
        else:
            raw = self.body[begin + 1 : behind - 1]
            self.opaque.append((begin, behind))
            span = self.span(start, end) if begin == start.index else self.ruler.span(begin, behind)
        if self.mends:
            value, raw = self._restored(value, raw, begin, behind)
        if style == "double" and "\\" in raw and UNSAFE.search(value):
            self.findings.extend(unsafe_escapes(self.ruler, begin + 1, raw))
            value = UNSAFE.sub(REPLACEMENT, value)
        node = Scalar(value, raw, style, span)
        if self._wants_key():
            self._key(node, behind)
        else:
            self._put(node, behind)

    def _empty(self, mark: Mark) -> None:
        """A value that is not there stands behind its colon or dash, whatever the parser says."""
        top = self._stack[-1][0] if self._stack else None
        if top is None:
            self.root = None
            return
        if self._wants_key():
            offset = _TO_NEXT.match(self.body, top.end).end()  # type: ignore[union-attr]
            self.refuse(
                DOES_NOT_PARSE,
                self.ruler.span(offset, offset),
                "a value without a key",
                "write the key before the colon",
            )
            top.dropped = True
            return
        sign = (_TO_COLON if top.mapping else _TO_DASH).match(self.body, top.end)
        offset = sign.end() if sign else top.end
        self.plain_from[offset] = offset
        node = Scalar(None, "", "plain", self.ruler.span(offset, offset))
        self._put(node, offset, bare=top.mapping and not sign)

    def _restored(self, value: str, raw: str, start: int, end: int) -> tuple[str, str]:
        """Value and raw text with the characters that stand in the file."""
        for offset in sorted(self.mends):
            if start <= offset < end:
                value = value.replace(REPLACEMENT, self.mends[offset], 1)
                raw = raw.replace(REPLACEMENT, self.mends[offset], 1)
        return value, raw

    def _meant(self, value: str, raw: str, span: Span) -> Plain:
        means = meaning(value)
        if means.elsewhere:
            self._ambiguous(value, means.elsewhere, span)
        elif means.digits:
            self.findings.append(
                Finding(
                    OVER_A_LIMIT,
                    span,
                    "a number of {digits} digits; at most {most} are read",
                    {"digits": means.digits, "most": MAX_DIGITS},
                    help="round it, or quote it where text is meant",
                )
            )
        elif "://" in raw and self._stack and self._stack[-1][0].flow:
            self.findings.append(
                Finding(
                    BROKEN_TEXT,
                    span,
                    "the address {text} is not quoted inside brackets",
                    {"text": clipped(raw)},
                    help=f"quote it: {clipped(quoted(value))}",
                    fixes=(Fix((Edit(span, quoted(value)),), "quote the address", safe=True),),
                )
            )
        return means.value

    def _ambiguous(self, text: str, elsewhere: str, span: Span) -> None:
        self.findings.append(
            Finding(
                AMBIGUOUS_SCALAR,
                span,
                "{text} is read as text; another YAML reader takes it for {elsewhere}",
                {"text": clipped(text), "elsewhere": elsewhere},
                help=f'write "{clipped(text)}" for the text' + _INSTEAD.get(elsewhere, ""),
                fixes=(Fix((Edit(span, quoted(text)),), "quote the text", safe=True),),
            )
        )

    def _wants_key(self) -> bool:
        if not self._stack:
            return False
        top = self._stack[-1][0]
        return top.mapping and top.key is None and not top.dropped

    def _key(self, key: Scalar, end: int) -> None:
        top = self._stack[-1][0]
        top.last, top.end = key.span, end
        text = str(key.value)
        top.dropped = True
        if key.style == "plain" and text == "<<":
            self.refuse(
                BEYOND_PLAIN_YAML, key.span, "merge key <<", "write the keys out in this place"
            )
        elif text in top.keys:
            self._duplicate(key, top.keys[text])
        else:
            top.keys[text] = key.span
            top.key = key
            top.dropped = False
            means = meaning(text) if key.style == "plain" else None
            if means and means.elsewhere:
                self._ambiguous(text, means.elsewhere, key.span)

    def _duplicate(self, key: Scalar, first: Span) -> None:
        self.findings.append(
            Finding(
                DUPLICATE_KEY,
                key.span,
                "{key} is already given in line {line}",
                {"key": clipped(str(key.value)), "line": first.line},
                help="keep one of the two",
                related=((first, "the first one"),),
            )
        )

    def _put(self, node: Node, end: int, *, bare: bool = False) -> None:
        """The node becomes the root, an item, or the value of the key that waits for one."""
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1][0]
        if self._wants_key():
            self._odd_key(node)
            top.dropped = True
        elif not top.mapping:
            top.items.append(node)
        elif top.key is not None:
            top.pairs.append(Pair(top.key, node, bare=bare))
            top.key = None
        else:
            top.dropped = False
        top.last, top.end = node.span, end

    def _odd_key(self, node: Node) -> None:
        if isinstance(node, Scalar):  # an alias, which is a finding already
            return
        self.refuse(
            DOES_NOT_PARSE,
            node.span,
            "a {kind} cannot be a key",
            "a key is one word or text; quote a text that begins with a bracket",
            kind="list" if isinstance(node, Sequence) else "mapping",
        )
