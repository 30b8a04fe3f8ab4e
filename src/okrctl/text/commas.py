"""Sentences that a comma broke: in `{title: Contributors, 3% up}` the rest becomes a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler
from okrctl.text.rules import BROKEN_TEXT
from okrctl.text.tree import Node, Scalar


class Pair(NamedTuple):
    """A key and its value; `bare` is a key without a colon and hence without a value."""

    key: Scalar
    value: Node
    bare: bool


def mended(pairs: Iterable[Pair], ruler: Ruler) -> tuple[list[Pair], list[Finding]]:
    """The pairs with every broken text in one piece again, and a finding for each.

    The text is read as it was meant, so that nothing else complains about its rest.
    """
    whole: list[Pair] = []
    rests: list[list[Scalar]] = []
    for pair in pairs:
        if pair.bare and whole and _is_text(whole[-1].value):
            rests[-1].append(pair.key)
        else:
            whole.append(pair)
            rests.append([])
    findings: list[Finding] = []
    for index, rest in enumerate(rests):
        if rest:
            text = _joined(whole[index].value, rest[-1], ruler)
            whole[index] = whole[index]._replace(value=text)
            findings.append(_finding(whole[index].key, rest[0], text))
    return whole, findings


def _is_text(value: Node) -> bool:
    return isinstance(value, Scalar) and value.style == "plain" and value.raw != ""


def _joined(first: Node, last: Scalar, ruler: Ruler) -> Scalar:
    start, end = ruler.bounds(first.span)[0], ruler.bounds(last.span)[1]
    raw = ruler.text[start:end]
    return Scalar(" ".join(raw.split()), raw, "plain", ruler.span(start, end))


def _finding(key: Scalar, rest: Scalar, text: Scalar) -> Finding:
    value = str(text.value)
    return Finding(
        BROKEN_TEXT,
        Span(rest.span.file, *_place(rest), text.span.end_line, text.span.end_column),
        "the comma breaks the text of {key}; {rest} is read as a key without a value",
        {"key": clipped(key.raw), "rest": clipped(rest.raw)},
        help=f"quote it: {quoted(value)}",
        fixes=(Fix((Edit(text.span, quoted(value)),), f"reads {quoted(value)} as one text"),),
    )


def _place(node: Scalar) -> tuple[int, int]:
    return node.span.line, node.span.column
