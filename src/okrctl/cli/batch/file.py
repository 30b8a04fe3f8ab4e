"""A file of rows: its form, by its name or by how it begins, and its text."""

from __future__ import annotations

from okrctl.cli.batch.rows import Rows
from okrctl.cli.given import bytes_of
from okrctl.errors import UsageError

MOST_BYTES = 1 << 20
"""The largest file: 1 MiB, as of entries."""


def rows_of(name: str) -> Rows:
    """The rows of a file, `-` for standard input, in the form that its name or its start says."""
    text = contents(name)
    match form_of(name, text):
        case "json":
            from okrctl.cli.batch.json import rows
        case "yaml":
            from okrctl.cli.batch.yaml import rows
        case _:
            from okrctl.cli.batch.csv import rows
    return rows(text)


def form_of(name: str, text: str) -> str:
    """`csv`, `yaml` or `json`, by the ending of the name, else by the first line that says a thing.

    A list of YAML begins with a dash, a mapping with a key and nothing behind its colon.
    """
    ending = name.rpartition(".")[2].lower()
    known = {"csv": "csv", "tsv": "csv", "yaml": "yaml", "yml": "yaml", "json": "json",
             "jsonl": "json"}  # fmt: skip
    if ending in known:
        return known[ending]
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return "json"
    said = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    first = said[0].rstrip() if said else ""
    return "yaml" if first.startswith(("- ", "---")) or first.endswith(":") else "csv"


def contents(name: str) -> str:
    """The text of a file; what it is not is said."""
    data = bytes_of(name, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name} is over {MOST_BYTES:,} bytes long", "split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 at byte {error.start}", "save it as UTF-8") from None
