"""Complaints: what a model refuses, in words of our own, at the line and column of the cause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic_core import ErrorDetails

from okrctl.findings import Edit, Finding, Fix
from okrctl.load.near import did_you_mean, listing, nearest
from okrctl.load.reading.region import Region
from okrctl.load.rules import BY_CODE, NO_ADDRESS, UNKNOWN_KEY, WRONG_TYPE
from okrctl.model.values import Record
from okrctl.text.places import Path
from okrctl.text.quoting import clipped
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Node, Scalar, Sequence

EXPECTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "string_type": "words",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "too_long": "two values",
    "too_short": "two values",
}
"""What each kind of refusal would have taken."""

SYNONYMS = {
    "baseline": "from", "deadline": "due", "description": "why", "end": "due", "goal": "to",
    "krs": "key_results", "metric": "kpi", "name": "title", "parent": "supports",
    "results": "key_results", "start": "from", "target": "to", "teams": "with",
}  # fmt: skip
"""What others call a key."""

_OFFERED = re.compile(r"'([^']*)'")
_KEY = "[key]"

MANY_KEYS = 200
"""With more keys than this in one place, nobody guesses what an unknown one was meant to be."""


def complaint(
    error: ErrorDetails, region: Region, model: type[Record], elsewhere: Mapping[str, str]
) -> Finding:
    """The finding of one refusal. `elsewhere` says of a key where it would be right."""
    path: Path = error["loc"]
    sort, context = error["type"], error.get("ctx", {})
    if path and path[-1] == _KEY:
        return _bad_key(region, path[:-1], sort, context)
    if sort == "okrctl":
        return _named(region, path, dict(context))
    if sort == "extra_forbidden":
        return _unknown_key(region, path, model, elsewhere)
    if sort == "missing":
        return _missing(region, path)
    if sort == "literal_error":
        return _not_offered(region, path, _OFFERED.findall(str(context.get("expected", ""))))
    node = region.node(path)
    one = isinstance(node, Scalar) and sort == "tuple_type"
    help_ = f"write [{clipped(node.raw)}]" if one and isinstance(node, Scalar) else ""
    return _mistyped(region, path, f"expected {EXPECTED.get(sort, 'another value')}", help_)


def missing_instead(error: ErrorDetails, region: Region, model: type[Record]) -> Path | None:
    """The path of the key that was meant by an unknown one; none where none is close."""
    if error["type"] != "extra_forbidden":
        return None
    path: Path = error["loc"]
    meant = _meant(region, path, model)
    return (*path[:-1], meant) if meant else None


def found(node: Node | None) -> str:
    """What stands there, in a few words."""
    match node:
        case MappingNode():
            return "keys with values"
        case Sequence():
            return "a list"
        case Scalar(value=bool()):
            return node.raw
        case Scalar(value=int() | Decimal()):
            return f"the number {clipped(node.raw)}"
        case Scalar(value=str(text)):
            return f"the text “{clipped(text)}”"
    return "nothing"


def keys_of(model: type[Record]) -> tuple[str, ...]:
    """The keys that a file may write for a record."""
    return model.keys()


def _named(region: Region, path: Path, context: dict[str, str | int]) -> Finding:
    """A refusal of the domain, which names a rule's code, a template and what to do."""
    code = str(context.pop("code"))
    template, help_ = str(context.pop("template")), str(context.pop("help", ""))
    if code == WRONG_TYPE.code:
        return _mistyped(region, path, template, help_)
    return region.finding(BY_CODE[code], path, template, context, help=help_)


def _mistyped(region: Region, path: Path, template: str, help_: str) -> Finding:
    node = region.node(path)
    if template.startswith("expected") and "found" not in template:
        return region.finding(
            WRONG_TYPE,
            path,
            "{field}: " + template + ", found {found}",
            help=_instead(node, template) or help_,
            found=found(node),
        )
    return region.finding(WRONG_TYPE, path, "{field}: " + template, help=help_)


def _instead(node: Node | None, template: str) -> str:
    """What to write for a text that looks like what is expected; empty where it does not."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return ""
    text = node.value.strip()
    if "number" in template or "weight" in template:
        digits = number_meant(text)
        quoted = node.style != "plain" and digits == text
        return f"write {digits}, without quotes" if quoted else f"write {digits}" if digits else ""
    if "true or false" in template:
        word = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), "")
        word = word or (text.lower() if text.lower() in ("true", "false") else "")
        return f"write {word}" if word else ""
    return ""


def number_meant(text: str) -> str:
    """The digits of a text that somebody may have meant as a number; empty where it is none."""
    plain = re.sub(r"(?<=\d)[_, ](?=\d{3})", "", text).removeprefix("+")
    plain = re.sub(r"\s*(?:%|[A-Za-z€$£]+)$", "", re.sub(r"^[€$£]\s*", "", plain))
    if re.fullmatch(r"-?\d+[eE][+-]?\d{1,2}", text):
        return format(Decimal(text), "f")
    if not re.fullmatch(r"-?\d{1,40}(?:\.\d{1,40})?", plain):
        return ""
    return re.sub(r"^(-?)0+(?=\d)", r"\1", plain)


def _unknown_key(
    region: Region, path: Path, model: type[Record], elsewhere: Mapping[str, str]
) -> Finding:
    key = str(path[-1])
    meant = _meant(region, path, model)
    span = region.key_span(path)
    if not meant and key in elsewhere:
        return region.finding(UNKNOWN_KEY, path, elsewhere[key], at=span, key=key)
    keys = _keys(path[:-1], model)
    fixes = (Fix((Edit(span, meant),), f"writes {meant} for {key}"),) if meant else ()
    return region.finding(
        UNKNOWN_KEY,
        path,
        "unknown key {key}",
        help=f"did you mean {meant}?" if meant else f"keys here are {listing(keys, 12)}",
        at=span,
        fixes=fixes,
        key=clipped(key),
    )


def _meant(region: Region, path: Path, model: type[Record]) -> str:
    """The known key, not written yet, that an unknown one was meant to be; empty for none."""
    key = str(path[-1])
    node = region.node(path[:-1])
    pairs = node.pairs if isinstance(node, MappingNode) else ()
    if len(pairs) > MANY_KEYS:
        return ""
    written = {str(name.value) for name, _ in pairs} or {key}
    keys = [name for name in _keys(path[:-1], model) if name not in written]
    synonym = SYNONYMS.get(key.lower(), "")
    return synonym if synonym in keys else nearest(key, keys)


def _keys(path: Path, model: type[Record]) -> tuple[str, ...]:
    """The keys that a file may write at a path."""
    kind: object = model
    for step in path:
        kind = _inner(kind, step)
    kind = _bare(kind)
    return keys_of(kind) if isinstance(kind, type) and issubclass(kind, Record) else ()


def _inner(kind: object, step: str | int) -> object:
    """The type of what a step leads to."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        fields = kind.model_fields.items()
        return next((f.annotation for name, f in fields if step == (f.alias or name)), None)
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) is tuple else None


def _bare(kind: object) -> object:
    """A type without `Annotated` and without `| None`."""
    while hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(part for part in get_args(kind) if part is not type(None)))
    return kind


def _missing(region: Region, path: Path) -> Finding:
    if path and isinstance(path[-1], int):
        return _mistyped(region, path[:-1], "expected two values", "write [LOW, HIGH]")
    key, around = str(path[-1]), path[:-1]
    return region.finding(
        WRONG_TYPE,
        path,
        "{field} is missing",
        help=f"add {key}: …",
        at=region.key_span(around),
    )


def _not_offered(region: Region, path: Path, offered: list[str]) -> Finding:
    node = region.node(path)
    text = str(node.value) if isinstance(node, Scalar) else ""
    return region.finding(
        WRONG_TYPE,
        path,
        "{field}: expected {offered}, found {found}",
        help=did_you_mean(text, offered),
        offered=" or ".join([", ".join(offered[:-1]), offered[-1]] if offered[1:] else offered),
        found=found(node),
    )


def _bad_key(region: Region, path: Path, sort: str, context: Mapping[str, object]) -> Finding:
    """A key that is no id, or no date: keys name things, so they must make addresses."""
    key = str(path[-1])
    span = region.key_span(path)
    if sort == "okrctl" and context.get("code") != WRONG_TYPE.code:
        rest = {name: str(value) for name, value in context.items()}
        rule = BY_CODE[rest.pop("code")]
        template = rest.pop("template")
        help_ = rest.pop("help", "")
        return region.finding(rule, path, template, rest, help=help_, at=span)
    if context.get("template") == "expected an id":
        return region.finding(
            NO_ADDRESS,
            path,
            "{id} is no id: lower-case letters, digits and single hyphens make one",
            help="rename it",
            at=span,
            id=clipped(key),
        )
    return region.finding(
        WRONG_TYPE,
        path,
        "the key {key}: " + str(context.get("template", "expected another key")),
        help=str(context.get("help", "")),
        at=span,
        key=clipped(key),
    )
