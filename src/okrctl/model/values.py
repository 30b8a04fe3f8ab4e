"""Values that goal files hold: exact numbers, days, slugs, texts, and the base of every record.

Scores are computed under one decimal context (`divide`, `mean`). Validators raise a rule's code
with a template and its arguments (`broken`), so that the loader can make a finding of it;
pydantic's own words never reach a reader.
"""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN)
"""The context of every progress, roll-up and threshold."""

Share = Decimal
"""A fraction: 0 to 1 where it is capped, beyond both ends where it is raw. Never a percentage."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 64
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

RESERVED_NAMES = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""File names that some systems refuse whatever their ending."""


class Unsaid(StrEnum):
    """A number that is not in the file: not known yet, or kept private."""

    UNKNOWN = "unknown"
    WITHHELD = "withheld"


End = Decimal | Unsaid
"""One end of a key result's way: a number, or why there is none."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record that has the right types: a rule's code, where, and what to do.

    `field` is the key (or dotted path) within the record; empty means the record as a whole.
    """

    code: str
    field: str
    template: str
    args: Mapping[str, str | int]
    help: str = ""


def problem(code: str, field: str, template: str, *, help: str = "", **args: str | int) -> Problem:  # noqa: A002
    """A `Problem` with its arguments by name."""
    return Problem(code, field, template, args, help)


class Record(BaseModel):
    """What comes from a file: strict, frozen, and with nothing that the format does not know."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
        validate_default=False,
        defer_build=True,  # few commands read every kind of record
    )

    identity: ClassVar[frozenset[str]] = frozenset()
    """Fields that the path or the key gives, never the text of the file."""

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys a file may write, in the order of the format."""
        return tuple(
            field.alias or name
            for name, field in cls.model_fields.items()
            if name not in cls.identity
        )

    def problems(self) -> Iterator[Problem]:
        """What contradicts itself in it, although each value alone is of the right type."""
        yield from ()


def broken(code: str, template: str, **args: str | int) -> PydanticCustomError:
    """The error that becomes a finding of `code`: `template` with `args`, and `help` if given."""
    return PydanticCustomError("okrctl", "{code}", {"code": code, "template": template, **args})


def divide(above: Decimal, below: Decimal) -> Decimal:
    """`above / below`, exact to 34 digits whatever context the caller has."""
    return CONTEXT.divide(above, below)


def mean(weighted: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """`sum(w * x) / sum(w)` of (weight, value) pairs; none where nothing has weight."""
    total = reduce(CONTEXT.add, (weight for weight, _ in weighted), Decimal(0))
    if total == 0:
        return None
    return divide(reduce(CONTEXT.add, (CONTEXT.multiply(*pair) for pair in weighted)), total)


def is_slug(text: str) -> bool:
    """Whether `text` is an id: lower-case ASCII letters and digits, single hyphens, at most 64."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None


def slug_of(text: str) -> str:
    """The id that a title suggests; empty where nothing of it can stand in an id."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug


def parse_day(value: object) -> date:
    """A day written `YYYY-MM-DD`; OKR115 where the calendar has no such day."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise broken("OKR002", "expected a date", help="write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise broken("OKR115", "there is no {day}", day=value) from None


def parse_amount(value: object) -> Decimal:
    """An exact number. Text that looks like one is not one."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise broken("OKR002", "expected a number", help="write digits, without quotes or a unit")
    return Decimal(value)


def parse_weight(value: object) -> Decimal:
    """A weight: a number from 0."""
    weight = parse_amount(value)
    if weight < 0:
        raise broken("OKR002", "expected a weight of 0 or more")
    return weight


def parse_end(value: object) -> End:
    """A number, `unknown` or `withheld`."""
    if isinstance(value, str) and value in tuple(Unsaid):
        return Unsaid(value)
    if isinstance(value, str):
        raise broken("OKR002", "expected a number", help="write digits, or unknown, or withheld")
    return parse_amount(value)


def parse_text(value: object) -> str:
    """Words; a number or a truth value is not words until somebody quotes it."""
    if not isinstance(value, str):
        raise broken("OKR002", "expected words", help="put the text in quotes")
    if not value.strip():
        raise broken("OKR002", "expected words, found nothing", help="write them or drop the key")
    return value


def parse_slug(value: object) -> str:
    """An id as `is_slug` says."""
    if isinstance(value, str) and is_slug(value):
        return value
    raise broken(
        "OKR002", "expected an id", help="lower-case letters, digits and single hyphens, at most 64"
    )


def listed(value: object) -> object:
    """One thing or a list of things, as a tuple; anything else is left for the type to refuse."""
    if isinstance(value, list):
        return tuple(value)
    return value


def one_or_more(value: object) -> object:
    """A lone text as a tuple of one, a list as a tuple."""
    return (value,) if isinstance(value, str) else listed(value)


Day = Annotated[
    date,
    PlainValidator(parse_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}),
]
Amount = Annotated[Decimal, PlainValidator(parse_amount), WithJsonSchema({"type": "number"})]
Weight = Annotated[
    Decimal, PlainValidator(parse_weight), WithJsonSchema({"type": "number", "minimum": 0})
]
AmountOrUnsaid = Annotated[
    End,
    PlainValidator(parse_end),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"enum": ["unknown", "withheld"]}]}),
]
Text = Annotated[
    str, PlainValidator(parse_text), WithJsonSchema({"type": "string", "minLength": 1})
]
Slug = Annotated[
    str,
    PlainValidator(parse_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_LENGTH}),
]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(listed)]
TextOrTexts = Annotated[tuple[Text, ...], BeforeValidator(one_or_more)]

Better = Literal["higher", "lower", "inside"]
"""Which way is better; `inside` is for a KPI whose healthy values are a band."""
