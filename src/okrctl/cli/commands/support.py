"""`okrctl support`: what others ask of a team."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, Formats, Who


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    team: Annotated[
        str | None,
        typer.Argument(
            metavar="[TEAM]",
            help="A team; else those that you lead or are in.",
            autocompletion=completing.team,
        ),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Of every team.")] = False,
    who: Who = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """What others ask of your team.

    Open requests in check-ins (--support) and the needs that goals declare, together. A check-in
    of whoever asked, or of whoever helped, closes a request (--supported); an aligned objective
    answers a need.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.owing import support
    from okrctl.pages.support import support_page

    here = context(ctx.obj, as_of=as_of, who=who, at=at)
    emit(here, support_page(support(here, team, everything=everything)), formats)
