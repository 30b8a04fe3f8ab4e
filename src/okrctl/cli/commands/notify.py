"""`okrctl notify`: what is due, stale, blocked or off pace, told to a connection."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, CycleName, Formats, Team


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    connection: Annotated[
        str | None,
        typer.Argument(metavar="[CONNECTION]", help="A connection of your own settings."),
    ] = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="due, stale, blocked or off-pace; repeatable, else all."),
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it; without it the message is only shown.")
    ] = False,
    team: Team = None,
    cycle: CycleName = None,
    as_of: AsOf = None,
    formats: Formats = None,
) -> None:
    """What is due, stale, blocked or off pace, told to a connection.

    Nothing is sent without --send. A connection is bound in connections.yaml of your own settings,
    never in a repository; sending needs the extra notify. Nothing is sent for pull requests.
    """
    from okrctl.cli.context import context
    from okrctl.cli.notifying.notify import Wanted, notify

    here = context(ctx.obj, as_of=as_of, cycle=cycle)
    notify(here, Wanted(connection, kind or (), team, send, formats))
