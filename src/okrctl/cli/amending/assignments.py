"""`to=0` as a splice of a goal's file, with what stood there before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.making.splicing import source_of
from okrctl.cli.moving.splices import Put
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import Address
    from okrctl.text.places import Data, Path
    from okrctl.text.tree import Source

ASSIGNMENT = re.compile(r"(?P<field>[a-z_][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)=(?P<value>.*)", re.DOTALL)
SENTENCE = "done_when"
"""The field that a key result has which is a lone sentence."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A field of a goal, what it says, and what it shall say."""

    field: str
    old: Data
    new: Data
    put: Put

    @property
    def words(self) -> str:
        """`to 2 → 0`."""
        return f"{self.field} {in_words(self.old)} → {in_words(self.new)}"


def assignments(
    here: Context, file: str, address: Address, texts: Sequence[str]
) -> tuple[Assignment, ...]:
    """What the texts assign; UsageError for what is no assignment, and for one without effect."""
    source = source_of(here, file)
    found = tuple(assignment(source, address, text) for text in texts)
    fields = [one.field for one in found]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        raise UsageError(f"{twice} is assigned twice", "say each field once")
    return found


def assignment(source: Source, address: Address, text: str) -> Assignment:
    """What one text assigns to a field of the goal at an address."""
    from okrctl.text.edit import same
    from okrctl.text.places import at, plain

    match = ASSIGNMENT.fullmatch(text)
    if match is None or not match["value"].strip():
        raise UsageError(f"{text!r} assigns nothing", "write FIELD=VALUE, such as to=0")
    field, path = match["field"], path_of(source, address, match["field"])
    yaml = yaml_of(match["value"].strip())
    old, new = plain(at(source.root, path)), value_of(yaml, text)
    if same(old, new):
        raise UsageError(f"{field} is {in_words(new)} already", "nothing was written")
    return Assignment(field, old, new, Put(path, yaml))


def path_of(source: Source, address: Address, field: str) -> Path:
    """Where a field stands in its file; a key result that is a lone sentence has only that."""
    from okrctl.model.address import KeyResultAddress
    from okrctl.text.places import at
    from okrctl.text.tree import Scalar

    steps: Path = tuple(field.split("."))
    if not isinstance(address, KeyResultAddress):
        return steps
    whole: Path = ("key_results", address.id)
    if not isinstance(at(source.root, whole), Scalar):
        return (*whole, *steps)
    if field != SENTENCE:
        raise UsageError(
            f"{address.short} is a lone sentence, which has no {field}",
            f"amend {SENTENCE}, or write it as a mapping first: okrctl edit {address}",
        )
    return whole


def yaml_of(text: str) -> str:
    """A value as YAML: lists, mappings and what is no text as typed, a text quoted as it needs."""
    from okrctl.text.quoting import quote
    from okrctl.text.scalars import meaning

    if text[0] in "[{" or not isinstance(meaning(text).value, str):
        return text
    return quote(text)


def value_of(yaml: str, typed: str) -> Data:
    """What a YAML text means; UsageError where it cannot be read."""
    from okrctl.text.nodes import read
    from okrctl.text.places import at, plain

    source = read(f"it: {yaml}".encode(), "")
    wrong = next((one for one in source.findings if one.rule.severity == "error"), None)
    if wrong is not None or "\n" in yaml:
        why = wrong.message if wrong else "it has several lines"
        raise UsageError(f"{typed!r} cannot be read: {why}", "quote it as YAML does")
    return plain(at(source.root, ("it",)))


def in_words(value: Data) -> str:
    """A value as one reads it: numbers as they are, what is not there as a dash."""
    match value:
        case None:
            return "–"
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{key}: {in_words(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(in_words, value)) + "]"
    return str(value)
