"""Why a text is no YAML, in plain words, and what to type instead.

A parser says what it expected; a person wants to know what is wrong. Each row of `_CAUSES` takes
one complaint of the parser and looks at the text around it. Where the break is one character, the
diagnosis says how to go on without it, so that the rest of the file is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from okrctl.findings import Edit, Finding, Fix, Rule, Span
from okrctl.text.guard import REPLACEMENT
from okrctl.text.lines import after_key, in_brackets, line_before, line_end, line_start, text_end
from okrctl.text.quoting import clipped, quoted
from okrctl.text.ruler import Ruler
from okrctl.text.rules import BEYOND_PLAIN_YAML, BROKEN_TEXT, DOES_NOT_PARSE


@dataclass(frozen=True, slots=True)
class Failure:
    """What a parser said. Offsets lie in the text; `opened` is where the broken thing began."""

    problem: str
    offset: int
    opened: int = -1

    @property
    def begin(self) -> int:
        """Where the broken thing began, as far as the parser knows."""
        return self.offset if self.opened < 0 else self.opened


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding, and how to go on: put this character at this offset."""

    finding: Finding
    mend: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class _Cause:
    offset: int
    says: str
    help: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)
    rule: Rule = DOES_NOT_PARSE
    quotes: tuple[int, int] | None = None
    """The stretch that is mended by quotes."""
    edit: tuple[int, int, str] | None = None
    """Or any other replacement that mends it."""
    mend: tuple[int, str] | None = None
    opened: int = -1


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


def impossible(offset: int) -> Failure:
    """The failure of an escape for a character that does not exist."""
    return Failure("impossible escape", offset)


def _point(ruler: Ruler, offset: int) -> Span:
    return ruler.span(offset, offset)


def _cause(failure: Failure, body: str) -> _Cause:
    for said, tell in _CAUSES:
        if re.search(said, failure.problem):
            cause = tell(failure, body)
            if cause:
                return cause
    return _Cause(failure.offset, "this cannot be read as YAML", "quote the text, or indent it")


def _unquoted(
    offset: int, body: str, rule: Rule = DOES_NOT_PARSE, mend: int | None = None
) -> _Cause:
    """A text that begins with a sign of YAML and was meant as text."""
    says = "a text that begins with {sign} must be quoted"
    end = text_end(body, offset)
    at = offset if mend is None else mend
    return _Cause(
        offset,
        says,
        args={"sign": body[offset : offset + 1]},
        rule=rule,
        quotes=(offset, end),
        mend=(at, REPLACEMENT),
    )


def _no_token(failure: Failure, body: str) -> _Cause | None:
    sign = body[failure.offset : failure.offset + 1]
    if sign == "\t":
        return _tab(failure.offset, body)
    if sign == "%":
        return _unquoted(failure.offset, body, BROKEN_TEXT)
    return _unquoted(failure.offset, body)


def _tab(offset: int, body: str) -> _Cause:
    if body[line_start(body, offset) : offset].strip():
        edit = (offset, offset + 1, " ")
        says = "a tab stands where YAML takes only spaces"
        return _Cause(offset, says, "replace the tab by a space", edit=edit, mend=(offset, " "))
    return _Cause(offset, "a tab indents this line", "indent with spaces; YAML takes no tabs")


def _second_colon(failure: Failure, body: str) -> _Cause | None:
    start = after_key(body, failure.offset)
    if start is None or start >= failure.offset or body[start] in "'\"[{":
        return None
    return _Cause(
        failure.offset,
        "a second colon with a space breaks a text that is not quoted",
        quotes=(start, text_end(body, start)),
        mend=(failure.offset, REPLACEMENT),
    )


def _no_space(failure: Failure, body: str) -> _Cause | None:
    for start in (
        line_start(body, failure.begin),
        line_before(body, line_start(body, failure.offset)),
    ):
        match = _TIGHT.match(body, start)
        if match:
            at = match.end()
            edit = (at, at, " ")
            return _Cause(
                at, "a space is missing after the colon", "put a space after the colon", edit=edit
            )
    return None


def _too_deep(failure: Failure, body: str) -> _Cause | None:
    start = line_start(body, failure.offset)
    offset = (
        start
        + len(body[start : line_end(body, start)])
        - len(body[start : line_end(body, start)].lstrip())
    )
    return _Cause(
        offset,
        "this line is indented deeper than the text above it allows",
        "indent it like the key above, or quote the text above",
    )


def _no_key(failure: Failure, _: str) -> _Cause | None:
    return _Cause(
        failure.begin,
        "this line is no `key: value`",
        "write a key and a colon before it, or indent it below the text that it continues",
    )


def _unclosed_quote(failure: Failure, body: str) -> _Cause | None:
    sign = body[failure.begin : failure.begin + 1]
    return _Cause(
        failure.begin,
        "the quote {sign} that opens here is never closed",
        "close it, or quote the whole text with the other kind of quote",
        {"sign": sign},
    )


def _unclosed_bracket(failure: Failure, body: str) -> _Cause | None:
    sign = body[failure.begin : failure.begin + 1]
    if line_start(body, failure.begin) != line_start(body, failure.offset) or (
        failure.offset >= len(body.rstrip())
    ):
        says = "the bracket {sign} that opens here is not closed"
        return _Cause(failure.begin, says, "close it", {"sign": sign})
    return _Cause(
        failure.offset,
        "a comma is missing here, or the bracket {sign} is closed by another kind",
        "write a comma, or quote the text",
        {"sign": sign},
        opened=failure.begin,
    )


def _block_end(failure: Failure, body: str) -> _Cause | None:
    before = body[line_start(body, failure.offset) : failure.offset].rstrip()
    if before and before[-1] in "'\"]}":
        return _Cause(
            failure.offset,
            "text stands behind the closing {sign}",
            "put the whole text in quotes",
            {"sign": before[-1]},
        )
    if body[failure.offset : failure.offset + 1] in _CLOSING:
        says = "{sign} closes nothing that is open"
        args = {"sign": body[failure.offset]}
        return _Cause(failure.offset, says, "delete it, or quote the whole text", args)
    if before.strip(" -"):
        return _Cause(failure.offset, "this does not belong here", "quote the whole text")
    return _Cause(
        failure.offset,
        "this line is indented differently from the lines it belongs to",
        "indent it like them",
    )


def _list_item(failure: Failure, body: str) -> _Cause | None:
    if after_key(body, failure.offset) == failure.offset:
        return _unquoted(failure.offset, body)
    return _Cause(failure.offset, "a list item cannot stand here", "begin the list on its own line")


def _no_value(failure: Failure, body: str) -> _Cause | None:
    sign = body[failure.offset : failure.offset + 1]
    if not sign and body[failure.begin : failure.begin + 1] in {"[", "{"}:
        return _unclosed_bracket(failure, body)
    if (
        sign
        and after_key(body, failure.offset) == failure.offset
        and not in_brackets(body, failure.offset)
    ):
        return _unquoted(failure.offset, body)
    before = {"sign": sign or "the end"}
    return _Cause(failure.offset, "a value is missing before {sign}", "write it", before)


def _block_header(failure: Failure, body: str) -> _Cause | None:
    return _unquoted(failure.begin, body)


def _unknown_escape(failure: Failure, body: str) -> _Cause | None:
    offset = body.rfind("\\", 0, failure.offset + 1)
    return _Cause(
        offset,
        "{escape} is no escape in double quotes",
        "double the backslash",
        {"escape": clipped(body[offset : offset + 2])},
        edit=(offset, offset, "\\"),
        mend=(offset, REPLACEMENT),
    )


def _short_escape(failure: Failure, body: str) -> _Cause | None:
    return _Cause(
        body.rfind("\\", 0, failure.offset + 1),
        "an escape in double quotes is not complete",
        "double the backslash where one is meant",
    )


def _impossible_escape(failure: Failure, body: str) -> _Cause | None:
    says = "the escape {escape} makes no character"
    args = {"escape": body[failure.offset : failure.offset + 10]}
    return _Cause(failure.offset, says, "write the character itself", args)


def _directive(failure: Failure, _: str) -> _Cause | None:
    return _Cause(failure.begin, "a directive", "delete the line", rule=BEYOND_PLAIN_YAML)


def _decoration(failure: Failure, body: str) -> _Cause | None:
    """An alias, an anchor or a tag: most often a text that begins with its sign."""
    for near in (failure.begin, failure.offset):
        start = after_key(body, near)
        if start is not None and start <= near and body[start : start + 1] in _SIGNS:
            return _unquoted(start, body, BEYOND_PLAIN_YAML)
    return None


def _marked(failure: Failure, body: str) -> _Cause | None:
    sign = body[failure.begin : failure.begin + 1]
    if sign not in _SIGNS:
        return None
    return _unquoted(failure.begin, body, BEYOND_PLAIN_YAML)


def _after_the_end(failure: Failure, _: str) -> _Cause | None:
    return _Cause(
        failure.offset,
        "this does not belong to what stands above it",
        "a file holds one mapping; indent this like the keys, or delete it",
    )


def _block_indent(failure: Failure, _: str) -> _Cause | None:
    return _Cause(
        failure.begin,
        "a blank line of this block text is indented deeper than its first line",
        "delete the spaces of the blank line",
    )


_CLOSING = {",", "]", "}"}
_SIGNS = {"*", "&", "!"}
_TIGHT = re.compile(r"[ ]*(?:-[ ]+)*[^\W_][\w-]*:(?=[^\s:/])")

_CAUSES: tuple[tuple[str, Callable[[Failure, str], _Cause | None]], ...] = (
    ("that cannot start any token", _no_token),
    ("found unexpected end of stream|document separator", _unclosed_quote),
    ("unknown escape character", _unknown_escape),
    ("escape sequence of", _short_escape),
    ("impossible escape", _impossible_escape),
    ("chomping or indentation|indentation indicator|comment or a line break", _block_header),
    ("follow up line", _block_indent),
    ("directive|incompatible YAML|duplicate tag handle", _directive),
    ("alphabetic or numeric|expected '!'|expected ' '|URI|tag handle|expected '>'", _marked),
    ("", _decoration),
    ("alphabetic or numeric|expected a digit|expected ' '", _directive),
    ("mapping values are not allowed", _second_colon),
    ("mapping values are not allowed|expected ':'", _no_space),
    ("mapping values are not allowed", _too_deep),
    ("could not find expected ':'", _no_key),
    ("expected ',' or", _unclosed_bracket),
    ("expected <block end>", _block_end),
    ("(?:sequence entries|mapping keys) are not allowed", _list_item),
    ("expected the node content", _no_value),
    ("<document start>|document end marker", _after_the_end),
)
"""What parsers say, and who can tell why, tried in this order."""
