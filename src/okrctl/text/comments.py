"""Comments with their places, found beside the nodes without reading the file again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from okrctl.findings import Edit, Finding, Fix
from okrctl.text.lines import line_end, line_start
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler
from okrctl.text.rules import CUT_BY_HASH, OVER_A_LIMIT
from okrctl.text.tree import Comment

MAX_COMMENTS = 20_000
"""The most comments of one file."""

_WORD = re.compile(r"#\w(?!krctl:)")


def comments(ruler: Ruler, opaque: Sequence[tuple[int, int]], end: int) -> tuple[Comment, ...]:
    """The comments before offset `end`; a `#` inside an `opaque` stretch is none.

    One more than the limit at most, so that it can be told.
    """
    return tuple(islice(_comments(ruler, opaque, end), MAX_COMMENTS + 1))


def too_many(found: Sequence[Comment]) -> list[Finding]:
    """A finding for the first comment over the limit."""
    return [
        Finding(
            OVER_A_LIMIT,
            comment.span,
            "more than {most} comments in one file",
            {"most": MAX_COMMENTS},
            help="split it",
        )
        for comment in found[MAX_COMMENTS:]
    ]


def _comments(ruler: Ruler, opaque: Sequence[tuple[int, int]], end: int) -> Iterator[Comment]:
    text = ruler.text
    starts = [start for start, _ in opaque]
    start = text.find("#", 0, end)
    while start >= 0:
        behind = start + 1
        covering = bisect_right(starts, start) - 1
        if covering >= 0 and start < opaque[covering][1]:
            behind = opaque[covering][1]
        elif not start or text[start - 1] in " \t\r\n":
            behind = line_end(text, start)
            alone = not text[line_start(text, start) : start].strip()
            yield Comment(text[start + 1 : behind].strip(), ruler.span(start, behind), alone)
        start = text.find("#", behind, end)


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
