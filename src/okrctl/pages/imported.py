"""What an import would write, how sure each part is, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Note,
    Prose,
    Role,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records

ROLES: dict[str, Role] = {"sure": "good", "likely": "plain", "guess": "warn"}
COLUMNS = (
    Column("COLUMN", "right"),
    Column("HEADER", elastic=True),
    Column("READ AS"),
    Column("SURE"),
)
GOALS = (
    Column("ROW", "right"),
    Column("KEY RESULT", elastic=True),
    Column("SHAPE", elastic=True),
    Column("NOW", leaves=1),
    Column("SURE"),
)
RECORD = ("sort", "row", "address", "title", "shape", "now", "sure")


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of the file, what it is read as (empty for nothing), and how surely."""

    letter: str
    header: str
    field: str
    sure: str


@dataclass(frozen=True, slots=True)
class ReadKeyResult:
    """A key result as it would be written."""

    row: int
    address: str
    title: str
    shape: str
    now: str
    sure: str


@dataclass(frozen=True, slots=True)
class ReadObjective:
    """An objective as it would be written."""

    row: int
    address: str
    title: str
    owner: str
    sure: str
    key_results: tuple[ReadKeyResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood, or left out."""

    place: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An import before it is written."""

    file: str
    columns: tuple[tuple[str, tuple[ReadColumn, ...]], ...] = ()
    """The columns of each sheet, under its name."""
    objectives: tuple[ReadObjective, ...] = ()
    added: tuple[str, ...] = ()
    """People and teams that okrctl.yaml gets."""
    unread: tuple[Unread, ...] = ()


def imported_page(told: Imported) -> Document:
    """Columns, goals, additions, then everything that was not understood."""
    goals = [kr for one in told.objectives for kr in one.key_results]
    counts = f"{number(len(told.objectives), 'objective')}, {number(len(goals), 'key result')}"
    lost = Run(f"{len(told.unread)} not understood" if told.unread else "", "warn")
    blocks: list[Block] = [Heading(line(Run(told.file, "strong"), f" · {counts}", aside=(lost,)))]
    for name, columns in told.columns:
        blocks += [columns_table(name, columns), Gap()]
    blocks.append(goals_table(told.objectives) if told.objectives else Prose("No goals found."))
    if told.added:
        blocks.append(Note("New in okrctl.yaml", tuple(line(one) for one in told.added)))
    if told.unread:
        blocks.append(Note("Not understood", tuple(map(unread_line, told.unread))))
    return Document("okrctl.import/1", facts(told), Records(RECORD, records(told)), tuple(blocks))


def number(count: int, noun: str) -> str:
    """`1 objective`, `3 objectives`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def columns_table(name: str, columns: Sequence[ReadColumn]) -> Table:
    """What each column of a sheet is read as."""
    rows = tuple(
        (
            line(one.letter),
            line(one.header),
            line(Run(one.field or "not read", "plain" if one.field else "quiet")),
            line(Run(one.sure if one.field else "", ROLES[one.sure])),
        )
        for one in columns
    )
    return Table(COLUMNS, (Group(rows, line(Run(name, "strong")) if name else None),))


def goals_table(objectives: Sequence[ReadObjective]) -> Table:
    """The key results under their objectives."""
    groups = tuple(
        Group(
            tuple(
                (
                    line(str(kr.row)),
                    line(kr.title),
                    line(kr.shape),
                    line(kr.now),
                    line(Run(kr.sure, ROLES[kr.sure])),
                )
                for kr in one.key_results
            ),
            heading(one),
        )
        for one in objectives
    )  # fmt: skip
    return Table(GOALS, groups)


def heading(one: ReadObjective) -> Line:
    """Where an objective goes, how sure that is, whose it is, and its title."""
    owner = f" · {one.owner}" if one.owner else ""
    sure = Run(one.sure, ROLES[one.sure])
    return line(Run(one.address, "strong"), " · ", sure, f"{owner} · {one.title}")


def unread_line(one: Unread) -> Line:
    """`D7 “tbd”: no number; target left out`."""
    return line(Run(one.place, "strong"), " " if one.place else "", f"“{one.said}”: {one.why}")


def records(told: Imported) -> tuple[tuple[Cell, ...], ...]:
    """A row for each objective and key result, then one for each thing not understood."""
    rows: list[tuple[Cell, ...]] = []
    for one in told.objectives:
        rows.append(("objective", one.row, one.address, one.title, None, None, one.sure))
        rows += [("key result", kr.row, kr.address, kr.title, kr.shape, kr.now or None, kr.sure)
                 for kr in one.key_results]  # fmt: skip
    rows += [
        ("not understood", one.place, None, one.said, one.why, None, None) for one in told.unread
    ]
    return tuple(rows)


def facts(told: Imported) -> dict[str, Fact]:
    """Everything on the page."""
    return {
        "file": told.file,
        "sheets": [
            {
                "sheet": name,
                "columns": [
                    {"column": one.letter, "header": one.header, "field": one.field or None,
                     "sure": one.sure if one.field else None}
                    for one in columns
                ],
            }
            for name, columns in told.columns
        ],
        "objectives": [
            {
                "row": one.row,
                "address": one.address,
                "title": one.title,
                "owner": one.owner or None,
                "sure": one.sure,
                "key_results": [
                    {"row": kr.row, "address": kr.address, "title": kr.title, "shape": kr.shape,
                     "now": kr.now or None, "sure": kr.sure}
                    for kr in one.key_results
                ],
            }
            for one in told.objectives
        ],
        "added": list(told.added),
        "not_understood": [
            {"place": one.place, "said": one.said, "why": one.why} for one in told.unread
        ],
    }  # fmt: skip
