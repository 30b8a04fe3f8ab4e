"""Every JSON Schema there is, of files and of outputs. `okrctl schema`."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.pages.blocks import Column, Group, Next, Run, Table, line
from okrctl.pages.document import Document, Records

COLUMNS = (Column("NAME"), Column("OF"), Column("SAYS", elastic=True))
RECORD = ("name", "of", "says")


def schemas_page(files: Mapping[str, str], outputs: Mapping[str, str]) -> Document:
    """A row for each schema: its name, whether a file or an output has it, and what it says."""
    found = [(name, "file", says) for name, says in files.items()]
    found += [(name, "output", says) for name, says in outputs.items()]
    rows = tuple((line(Run(name, "strong")), line(of), line(says)) for name, of, says in found)
    return Document(
        "okrctl.schemas/1",
        {"schemas": [{"name": name, "of": of, "says": says} for name, of, says in found]},
        Records(RECORD, tuple(found)),
        (Table(COLUMNS, (Group(rows),)), Next((f"okrctl schema {found[0][0]}",))),
    )
