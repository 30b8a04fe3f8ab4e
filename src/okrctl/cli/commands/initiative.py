"""`okrctl initiative`: says how far a piece of work has come."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import CycleName, DryRun, Formats, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="objective/initiative, or its id alone where only one has it."
        ),
    ],
    status: Annotated[str, typer.Argument(metavar="STATUS", help="todo, doing, done or dropped.")],
    *,
    cycle: CycleName = None,
    who: Who = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Say how far a piece of work has come.

    The status is put in its place in the objective's file, and nothing else of it changes. A file
    with changes that are not committed is refused. okrctl undo takes it back.
    """
    from okrctl.cli.amending.initiative import initiative
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context

    here = context(ctx.obj, cycle=cycle, who=who)
    initiative(here, address, status, Wishes("initiative", None, True, dry_run, yes, formats))
