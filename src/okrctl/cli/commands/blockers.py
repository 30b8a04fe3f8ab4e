"""`okrctl blockers`: what is in the way, the oldest first."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName, Formats, Team, Who


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    team: Team = None,
    cycle: CycleName = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only of what you own.")] = False,
    who: Who = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """What is in the way, the oldest first, and what closes it.

    A check-in opens a blocker (--blocked) and may ask a team for support; another closes it
    (--unblocked). The ones that have been open for longer than two cadences stand out.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.owing import blockers
    from okrctl.pages.blockers import blockers_page

    here = context(ctx.obj, as_of=as_of, cycle=cycle, who=who, at=at)
    emit(here, blockers_page(blockers(here, team=team, mine=mine)), formats)
