"""`okrctl diff`: every change of meaning between two revisions, without a judgement."""

from __future__ import annotations

import typer

from okrctl.cli.commands.review import Base, Range
from okrctl.cli.options import Formats


def command(
    ctx: typer.Context, revisions: Range = None, *, base: Base = None, formats: Formats = None
) -> None:
    """Every change of meaning between two revisions.

    Goals are matched by address over the whole tree, aliases followed; comments, layout and order
    are only counted.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.reviewing.compared import comparison, said
    from okrctl.cli.reviewing.revisions import revisions as meant
    from okrctl.pages.changes import diff_page

    here = context(ctx.obj)
    between = meant(here, revisions, base)
    running = here.cycle.name if here.cycle else ""
    emit(here, diff_page(comparison(here, between), said(here, between), running), formats)
