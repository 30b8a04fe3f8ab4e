"""The shapes of a file that was read: scalars, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from okrctl.findings import Finding, Span

Plain = bool | int | Decimal | str | None
"""What a scalar means: `true false null`, integers, exact decimals, and strings. Nothing else."""

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `raw` is the text as written (without quotes), `value` what it means.

    The value of a key is always text: `1` and `"1"` are the same key.
    """

    value: Plain
    raw: str
    style: Style
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    flow: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file. A duplicate key is a finding and left out."""

    pairs: tuple[tuple[Scalar, Node], ...]
    flow: bool
    span: Span


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment without its `#`, and whether it stands alone on its line."""

    text: str
    span: Span
    alone: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What one file holds: its text, its root node (none where it cannot be read), its findings.

    `text.encode()` gives back the bytes of the file, whatever its line ends and with its byte
    order mark, if it has one; only bytes that are no UTF-8 or over the size limit are not kept.
    """

    file: str
    text: str
    root: Node | None
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]
