"""`okrctl drop`: lets a key result or an objective go, with the reason."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import CycleName, DryRun, Formats, NoCommit, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="A key result, or a whole objective.",
            autocompletion=completing.goal,
        ),
    ],
    *,
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The reason, for whoever reads it later.")
    ] = None,
    deferred: Annotated[
        bool, typer.Option("--deferred", help="Put off to a later cycle rather than let go.")
    ] = False,
    cycle: CycleName = None,
    who: Who = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Let a key result or an objective go, with the reason, in one commit.

    It leaves every mean and is shown with its reason; its entries stay. Once that is said, taking
    it out of its file is lawful: review tells it as a warning. okrctl undo takes it up again.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.dropping.drop import drop

    here = context(ctx.obj, cycle=cycle, who=who)
    wishes = Wishes("drop", None, not no_commit, dry_run, yes, formats)
    drop(here, address, why, wishes, deferred=deferred)
