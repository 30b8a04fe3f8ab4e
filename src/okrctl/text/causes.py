"""What broke a text, judged from what the parser said and from the text around it.

Each public function takes a failure and the text, and tells the cause, or none where it is not the
one to know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from okrctl.findings import Rule
from okrctl.text.guard import REPLACEMENT
from okrctl.text.lines import after_key, in_brackets, line_before, line_end, line_start, text_end
from okrctl.text.quoting import clipped
from okrctl.text.rules import BEYOND_PLAIN_YAML, BROKEN_TEXT, DOES_NOT_PARSE

_CLOSING = {",", "]", "}"}
_SIGNS = {"*", "&", "!"}
_TIGHT = re.compile(r"[ ]*(?:-[ ]+)*[^\W_][\w-]*:(?=[^\s:/])")


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
class Cause:
    """What to say at `offset`, and how to mend it."""

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


def impossible(offset: int) -> Failure:
    """The failure of an escape for a character that does not exist."""
    return Failure("impossible escape", offset)


def _unquoted(offset: int, body: str, rule: Rule = DOES_NOT_PARSE) -> Cause:
    """A text that begins with a sign of YAML and was meant as text."""
    return Cause(
        offset,
        "a text that begins with {sign} must be quoted",
        args={"sign": body[offset : offset + 1]},
        rule=rule,
        quotes=(offset, text_end(body, offset)),
        mend=(offset, REPLACEMENT),
    )


def no_token(failure: Failure, body: str) -> Cause | None:
    """A sign that begins nothing: a tab, or a text such as `% of users` or `@mira`."""
    sign = body[failure.offset : failure.offset + 1]
    if sign == "\t":
        return _tab(failure.offset, body)
    if sign == "%":
        return _unquoted(failure.offset, body, BROKEN_TEXT)
    return _unquoted(failure.offset, body)


def _tab(offset: int, body: str) -> Cause:
    if body[line_start(body, offset) : offset].strip():
        edit = (offset, offset + 1, " ")
        says = "a tab stands where YAML takes only spaces"
        return Cause(offset, says, "replace the tab by a space", edit=edit, mend=(offset, " "))
    return Cause(offset, "a tab indents this line", "indent with spaces; YAML takes no tabs")


def second_colon(failure: Failure, body: str) -> Cause | None:
    """A `: ` inside a text that is not quoted."""
    start = after_key(body, failure.offset)
    if start is None or start >= failure.offset or body[start] in "'\"[{":
        return None
    return Cause(
        failure.offset,
        "a second colon with a space breaks a text that is not quoted",
        quotes=(start, text_end(body, start)),
        mend=(failure.offset, REPLACEMENT),
    )


def no_space(failure: Failure, body: str) -> Cause | None:
    """`title:calm`, on the line of the failure or on the one above."""
    above = line_before(body, line_start(body, failure.offset))
    match = _TIGHT.match(body, line_start(body, failure.begin)) or _TIGHT.match(body, above)
    if not match:
        return None
    at, says = match.end(), "a space is missing after the colon"
    return Cause(at, says, "put a space after the colon", edit=(at, at, " "))


def too_deep(failure: Failure, body: str) -> Cause | None:
    """A key that is indented below a text."""
    start = line_start(body, failure.offset)
    line = body[start : line_end(body, start)]
    return Cause(
        start + len(line) - len(line.lstrip()),
        "this line is indented deeper than the text above it allows",
        "indent it like the key above, or quote the text above",
    )


def no_key(failure: Failure, _: str) -> Cause | None:
    """A line without a colon among keys."""
    return Cause(
        failure.begin,
        "this line is no `key: value`",
        "write a key and a colon before it, or indent it below the text that it continues",
    )


def unclosed_quote(failure: Failure, body: str) -> Cause | None:
    """A quote that is open at the end of the file."""
    sign = body[failure.begin : failure.begin + 1]
    return Cause(
        failure.begin,
        "the quote {sign} that opens here is never closed",
        "close it, or quote the whole text with the other kind of quote",
        {"sign": sign},
    )


def unclosed_bracket(failure: Failure, body: str) -> Cause | None:
    """A bracket that is not closed, or a comma missing inside."""
    sign = body[failure.begin : failure.begin + 1]
    if line_start(body, failure.begin) != line_start(body, failure.offset) or (
        failure.offset >= len(body.rstrip())
    ):
        says = "the bracket {sign} that opens here is not closed"
        return Cause(failure.begin, says, "close it", {"sign": sign})
    return Cause(
        failure.offset,
        "a comma is missing here, or the bracket {sign} is closed by another kind",
        "write a comma, or quote the text",
        {"sign": sign},
        opened=failure.begin,
    )


def block_end(failure: Failure, body: str) -> Cause | None:
    """Something that fits neither the line it is on nor the lines above."""
    before = body[line_start(body, failure.offset) : failure.offset].rstrip()
    if before and before[-1] in "'\"]}":
        return Cause(
            failure.offset,
            "text stands behind the closing {sign}",
            "put the whole text in quotes",
            {"sign": before[-1]},
        )
    if body[failure.offset : failure.offset + 1] in _CLOSING:
        says = "{sign} closes nothing that is open"
        args = {"sign": body[failure.offset]}
        return Cause(failure.offset, says, "delete it, or quote the whole text", args)
    if before.strip(" -"):
        return Cause(failure.offset, "this does not belong here", "quote the whole text")
    return Cause(
        failure.offset,
        "this line is indented differently from the lines it belongs to",
        "indent it like them",
    )


def list_item(failure: Failure, body: str) -> Cause | None:
    """`- ` or `? ` behind a key or below a text."""
    if after_key(body, failure.offset) == failure.offset:
        return _unquoted(failure.offset, body)
    return Cause(failure.offset, "a list item cannot stand here", "begin the list on its own line")


def no_value(failure: Failure, body: str) -> Cause | None:
    """A sign where a value should stand."""
    sign = body[failure.offset : failure.offset + 1]
    if not sign and body[failure.begin : failure.begin + 1] in {"[", "{"}:
        return unclosed_bracket(failure, body)
    if (
        sign
        and after_key(body, failure.offset) == failure.offset
        and not in_brackets(body, failure.offset)
    ):
        return _unquoted(failure.offset, body)
    before = {"sign": sign or "the end"}
    return Cause(failure.offset, "a value is missing before {sign}", "write it", before)


def block_header(failure: Failure, body: str) -> Cause | None:
    """`>98%` or `|x`: meant as text, read as the header of a block text."""
    return _unquoted(failure.begin, body)


def unknown_escape(failure: Failure, body: str) -> Cause | None:
    r"""`"50\%"`: a backslash before a character that needs none."""
    offset = body.rfind("\\", 0, failure.offset + 1)
    return Cause(
        offset,
        "{escape} is no escape in double quotes",
        "double the backslash",
        {"escape": clipped(body[offset : offset + 2])},
        edit=(offset, offset, "\\"),
        mend=(offset, REPLACEMENT),
    )


def short_escape(failure: Failure, body: str) -> Cause | None:
    r"""`"\x4"`: too few digits."""
    return Cause(
        body.rfind("\\", 0, failure.offset + 1),
        "an escape in double quotes is not complete",
        "double the backslash where one is meant",
    )


def impossible_escape(failure: Failure, body: str) -> Cause | None:
    r"""`"\U00110000"`: beyond the last character there is."""
    says = "the escape {escape} makes no character"
    args = {"escape": body[failure.offset : failure.offset + 10]}
    return Cause(failure.offset, says, "write the character itself", args)


def directive(failure: Failure, _: str) -> Cause | None:
    """A line that begins with `%`."""
    return Cause(failure.begin, "a directive", "delete the line", rule=BEYOND_PLAIN_YAML)


def decoration(failure: Failure, body: str) -> Cause | None:
    """An alias, an anchor or a tag: most often a text that begins with its sign."""
    for near in (failure.begin, failure.offset):
        start = after_key(body, near)
        if start is not None and start <= near and body[start : start + 1] in _SIGNS:
            return _unquoted(start, body, BEYOND_PLAIN_YAML)
    return None


def marked(failure: Failure, body: str) -> Cause | None:
    """An alias, an anchor or a tag that breaks off."""
    sign = body[failure.begin : failure.begin + 1]
    if sign not in _SIGNS:
        return None
    return _unquoted(failure.begin, body, BEYOND_PLAIN_YAML)


def after_the_end(failure: Failure, _: str) -> Cause | None:
    """More text behind a document that is complete."""
    return Cause(
        failure.offset,
        "this does not belong to what stands above it",
        "a file holds one mapping; indent this like the keys, or delete it",
    )


def block_indent(failure: Failure, _: str) -> Cause | None:
    """A block text that begins with a blank line of too many spaces."""
    return Cause(
        failure.begin,
        "a blank line of this block text is indented deeper than its first line",
        "delete the spaces of the blank line",
    )
