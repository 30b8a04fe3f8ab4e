"""`okrctl litmus`: an objective read out loud, and what somebody new would ask of it."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, CycleName, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="An objective.", autocompletion=completing.goal)
    ],
    *,
    cycle: CycleName = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """An objective read out loud, and what somebody new would ask of it.

    The sentence "We will OBJECTIVE, as measured by KEY RESULTS", the questions of a new colleague
    with what the files answer, and what lint asks about these words.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.planning.litmus import litmus

    here = context(ctx.obj, as_of=as_of, cycle=cycle, at=at)
    emit(here, litmus(here, address), formats)
