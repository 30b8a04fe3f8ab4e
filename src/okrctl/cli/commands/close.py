"""`okrctl close`: scores, lessons and decisions of a cycle, and what goes on."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, Formats, NoCommit, Team, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    cycle: Annotated[
        str,
        typer.Argument(metavar="CYCLE", help="Such as 2026-Q4.", autocompletion=completing.cycle),
    ],
    *,
    team: Team = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Answers in the form of --sheet; - is stdin."),
    ] = None,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="Print the sheet to fill in, and close nothing.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option(metavar="CYCLE", help="Where goals go on; else the next of its kind."),
    ] = None,
    early: Annotated[bool, typer.Option("--early", help="Although it still runs.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open it again, with --why.")] = False,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is opened again.")] = None,
    who: Who = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Score a cycle, say what was learned, and carry over what goes on.

    On a terminal it walks each objective: whether its KPIs moved, a score beside the computed one,
    what was learned, keep, change or drop. Then each team looks back. What goes on becomes a file
    of the next cycle, with X where it ended and a gap for Y. All of it is one commit; a draft
    survives Ctrl-C. Elsewhere --sheet prints what to fill in, and --from reads it.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.closing.close import Order
    from okrctl.cli.closing.close import close as closing
    from okrctl.cli.closing.reopen import reopen as reopening
    from okrctl.cli.context import context

    here = context(ctx.obj, who=who)
    order = Order(cycle, team, file, sheet, into, early)
    wishes = Wishes("close", None, not no_commit, dry_run, yes, formats)
    if reopen:
        reopening(here, order, why, wishes)
    else:
        closing(here, order, wishes)
