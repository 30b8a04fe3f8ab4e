"""`okrctl explain`: where a number comes from."""

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
            help="A goal, a KPI (kpi:ID) or a team.",
            autocompletion=completing.address,
        ),
    ],
    *,
    cycle: CycleName = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """Where every number of a goal, a KPI or a team comes from."""
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.explaining import case_and_address
    from okrctl.pages.explain.page import explanation

    here = context(ctx.obj, as_of=as_of, cycle=cycle, at=at)
    case, found = case_and_address(here, address)
    emit(here, explanation(case, found, basis(here)), formats)
