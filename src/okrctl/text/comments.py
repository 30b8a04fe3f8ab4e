"""Comments with their places, found beside the nodes without reading the file again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from okrctl.findings import Edit, Finding, Fix
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler
from okrctl.text.rules import CUT_BY_HASH
from okrctl.text.tree import Comment

_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")
_WORD = re.compile(r"#\w(?!krctl:)")


def comments(ruler: Ruler, opaque: Sequence[tuple[int, int]], end: int) -> tuple[Comment, ...]:
    """The comments before offset `end`; a `#` inside an `opaque` stretch is none."""
    return tuple(_comments(ruler, opaque, end))


def _comments(ruler: Ruler, opaque: Sequence[tuple[int, int]], end: int) -> Iterator[Comment]:
    starts = [start for start, _ in opaque]
    offset = 0
    while match := _COMMENT.search(ruler.text, offset, end):
        offset = match.end()
        covering = bisect_right(starts, match.start()) - 1
        if covering >= 0 and match.start() < opaque[covering][1]:
            offset = opaque[covering][1]
            continue
        line, _ = ruler.place(match.start())
        alone = not ruler.text[ruler.starts[line - 1] : match.start()].strip()
        yield Comment(match[0][1:].strip(), ruler.span(match.start(), match.end()), alone)


def cut_texts(ruler: Ruler, found: Sequence[Comment], plain: Mapping[int, int]) -> list[Finding]:
    """A finding for each comment that touches its first word and stands behind a plain text.

    `plain` maps the offset where such a text ends to where it begins.
    """
    return [
        _finding(ruler, *bounds, plain)
        for comment in found
        if not comment.alone
        and _WORD.match(ruler.text, (bounds := ruler.bounds(comment.span))[0])
        and _before(ruler.text, bounds[0]) in plain
    ]


def _before(text: str, offset: int) -> int:
    """Where the text before a comment ends."""
    while text[offset - 1] in " \t":
        offset -= 1
    return offset


def _finding(ruler: Ruler, start: int, end: int, plain: Mapping[int, int]) -> Finding:
    cut = _before(ruler.text, start)
    begin = plain[cut] if plain[cut] < cut else start
    whole = ruler.text[begin:end].rstrip()
    kept = ruler.text[begin:cut] if begin < cut else ""
    return Finding(
        CUT_BY_HASH,
        ruler.span(start, end),
        "the # cuts the text: {kept} is read, {lost} is not",
        {"kept": clipped(kept) or "nothing", "lost": clipped(ruler.text[start:end])},
        help="quote the text, or put a space behind the # of a comment",
        fixes=(
            Fix(
                (Edit(ruler.span(begin, begin + len(whole)), quoted(whole)),),
                f"reads {clipped(quoted(whole))} as the text",
            ),
        ),
    )
