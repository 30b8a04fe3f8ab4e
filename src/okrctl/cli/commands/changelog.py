"""`okrctl changelog`: what a period changed in goals."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import Formats


def command(
    ctx: typer.Context,
    *,
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="REV|DATE", help="A tag, a commit, or a day: 2026-10-01, friday."
        ),
    ],
    formats: Formats = None,
) -> None:
    """What changed in goals since a day or a tag.

    A day means the last commit of this branch before it began.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.reviewing.compared import comparison, said
    from okrctl.cli.reviewing.since import since as meant
    from okrctl.pages.changes import changelog_page

    here = context(ctx.obj)
    between, day = meant(here, since)
    running = here.cycle.name if here.cycle else ""
    found = comparison(here, between)
    emit(here, changelog_page(found, said(here, between), day, running), formats)
