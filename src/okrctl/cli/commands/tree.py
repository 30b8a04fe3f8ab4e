"""`okrctl tree`: what serves what, from the mission to the work."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName

GraphFormats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME[:FILE]",
        help="table, tsv, json, csv, md, mermaid or dot; repeatable.",
    ),
]


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Every key result, and the work on it.")
    ] = False,
    kpis: Annotated[bool, typer.Option("--kpis", help="What drives what among the KPIs.")] = False,
    cycle: CycleName = None,
    as_of: AsOf = None,
    at: At = None,
    formats: GraphFormats = None,
) -> None:
    """What serves what: from the mission to the work."""
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.growing import lineage
    from okrctl.measure.gauges import Gauges
    from okrctl.pages.drives import drives_page
    from okrctl.pages.tree import tree_page

    here = context(ctx.obj, as_of=as_of, cycle=cycle, at=at)
    rests = basis(here)
    if kpis:
        emit(here, drives_page(Gauges(here.loaded.workspace, here.as_of), rests), formats)
    else:
        emit(here, tree_page(lineage(here), everything=everything, basis=rests), formats)
