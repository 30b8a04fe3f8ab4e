"""`okrctl plan`: what is known before a cycle, and drafts of its goals."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, DryRun, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    cycle: Annotated[
        str | None,
        typer.Argument(
            metavar="[CYCLE]",
            help="Such as 2027-Q1; else the next.",
            autocompletion=completing.cycle,
        ),
    ] = None,
    *,
    write: Annotated[
        str | None,
        typer.Option(metavar="TEAM/ID", help="Write the file of an objective with gaps for Y."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its title: what gets better, for whom.")
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why; else the KPI's own why.")
    ] = None,
    kpi: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A KPI to move; repeatable. Else those that ask for it."),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    dry_run: DryRun = False,
    formats: Formats = None,
) -> None:
    """What the data say before a cycle, and drafts of its goals.

    Five questions: what holds us back, what performs badly, what must we become good at, what must
    not fail, what matters most now. Gauges that ask for a goal become drafts from X to Y, with X
    filled in from the latest reading. Only --write writes, and lint waits for a person to set Y.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.planning.chosen import cycle_to_plan
    from okrctl.cli.planning.writing import Wanted
    from okrctl.cli.planning.writing import write as write_file
    from okrctl.measure.planning import planning
    from okrctl.pages.plan import plan_page

    here = context(ctx.obj, as_of=as_of, at=at)
    found = planning(here.loaded.workspace, here.as_of, cycle_to_plan(here, cycle))
    if write is None:
        emit(here, plan_page(found, here.loaded.workspace, basis=basis(here)), formats)
    else:
        write_file(here, found, Wanted(write, title, why, tuple(kpi or ())), dry_run=dry_run)
