"""Facts as strict JSON: exact numbers, no NaN, keys in the page's order, the schema first.

Only ASCII is written, so that the bytes are the same in every locale and nothing unseen gets out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Unpack

from okrctl.pages.document import Document, Fact
from okrctl.render.formats import Look


def render(document: Document, **_: Unpack[Look]) -> str:
    """The facts, indented, with `schema` before them."""
    return dumps({"schema": document.schema, **document.facts}) + "\n"


def dumps(fact: Fact) -> str:
    """A fact as JSON text."""
    return "".join(_pieces(fact, "\n"))


def on_one_line(fact: Fact) -> str:
    """A fact as JSON text without a line end; texts hold none, so each belongs to the layout."""
    return " ".join(line.lstrip() for line in dumps(fact).split("\n"))


def _pieces(fact: Fact, newline: str) -> Iterator[str]:
    if isinstance(fact, str):
        # A CI runner takes `##[` for a command of its own; a parser reads the same text.
        yield json.dumps(fact).replace("##", "#\\u0023")
    elif fact is None or isinstance(fact, (bool, int)):
        yield json.dumps(fact)
    elif isinstance(fact, Decimal):
        yield number(fact)
    elif isinstance(fact, Mapping):
        members = ((f"{json.dumps(key)}: ", value) for key, value in fact.items())
        yield from _nested("{}", members, newline)
    else:
        yield from _nested("[]", (("", value) for value in fact), newline)


def _nested(pair: str, members: Iterator[tuple[str, Fact]], newline: str) -> Iterator[str]:
    inner, lead = newline + "  ", pair[0]
    for key, value in members:
        yield f"{lead}{inner}{key}"
        yield from _pieces(value, inner)
        lead = ","
    yield pair if lead == pair[0] else f"{newline}{pair[1]}"


def number(value: Decimal) -> str:
    """An exact number as JSON writes it, without an exponent. What is not finite is a bug."""
    if not value.is_finite():
        raise ValueError(f"{value} is no number for JSON")
    return format(value, "f")
