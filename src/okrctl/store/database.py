"""Tables in DuckDB: the one door to it. A dataset is written, or a question is asked.

What somebody typed is DECIMAL(38, 9), which DuckDB, Spark, Trino and BigQuery (as NUMERIC) all
read as it is; what was computed is DOUBLE. A tenth decimal, as calculated KPIs have, is rounded
away: JSON and CSV keep every digit. An end that is unknown or withheld is null, with the word in a
column of its own beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from okrctl.errors import EnvironmentFault, UsageError
from okrctl.pages.tables.table import Column, Sort, Table, Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Held = None | str | bool | int | float

INSTALL = "pip install 'okrctl[duckdb]'"
TYPES: dict[Sort, str] = {
    "number": "DECIMAL(38, 9)",
    "end": "DECIMAL(38, 9)",
    "share": "DOUBLE",
    "count": "INTEGER",
    "day": "DATE",
    "instant": "TIMESTAMP",
    "flag": "BOOLEAN",
}
"""The type of each sort of column; anything else is VARCHAR. An instant is one of UTC."""
SMALLEST, WHOLE = Decimal("1e-9"), 29
EXACT = Context(prec=38)
SEALED = (
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET memory_limit = '1GB'",
    "SET threads = 2",
    "SET lock_configuration = true",
)
"""What a question cannot do: see a file, a socket, an extension, or undo any of this."""


def database(tables: Sequence[Table]) -> DuckDBPyConnection:
    """A database in memory that holds the tables; EnvironmentFault where DuckDB is missing."""
    try:
        import duckdb
    except ImportError:
        raise EnvironmentFault("this needs DuckDB, which is not installed", INSTALL) from None
    made = duckdb.connect(":memory:")
    with TemporaryDirectory(prefix="okrctl-") as folder:
        for table in tables:
            fill(made, table, Path(folder, f"{table.name}.jsonl"))
    return made


def fill(made: DuckDBPyConnection, table: Table, by_way_of: Path) -> None:
    """Create a table and put its rows in, through a file: a row a call takes minutes."""
    columns = columns_of(table)
    declared = ", ".join(f'"{name}" {sort}' for name, sort in columns)
    made.execute(f'CREATE TABLE "{table.name}" ({declared})')
    if not table.rows:
        return
    names = [name for name, _ in columns]
    with by_way_of.open("w", encoding="utf-8") as file:
        for row in table.rows:
            line = dict(zip(names, cells(table.columns, row), strict=True))
            file.write(f"{json.dumps(line)}\n")
    shape = "{" + ", ".join(f"'{name}': '{sort}'" for name, sort in columns) + "}"
    made.execute(
        f'INSERT INTO "{table.name}" SELECT * FROM read_json('  # noqa: S608 - names of our own
        f"{quoted(by_way_of)}, columns = {shape}, format = 'newline_delimited')"
    )


def columns_of(table: Table) -> list[tuple[str, str]]:
    """The columns of a table in the database, and their types."""
    found = []
    for column in table.columns:
        found.append((column.name, TYPES.get(column.sort, "VARCHAR")))
        if column.sort == "end":
            found.append((f"{column.name}_unsaid", "VARCHAR"))
    return found


def cells(columns: Sequence[Column], row: Sequence[Value]) -> Iterator[Held]:
    """The values of a row as the database takes them."""
    for column, value in zip(columns, row, strict=True):
        word = isinstance(value, str)
        if column.sort == "end":
            yield from (None if word else held(column, value), str(value) if word else None)
        else:
            yield held(column, value)


def held(column: Column, value: Value) -> Held:
    """One value; UsageError for a number that the column cannot hold exactly."""
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat()
        case date():
            return value.isoformat()
        case Decimal() if column.sort == "share":
            return float(value)
        case Decimal():
            return rounded(column.name, value)
        case str():
            return str(value)
        case _:
            return value


def rounded(name: str, value: Decimal) -> str:
    """A number with at most nine decimals; UsageError where it has too many digits before them."""
    if value and value.adjusted() >= WHOLE:
        raise UsageError(
            f"{name} {value:f} has more than {WHOLE} digits before the point",
            "okrctl export --format json keeps every digit",
        )
    return format(value.quantize(SMALLEST, context=EXACT), "f")


def write_dataset(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
    """Write a folder of parquet files, a table each, divided into hive partitions; their names.

    The folder appears as a whole. EnvironmentFault where it cannot be written.
    """
    made = database(tables)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for table in tables:
                write_table(made, table, draft)
            draft.chmod(0o755)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise EnvironmentFault(f"cannot write {folder}: {error.strerror}") from error
    finally:
        made.close()
    return tuple(sorted(str(one.relative_to(folder)) for one in folder.rglob("*.parquet")))


def write_table(made: DuckDBPyConnection, table: Table, folder: Path) -> None:
    """One table: a file, or a folder for each value of what it is divided by."""
    place = folder / table.name
    divided = f", PARTITION_BY ({', '.join(table.by)}), FILENAME_PATTERN 'part-{{i}}'"
    if table.rows and table.by:
        made.execute(f'COPY "{table.name}" TO {quoted(place)} (FORMAT parquet{divided})')
    else:
        place.mkdir()
        file = place / "part-0.parquet"
        made.execute(f'COPY "{table.name}" TO {quoted(file)} (FORMAT parquet)')


def quoted(place: Path) -> str:
    """A path as SQL has a text."""
    return "'" + str(place).replace("'", "''") + "'"


def ask(tables: Sequence[Table], question: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The columns and rows that one SELECT gives, over tables that it cannot change.

    UsageError for what is no question, with DuckDB's own words.
    """
    made = database(tables)
    import duckdb

    try:
        for setting in SEALED:
            made.execute(setting)
        statements = made.extract_statements(question)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("one SELECT is wanted", "okrctl sql 'select * from states'")
        answer = made.execute(statements[0])
        columns = tuple(str(column[0]) for column in answer.description or ())
        return columns, answer.fetchall()
    except duckdb.Error as error:
        raise UsageError(f"DuckDB says: {error}", "okrctl sql lists the tables") from None
    finally:
        made.close()
