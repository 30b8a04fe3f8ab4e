"""Rows of a file in whatever form: cells with their places, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of the file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a file says under one name: text of a CSV cell, or a value of YAML or JSON."""

    value: object
    at: Place
    typed: bool = False
    """Whether the form tells numbers and truth from text, as YAML and JSON do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of its columns, as they are written."""

    at: Place
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place, and what to do."""

    at: Place
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """All that a file holds."""

    rows: Sequence[Row] = ()
    problems: Sequence[Problem] = ()
    header: Sequence[tuple[str, Place]] | None = None
    """The names of the columns with their places, where they stand but once."""
