"""`okrctl pack`: joins the entry files of what is over."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, Formats, NoCommit, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CYCLE|YEAR]...",
            help="Such as 2026-Q3 or 2025; else all.",
            autocompletion=completing.cycle,
        ),
    ] = None,
    *,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Join the entry files of closed cycles and of years that are over.

    Each becomes one file. The lines stay as they were written, in the order of recording, so that
    the same entries give the same bytes. No figure changes. A late entry may lie beside a pack,
    and the next pack takes it up.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.packing.pack import pack

    wishes = Wishes("pack", None, not no_commit, dry_run, yes, formats)
    pack(context(ctx.obj), names or (), wishes)
