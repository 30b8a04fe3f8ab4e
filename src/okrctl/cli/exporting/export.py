"""`okrctl export` as a whole: which tables, in which form, and where they go."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import note, save, write
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.pages.tables.everything import Part
    from okrctl.pages.tables.table import Table

FORMS = ("csv", "json", "xlsx", "parquet")
SHEET = "key_results"
"""The table that `okrctl import` reads back, and the one that CSV is where none is named."""
INSTALL_WORKBOOK = "pip install 'okrctl[xlsx]'"


@dataclass(frozen=True, slots=True)
class Order:
    """What an `export` command line asks for."""

    form: str | None = None
    output: str | None = None
    tables: tuple[str, ...] = ()
    team: str | None = None
    public: bool = False


def export(here: Context, order: Order) -> None:
    """Write the tables where they are wanted; a line on standard error says what was written."""
    form = form_of(order)
    tables = wanted(tables_in(here, order), order, form)
    if form == "parquet":
        dataset(tables, order.output)
    elif form == "xlsx":
        workbook(here, tables, order.output)
    elif form == "json":
        from okrctl.render.tables.json import json_text

        put(json_text(tables, as_of=here.as_of, public=order.public), order.output, tables)
    else:
        sheets(tables, order.output)


def form_of(order: Order) -> str:
    """The form that was said, else the one that the output's name ends in, else CSV."""
    said = order.form or Path(order.output or "").suffix.removeprefix(".") or "csv"
    if said in FORMS:
        return said
    close = get_close_matches(said, FORMS, n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(f"there is no form {said!r} to export to{guess}", f"one of {', '.join(FORMS)}")


def tables_in(here: Context, order: Order) -> Sequence[Table]:
    """Every table of the part of the workspace that is meant."""
    from okrctl.pages.tables.everything import tables_of

    warn(here)
    return tables_of(here.loaded.workspace, here.as_of, part_of(here, order))


def part_of(here: Context, order: Order) -> Part:
    """The cycle and the team that were named; all of them where none was."""
    from okrctl.cli.making.names import known
    from okrctl.pages.tables.everything import Part

    teams = here.loaded.workspace.directory.team_names
    cycle = here.cycle.name if here.cycle_text and here.cycle else None
    team = teams[known(order.team, teams, "team")] if order.team else None
    return Part(cycle, team, order.public)


def warn(here: Context) -> None:
    """Say on standard error that broken files are not in the tables."""
    errors = sum(1 for finding in here.loaded.findings if finding.weight == "error")
    if errors:
        note(f"{errors} error{'' if errors == 1 else 's'} in the files: what is broken is left out")


def wanted(tables: Sequence[Table], order: Order, form: str) -> Sequence[Table]:
    """The tables that were named, in the order of an export; CSV on standard output is one."""
    there = {table.name: table for table in tables}
    said = [name.replace("-", "_") for name in order.tables]
    for name in said:
        if name not in there:
            close = get_close_matches(name, there, n=1)
            guess = f"; did you mean {close[0]}?" if close else ""
            hint = "a public export has no entries and no readings; " if order.public else ""
            raise UsageError(
                f"there is no table {name!r}{guess}", f"{hint}one of {', '.join(there)}"
            )
    if not said and form == "csv" and not is_folder(order.output):
        said = [SHEET]
    return [table for name, table in there.items() if not said or name in said]


def is_folder(output: str | None) -> bool:
    """Whether CSV goes into a folder, a file for each table."""
    return output is not None and (output.endswith("/") or not output.endswith(".csv"))


def sheets(tables: Sequence[Table], output: str | None) -> None:
    """CSV: one table to standard output or a file, several into a folder."""
    from okrctl.render.tables.csv import csv_text

    if output is not None and is_folder(output):
        folder = Path(output)
        make_folder(folder)
        for table in tables:
            save(str(folder / f"{table.name}.csv"), csv_text(table))
        told(tables, output)
        return
    if len(tables) > 1:
        raise UsageError("one file of CSV holds one table", "-o FOLDER/ for several")
    put(csv_text(tables[0]), output, tables)


def make_folder(folder: Path) -> None:
    """A folder for several files; it may be there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"cannot write {folder}: {error.strerror}") from error


def workbook(here: Context, tables: Sequence[Table], output: str | None) -> None:
    """A workbook; bytes are not for a terminal."""
    from okrctl.render.tables.workbook import workbook_bytes

    if output is None and here.terminal.is_tty:
        raise UsageError("a workbook is no text for a terminal", "-o goals.xlsx")
    try:
        data = workbook_bytes(tables, here.as_of)
    except ImportError:
        raise EnvironmentFault(
            "this needs XlsxWriter, which is not installed", INSTALL_WORKBOOK
        ) from None
    except ValueError as error:
        raise UsageError(str(error), "--cycle takes less, --format parquet holds it") from None
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise EnvironmentFault(f"cannot write {output}: {error.strerror}") from error
    told(tables, output)


def dataset(tables: Sequence[Table], output: str | None) -> None:
    """A folder of parquet files, which must not be there yet."""
    from okrctl.store.database import write_dataset

    if output is None:
        raise UsageError("a dataset is a folder", "-o dataset/")
    folder = Path(output).absolute()
    if folder.exists():
        raise UsageError(f"{output} is there already", "name a new folder, or remove that one")
    write_dataset(tables, folder)
    told(tables, output)


def put(text: str, output: str | None, tables: Sequence[Table]) -> None:
    """A text to a file, or to standard output."""
    if output is None:
        write(text)
        return
    save(output, text)
    told(tables, output)


def told(tables: Sequence[Table], output: str) -> None:
    """Say what was written, on standard error."""
    rows = ", ".join(f"{table.name} {len(table.rows)}" for table in tables)
    note(f"{output}: rows of {rows}")
