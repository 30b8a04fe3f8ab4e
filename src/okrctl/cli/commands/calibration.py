"""`okrctl calibration`: how well confidence and forecast foretold what came."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, Formats, Who


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    mine: Annotated[bool, typer.Option("--mine", help="Only what you said, each of it.")] = False,
    who: Who = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """How well confidence and forecast foretold what came.

    By team; with --mine what you said yourself, each of it.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.measure.calibration import calibration
    from okrctl.pages.calibration import calibration_page

    here = context(ctx.obj, as_of=as_of, who=who, at=at)
    workspace, person = here.loaded.workspace, here.who if mine else ""
    found = calibration(workspace, here.as_of, person or None)
    page = calibration_page(found, workspace, here.as_of, person=person, basis=basis(here))
    emit(here, page, formats)
