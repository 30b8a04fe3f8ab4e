"""`okrctl diff`: every change of meaning between two revisions, without a judgement."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.commands.review import Base
from okrctl.cli.options import Formats

Ranges = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REV | A...B | A..B]",
        help="Against which revision, or between which; or the seven words of git's external diff.",
    ),
]


def command(
    ctx: typer.Context, revisions: Ranges = None, *, base: Base = None, formats: Formats = None
) -> None:
    """Every change of meaning between two revisions.

    Goals are matched by address over the whole tree, aliases followed; comments, layout and order
    are only counted. As git's external diff it tells the changes of one file:
    GIT_EXTERNAL_DIFF='okrctl diff' git diff.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.reviewing.driver import is_called, show
    from okrctl.cli.reviewing.run import compared
    from okrctl.pages.changes import diff_page

    here = context(ctx.obj)
    words = revisions or []
    if is_called(here, words):
        show(here, words, formats)
        return
    found, between = compared(here, words, base)
    running = here.cycle.name if here.cycle else ""
    emit(here, diff_page(found, between, running), formats)
