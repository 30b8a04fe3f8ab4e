"""Why a text is no YAML, in plain words, and what to type instead.

A parser says what it expected; a person wants to know what is wrong. Each row of `_CAUSES` gives
one complaint of the parser to a function that looks at the text. Where the break is one character,
the diagnosis says how to go on without it, so that the rest of the file is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.text import causes
from okrctl.text.causes import Cause, Failure
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler

_CAUSES: tuple[tuple[str, Callable[[Failure, str], Cause | None]], ...] = (
    ("that cannot start any token", causes.no_token),
    ("found unexpected end of stream|document separator", causes.unclosed_quote),
    ("unknown escape character", causes.unknown_escape),
    ("escape sequence of", causes.short_escape),
    ("impossible escape", causes.impossible_escape),
    ("chomping or indentation|indentation indicator|comment or a line break", causes.block_header),
    ("follow up line", causes.block_indent),
    ("directive|incompatible YAML|duplicate tag handle", causes.directive),
    ("alphabetic or numeric|expected '!'|expected ' '|URI|tag handle|expected '>'", causes.marked),
    ("", causes.decoration),
    ("alphabetic or numeric|expected a digit|expected ' '", causes.directive),
    ("mapping values are not allowed", causes.second_colon),
    ("mapping values are not allowed|expected ':'", causes.no_space),
    ("mapping values are not allowed", causes.too_deep),
    ("could not find expected ':'", causes.no_key),
    ("expected ',' or", causes.unclosed_bracket),
    ("expected <block end>", causes.block_end),
    ("(?:sequence entries|mapping keys) are not allowed", causes.list_item),
    ("expected the node content", causes.no_value),
    ("<document start>|document end marker", causes.after_the_end),
)
"""What parsers say, and who can tell why, tried in this order."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding, and how to go on: put this character at this offset."""

    finding: Finding
    mend: tuple[int, str] | None = None


def diagnose(failure: Failure, ruler: Ruler) -> Diagnosis:
    """The finding for a failure of the parser."""
    cause = _cause(failure, ruler.text)
    help_, fixes = cause.help, tuple[Fix, ...]()
    if cause.quotes:
        text = quoted(ruler.text[slice(*cause.quotes)])
        help_ = help_ or f"quote it: {clipped(text)}"
        fixes = (Fix((Edit(ruler.span(*cause.quotes), text),), "quote the text", safe=True),)
    elif cause.edit:
        start, end, text = cause.edit
        fixes = (Fix((Edit(ruler.span(start, end), text),), help_, safe=True),)
    related = () if cause.opened < 0 else ((_point(ruler, cause.opened), "opened here"),)
    place = _point(ruler, cause.offset)
    finding = Finding(
        cause.rule, place, cause.says, cause.args, help=help_, fixes=fixes, related=related
    )
    return Diagnosis(finding, cause.mend)


def _point(ruler: Ruler, offset: int) -> Span:
    return ruler.span(offset, offset)


def _cause(failure: Failure, body: str) -> Cause:
    for said, tell in _CAUSES:
        if re.search(said, failure.problem):
            cause = tell(failure, body)
            if cause:
                return cause
    return Cause(failure.offset, "this cannot be read as YAML", "quote the text, or indent it")
