"""YAML as nodes with positions: one guarded reading, from which data and places both come.

`read` never raises on any bytes. What it hands up is a small tree of scalars, sequences and
mappings; every node knows its span, so that a message can point and an edit can splice.
"""

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
    """One value. `raw` is the text as written (without quotes), `value` what it means."""

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
    """What one file holds: its text, its root node (none where it cannot be read), its findings."""

    file: str
    text: str
    root: Node | None
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]
