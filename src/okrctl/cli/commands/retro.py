"""`okrctl retro`: the closing report of a cycle."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, Formats


def command(
    ctx: typer.Context,
    cycle: Annotated[
        str,
        typer.Argument(metavar="CYCLE", help="Such as 2026-Q3.", autocompletion=completing.cycle),
    ],
    *,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """How a cycle ended: scores, teams, KPIs, check-ins, lessons.

    By score and by zone; each team beside its cycles before; whether the KPIs moved; how well the
    end was foreseen; how many check-ins were made of those due; what was carried over and over;
    what was learned. --format md is the text for the minutes.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.closing.close import cycle_named
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.measure.retrospect import retrospect
    from okrctl.pages.retro import retro_page

    here = context(ctx.obj, as_of=as_of, at=at)
    workspace = here.loaded.workspace
    found = retrospect(workspace, here.as_of, cycle_named(here, cycle))
    emit(here, retro_page(found, workspace, basis=basis(here)), formats)
