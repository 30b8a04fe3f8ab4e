"""Records as CSV with a header. No cell of a text is a formula; numbers stay numbers."""

from __future__ import annotations

import csv
import io
from typing import Unpack

from okrctl.pages.document import Cell, Document
from okrctl.render.escape import for_csv
from okrctl.render.formats import Look
from okrctl.render.plain import plain


def render(document: Document, **_: Unpack[Look]) -> str:
    """The header, then one row a record."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(document.records.columns)
    writer.writerows(map(cell, row) for row in document.records.rows)
    return out.getvalue()


def cell(value: Cell) -> str:
    """A cell: text made harmless, anything else as it is."""
    return for_csv(value) if isinstance(value, str) else plain(value)
