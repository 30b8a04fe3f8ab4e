"""`okrctl examples`: worked goals and KPIs of a dozen functions, to copy from."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import DryRun, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    function: Annotated[
        str | None, typer.Argument(metavar="[FUNCTION]", help="Such as engineering; else all.")
    ] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Write them: objectives as drafts, KPIs to watch.")
    ] = False,
    team: Annotated[
        str | None, typer.Option("--team", metavar="TEAM", help="Whose they will be.")
    ] = None,
    cycle: Annotated[
        str | None, typer.Option("--cycle", metavar="CYCLE", help="Else the current one.")
    ] = None,
    dry_run: DryRun = False,
    formats: Formats = None,
) -> None:
    """Worked objectives, key results and KPIs of a dozen functions, to copy from."""
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.making.names import known
    from okrctl.errors import UsageError
    from okrctl.pages.example import example_page, examples_page
    from okrctl.pages.library import NAMES, example

    here = context(ctx.obj, cycle=cycle)
    if function is None:
        if write:
            raise UsageError("which function's?", f"okrctl examples {NAMES[0]} --write")
        emit(here, examples_page([example(name) for name in NAMES]), formats)
        return
    chosen = example(known(function, NAMES, "function"))
    if write:
        from okrctl.cli.making.examples import write_example

        write_example(here, chosen, team, dry_run=dry_run)
    else:
        emit(here, example_page(chosen), formats)
