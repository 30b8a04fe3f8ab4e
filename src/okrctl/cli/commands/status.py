"""`okrctl status`: where every objective of the cycle stands."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName, Formats, Owner, Team, Who


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    team: Team = None,
    cycle: CycleName = None,
    owner: Owner = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what you own.")] = False,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only this state, such as 'off pace'.")
    ] = None,
    who: Who = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|REV", help="State and progress then and now: last friday, start, v1.2 …"
        ),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """Where every objective of the cycle stands.

    Included workspaces have a row each, from what stands worst in them.

    With --since what each did since the end of that day, what changed its state first. How it was
    is said by the files of the newest commit of that day or before it; by today's where no commit
    is that old.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.filtering import filters
    from okrctl.cli.including import included
    from okrctl.cli.narrowing.cycle import of_cycle
    from okrctl.measure.measure import measure
    from okrctl.pages.scorecard import scorecard

    here = of_cycle(context(ctx.obj, as_of=as_of, cycle=cycle, who=who, at=at))
    workspace = here.loaded.workspace
    chosen = filters(here, team=team, owner=owner, mine=mine, state=state)
    measured = measure(workspace, here.as_of, here.cycle)
    if since is not None:
        from okrctl.cli.then import since_then

        emit(here, since_then(here, since, measured, chosen), formats)
        return
    page = scorecard(measured, workspace, filters=chosen, basis=basis(here), others=included(here))
    emit(here, page, formats)
