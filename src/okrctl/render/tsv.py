"""Records as tab-separated values without a header, for pipes."""

from __future__ import annotations

from typing import Unpack

from okrctl.pages.document import Document
from okrctl.render.escape import for_tsv
from okrctl.render.formats import Look
from okrctl.render.plain import plain


def render(document: Document, **_: Unpack[Look]) -> str:
    """One line a record."""
    rows = ("\t".join(for_tsv(plain(cell)) for cell in row) for row in document.records.rows)
    return "".join(f"{row}\n" for row in rows)
