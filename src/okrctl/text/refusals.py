"""What a text may not hold although YAML allows it: one finding each, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.text.quoting import clipped, quoted
from okrctl.text.rules import (
    AMBIGUOUS_SCALAR,
    BEYOND_PLAIN_YAML,
    BROKEN_TEXT,
    DOES_NOT_PARSE,
    DUPLICATE_KEY,
    OVER_A_LIMIT,
)
from okrctl.text.scalars import MAX_DIGITS, Meaning
from okrctl.text.tree import Scalar

_INSTEAD = {
    **{word: f", or {word}" for word in ("true", "false", "null")},
    **dict.fromkeys(("infinity", "not a number"), "; a number is finite"),
}


def decorations(span: Span, tag: str | None, anchor: str | None) -> Iterator[Finding]:
    """The findings for an anchor and a tag before a node."""
    for kind, name, sign in (("anchor", anchor, "&"), ("tag", tag, "!")):
        if name:
            yield Finding(
                BEYOND_PLAIN_YAML,
                span,
                "{kind} {name}",
                {"kind": kind, "name": clipped(name)},
                help=f"write the value out, or quote a text that begins with `{sign}`",
            )


def alias(span: Span, name: str) -> Finding:
    """The finding for an alias in place of a node."""
    return Finding(
        BEYOND_PLAIN_YAML,
        span,
        "alias *{name}",
        {"name": clipped(name)},
        help="write the value out, or quote a text that begins with `*`",
    )


def directive(span: Span) -> Finding:
    """The finding for a line that begins with `%`."""
    return Finding(BEYOND_PLAIN_YAML, span, "a directive", help="delete the line")


def second_document(span: Span) -> Finding:
    """The finding for the start of another document."""
    says = "a second document begins here"
    return Finding(BEYOND_PLAIN_YAML, span, says, help="a file holds one document")


def merge_key(span: Span) -> Finding:
    """The finding for `<<`."""
    says = "merge key <<"
    return Finding(BEYOND_PLAIN_YAML, span, says, help="write the keys out in this place")


def too_deep(span: Span, most: int) -> Finding:
    """The finding for the first list or mapping that is nested too deep."""
    return Finding(
        OVER_A_LIMIT,
        span,
        "nesting > {most} at {line}:{column}",
        {"most": most, "line": span.line, "column": span.column},
        help="write it flatter, or quote a text that begins with a bracket",
    )


def too_many(span: Span, most: int) -> Finding:
    """The finding for the first value too many."""
    says = "more than {most} values in one file"
    return Finding(OVER_A_LIMIT, span, says, {"most": most}, help="split it")


def no_key(span: Span) -> Finding:
    """The finding for a colon without a key before it."""
    says = "a value without a key"
    return Finding(DOES_NOT_PARSE, span, says, help="write the key before the colon")


def odd_key(span: Span, kind: str) -> Finding:
    """The finding for a list or a mapping as a key."""
    return Finding(
        DOES_NOT_PARSE,
        span,
        "a {kind} cannot be a key",
        {"kind": kind},
        help="a key is one word or text; quote a text that begins with a bracket",
    )


def duplicate(key: Scalar, first: Span) -> Finding:
    """The finding for a key that was given before."""
    return Finding(
        DUPLICATE_KEY,
        key.span,
        "{key} is already given in line {line}",
        {"key": clipped(str(key.value)), "line": first.line},
        help="keep one of the two",
        related=((first, "the first one"),),
    )


def ambiguous(text: str, elsewhere: str, span: Span) -> Finding:
    """The finding for a plain scalar that other readers take for something else."""
    return Finding(
        AMBIGUOUS_SCALAR,
        span,
        "{text} is read as text; another YAML reader takes it for {elsewhere}",
        {"text": clipped(text), "elsewhere": elsewhere},
        help=f'write "{clipped(text)}" for the text' + _INSTEAD.get(elsewhere, ""),
        fixes=(Fix((Edit(span, quoted(text)),), "quote the text", safe=True),),
    )


def misread(text: str, means: Meaning, span: Span) -> Finding | None:
    """The finding for a plain scalar that is ambiguous, or a number too long to be read."""
    if means.elsewhere:
        return ambiguous(text, means.elsewhere, span)
    if means.digits:
        return Finding(
            OVER_A_LIMIT,
            span,
            "a number of {digits} digits; at most {most} are read",
            {"digits": means.digits, "most": MAX_DIGITS},
            help="round it, or quote it where text is meant",
        )
    return None


def bare_address(text: str, span: Span) -> Finding:
    """The finding for an address in brackets, which only some readers accept without quotes."""
    return Finding(
        BROKEN_TEXT,
        span,
        "the address {text} is not quoted inside brackets",
        {"text": clipped(text)},
        help=f"quote it: {clipped(quoted(text))}",
        fixes=(Fix((Edit(span, quoted(text)),), "quote the address", safe=True),),
    )
