"""`okrctl due`: who owes what, by team and person."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName, Team, Who

Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="NAME[:FILE]", help="table, tsv, json, csv, md or ics; repeatable."
    ),
]


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    team: Team = None,
    cycle: CycleName = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what you owe.")] = False,
    ahead: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="Also what is to come in so many days.")
    ] = 0,
    who: Who = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Forms = None,
) -> None:
    """Who owes what, by team and person.

    Check-ins, readings of KPIs, baselines that are still unknown, actions of meetings, objectives
    to close, and what only a conversation settles: a blocker that stays, a goal left alone. With
    --format ics it is a calendar: what comes again as series, what is late as to-dos.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.owing import dues
    from okrctl.pages.due import due_page

    here = context(ctx.obj, as_of=as_of, cycle=cycle, who=who, at=at)
    emit(here, due_page(dues(here, team=team, mine=mine, ahead=ahead)), formats)
