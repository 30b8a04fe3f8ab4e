"""Layouts: rows of a sheet as objectives with their key results.

Four are known: a key result a row with its objective beside it; a type in each row that says what
it is; goals below goals, of which those with none below them are key results; and an objective a
row with its key results in columns beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from okrctl.cli.importing.cells import Cell, Sheet
from okrctl.cli.importing.found import Found, FoundKeyResult, FoundObjective, Remark
from okrctl.cli.importing.headers import Header, Heading, header_of, meaning, plain

OBJECTIVES = re.compile(r"(?:\w+ )?(?:objective|goal|o|strategic theme|theme|epic)")
KEY_RESULTS = re.compile(r"(?:\w+ )?(?:key ?result|kr|metric|measure|target)")
SHARED = {
    **{name: name for name in ("owner", "team", "cycle", "parent", "commitment", "objective_id")},
    "starts": "cycle_starts", "due": "cycle_due",
}  # fmt: skip
"""What a key result's row says of its objective too. Days of one tell the cycle of the other."""
Row = Mapping[str, Cell]


@dataclass
class Gathered:
    """Goals as they are gathered, each objective once."""

    objectives: dict[tuple[str, ...], FoundObjective] = field(default_factory=dict)
    by_name: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Objectives by id and by title, for what names its parent."""
    remarks: list[Remark] = field(default_factory=list)

    def objective(self, title: Cell, cells: Row) -> tuple[str, ...]:
        """The key of an objective, which is new where title, team or cycle are."""
        name = text(cells, "objective_id") or title.text.casefold()
        key = (name, *(text(cells, each).casefold() for each in ("team", "cycle")))
        known = self.objectives.get(key)
        if known is None:
            self.objectives[key] = FoundObjective(title, cells)
            for said in (text(cells, "id"), text(cells, "objective_id"), title.text):
                if said:
                    self.by_name.setdefault(said.casefold(), key)
        return key

    def add(self, key: tuple[str, ...], one: FoundKeyResult) -> None:
        """Put a key result below its objective."""
        self.objectives[key] = self.objectives[key].with_key_result(one)


def found_in(sheet: Sheet) -> Found | None:
    """The goals of a sheet; none where it has no header that names any."""
    header = header_of(sheet)
    if header is None:
        return None
    rows = [cells_of(header, row) for row in sheet.rows[header.below :]]
    gathered = Gathered()
    if any(name.startswith("kr:") for name in header.fields):
        wide(gathered, rows)
    elif "row_type" in header.fields and not {"objective", "key_result"} <= header.fields:
        of_types(gathered, rows)
    elif "parent" in header.fields and not {"objective", "key_result"} & header.fields:
        of_types(gathered, with_types(rows))
    else:
        flat(gathered, rows)
    gathered.remarks += [
        Remark(f"{one.letter}{header.below}", one.header, f"{why_unread(one)}; not read")
        for one in header.headings
        if one.field is None
    ]
    objectives = tuple(gathered.objectives.values())
    return Found(sheet.name, header.headings, objectives, tuple(gathered.remarks))


def why_unread(one: Heading) -> str:
    """Why a column means nothing here."""
    known, _ = meaning(plain(one.header))
    return "another column means the same" if known else "no column that is known"


def cells_of(header: Header, row: Sequence[Cell]) -> dict[str, Cell]:
    """The cells of a row by what they mean; empty ones are left out."""
    return {
        one.field: row[one.column - 1]
        for one in header.headings
        if one.field and one.column <= len(row) and row[one.column - 1]
    }


def text(cells: Row, name: str) -> str:
    """What a cell says; empty where there is none."""
    return cells[name].text if name in cells else ""


def shared(cells: Row) -> Row:
    """The cells that speak of the objective too."""
    return {SHARED[name]: cells[name] for name in SHARED if name in cells}


def flat(gathered: Gathered, rows: Sequence[Row]) -> None:
    """A key result a row. An empty objective is that of the row above."""
    last: tuple[str, ...] | None = None
    for cells in rows:
        title = cells.get("objective") or (cells.get("title") if "key_result" in cells else None)
        key_result = cells.get("key_result") or (None if title else cells.get("title"))
        if title is not None:
            last = gathered.objective(title, shared(cells) if key_result else cells)
        if key_result is None:
            if title is None and cells:
                leave(gathered, cells, "a row without a title")
            continue
        if last is None:
            leave(gathered, cells, "a key result before any objective")
            continue
        gathered.add(last, FoundKeyResult(key_result, cells))


def of_types(gathered: Gathered, rows: Sequence[Row]) -> None:
    """A type in each row; a key result belongs to the parent it names, else to the one above."""
    last: tuple[str, ...] | None = None
    for cells in rows:
        sort = text(cells, "row_type").casefold()
        title = next((cells[name] for name in ("title", "objective", "key_result")
                      if name in cells), None)  # fmt: skip
        if title is None:
            if cells:
                leave(gathered, cells, "a row without a title")
        elif OBJECTIVES.fullmatch(sort):
            last = gathered.objective(title, above(cells))
        elif KEY_RESULTS.fullmatch(sort):
            named = [name for name in parents(cells) if name]
            key = next((gathered.by_name[name] for name in named if name in gathered.by_name), last)
            if named and key is last and key is not None and not known(gathered, named):
                where = gathered.objectives[key].title.text
                leave(gathered, cells, f"no {named[0]} in the file; put below {where}")
            if key is None:
                leave(gathered, cells, "a key result before any objective")
            else:
                gathered.add(key, FoundKeyResult(title, {**cells, "parent": Cell(0, 0)}))
        else:
            leave(
                gathered,
                cells,
                f"the type {sort or 'is missing'}: neither objective nor key result",
            )


def with_types(rows: Sequence[Row]) -> list[Row]:
    """Goals below goals with a type each: a key result has a parent, and is none itself."""
    named = {name for cells in rows for name in parents(cells) if name}
    made: list[Row] = []
    for cells in rows:
        own = {text(cells, name).casefold() for name in ("id", "title")} - {""}
        is_leaf = "parent" in cells and not own & named
        first = next(iter(cells.values()), None)
        sort = (
            Cell(first.row, first.column, "key result" if is_leaf else "objective")
            if first
            else None
        )
        made.append({**cells, "row_type": sort} if sort else cells)
    return made


def above(cells: Row) -> Row:
    """The cells of an objective, whose number 1.2 says that 1 is its parent."""
    number = text(cells, "id")
    if "parent" not in cells and re.fullmatch(r"\d+(?:\.\d+)+", number):
        where = cells["id"]
        return {**cells, "parent": Cell(where.row, where.column, number.rpartition(".")[0])}
    return cells


def parents(cells: Row) -> Iterator[str]:
    """What a key result calls its objective: its parent, or the number before its own last."""
    yield from (
        part.strip().casefold() for part in re.split(r"[\n;]", text(cells, "parent")) if part
    )
    yield text(cells, "id").rpartition(".")[0]


def wide(gathered: Gathered, rows: Sequence[Row]) -> None:
    """An objective a row with its key results in columns of their own."""
    for cells in rows:
        title = cells.get("objective") or cells.get("title")
        if title is None:
            if cells:
                leave(gathered, cells, "a row without an objective")
            continue
        key = gathered.objective(title, cells)
        for name in sorted((name for name in cells if name.startswith("kr:")), key=number_of):
            gathered.add(key, FoundKeyResult(cells[name]))


def known(gathered: Gathered, names: Sequence[str]) -> bool:
    """Whether one of the names is that of an objective of the file."""
    return any(name in gathered.by_name for name in names)


def number_of(name: str) -> int:
    """Which of the key results a column is."""
    return int(name.partition(":")[2])


def leave(gathered: Gathered, cells: Row, why: str) -> None:
    """Say that a row is left out."""
    first = next(iter(cells.values()))
    said = " · ".join(cell.text for cell in list(cells.values())[:3])
    gathered.remarks.append(Remark(f"row {first.row}", said, why))
