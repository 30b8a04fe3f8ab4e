"""`okrctl kpis`: the KPIs of a page, leading ones first."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    team: Annotated[
        str | None, typer.Option("--team", metavar="TEAM", help="The page of this team.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every KPI, on no page too.")] = False,
    segment: Annotated[
        list[str] | None,
        typer.Option("--segment", metavar="NAME=PART", help="One segment, as region=emea."),
    ] = None,
    influence: Annotated[
        bool, typer.Option("--influence", help="What drives what, with the evidence.")
    ] = False,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """The KPIs of a page, leading ones first.

    The company's page, unless a team is named.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.selecting import selection
    from okrctl.measure.gauges import Gauges
    from okrctl.pages.gauges import kpis_page

    here = context(ctx.obj, as_of=as_of, at=at)
    chosen = selection(here, team=team, everything=everything, segment=segment or [])
    gauges = Gauges(here.loaded.workspace, here.as_of, chosen.segment)
    emit(here, kpis_page(chosen, gauges, influence=influence, basis=basis(here)), formats)
