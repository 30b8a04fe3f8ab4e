"""`okrctl align`: says which goal an objective supports."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import CycleName, DryRun, Formats, NoCommit, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="An objective.", autocompletion=completing.goal)
    ],
    parent: Annotated[
        str,
        typer.Argument(
            metavar="PARENT",
            help="The objective or key result it supports.",
            autocompletion=completing.goal,
        ),
    ],
    *,
    cycle: CycleName = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Say which goal an objective supports, in one commit.

    The parent is added to the objective's supports, and nothing else of its file changes. It is a
    goal of the same cycle, or of a longer one around it. What would close a loop, and what has
    ended, is refused.
    """
    from okrctl.cli.aligning.align import align
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context

    here = context(ctx.obj, cycle=cycle)
    align(here, address, parent, Wishes("align", None, not no_commit, dry_run, yes, formats))
