"""A document: what one command has to say, in every form it can take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from okrctl.pages.blocks import Block

Fact = None | bool | int | str | Decimal | Sequence["Fact"] | Mapping[str, "Fact"]
"""What JSON can hold; numbers are exact, and no float enters."""

Cell = None | int | str | Decimal | date
"""What a field of a record holds."""


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of plain values for programs and spreadsheets: words for states, fractions, days."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Facts for JSON, records for TSV and CSV, blocks for people.

    `schema` names the form of the facts and its version, as in `okrctl.status/1`.
    """

    schema: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    blocks: tuple[Block, ...] = ()
