"""`okrctl comment`: answers an entry."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import CycleName, DryRun, Formats, NoCommit, Who


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            help="An entry's id or its beginning; a goal or KPI means the last entry about it.",
        ),
    ],
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT]", help="The words; without them the editor opens."),
    ] = None,
    *,
    key: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The entry's id: the same command twice is once."),
    ] = None,
    cycle: CycleName = None,
    who: Who = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    formats: Formats = None,
) -> None:
    """Answer an entry.

    A comment is an entry of its own beside the one that it answers, and can be answered too.
    okrctl log and okrctl show have it below that entry; okrctl undo withdraws it.
    """
    from okrctl.cli.checkin.named import checked_key
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.commenting.comment import comment
    from okrctl.cli.context import context

    here = context(ctx.obj, cycle=cycle, who=who)
    wishes = Wishes(
        "comment", checked_key(key) if key else None, not no_commit, dry_run, formats=formats
    )
    comment(here, entry, text, wishes)
