"""`okrctl show`: one objective, key result or KPI, with all its numbers."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, CycleName, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="Any unambiguous tail of an address.",
            autocompletion=completing.address,
        ),
    ],
    *,
    chart: Annotated[
        bool, typer.Option("--chart", help="Draw the series of a key result.")
    ] = False,
    cycle: CycleName = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """One objective, key result or KPI, with all its numbers."""
    from okrctl.cli.addresses import cycle_of, meant
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.narrowing.goal import of_address
    from okrctl.measure.measure import measure
    from okrctl.pages.card import card

    here = of_address(context(ctx.obj, as_of=as_of, cycle=cycle, at=at), address)
    workspace, places = here.loaded.workspace, here.loaded.places
    found = meant(here, address)
    measured = measure(workspace, here.as_of, cycle_of(here, found))
    document = card(measured, workspace, found, places, basis=basis(here), chart=chart)
    emit(here, document, formats)
