"""`okrctl amend`: changes a goal and writes down why, in one commit."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import CycleName, DryRun, Formats, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="An objective, a key result or a KPI.",
            autocompletion=completing.address,
        ),
    ],
    assignments: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help="Such as to=0; several at once.")
    ],
    *,
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The reason, for whoever reads it later.")
    ] = None,
    cycle: CycleName = None,
    who: Who = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Change a goal and write down why, in one commit.

    The value is put in its place in the file, and nothing else of it changes; an amendment entry
    keeps the old value, the new one and the reason. Files with changes that are not committed are
    refused. okrctl undo takes it back.
    """
    from okrctl.cli.amending.amend import amend
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context

    here = context(ctx.obj, cycle=cycle, who=who)
    amend(here, address, assignments, why, Wishes("amend", None, True, dry_run, yes, formats))
