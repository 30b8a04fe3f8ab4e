"""Documents in the forms that were asked for: a table on a terminal, TSV in a pipe."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import save, show, split_format
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.pages.document import Document

WIDTH_IN_A_FILE = 100


def emit(here: Context, document: Document, formats: Sequence[str] | None) -> None:
    """Put a document out in each of the formats; those with a file go there."""
    from okrctl.render.formats import forms_of

    if here.within:
        document = from_outside(here, document)
    terminal, forms = here.terminal, forms_of(document)
    for name, path in wanted(here, formats, forms):
        form = forms[name]
        if path:
            save(path, form.render(document, width=WIDTH_IN_A_FILE, color=False, hints=False))
        else:
            text = form.render(
                document,
                width=terminal.width,
                color=terminal.color,
                ascii_only=terminal.ascii_only,
                hints=terminal.is_tty,
            )
            show(text, terminal, here.environ)


def from_outside(here: Context, document: Document) -> Document:
    """The document with its next commands as they run from where the person stands."""
    import os
    import shlex

    from okrctl.pages.blocks import Next

    folder = shlex.quote(os.path.relpath(here.root))
    blocks = tuple(
        Next(tuple(one.replace("okrctl ", f"okrctl -C {folder} ", 1) for one in block.commands))
        if isinstance(block, Next)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def is_rows(here: Context, formats: Sequence[str] | None) -> bool:
    """Whether standard output gets rows alone, which cannot say what is missing among them."""
    asked = [split_format(text) for text in formats or ()]
    if not asked:
        return not here.terminal.is_tty
    return any(name in ("tsv", "csv") and not path for name, path in asked)


def wanted(
    here: Context, formats: Sequence[str] | None, known: Collection[str]
) -> list[tuple[str, str]]:
    """The formats by name and file; UsageError for an unknown one, or two for one output."""
    asked = [split_format(text) for text in formats or ()]
    asked = asked or [("table" if here.terminal.is_tty else "tsv", "")]
    for name, _ in asked:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            guess = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(f"there is no format {name!r}{guess}", f"known: {', '.join(known)}")
    if sum(1 for _, path in asked if not path) > 1:
        raise UsageError(
            "two formats for one output", "give all but one a file: --format json:FILE"
        )
    return asked
