"""`okrctl import`: goals out of spreadsheets and Markdown, with a preview."""  # noqa: N999 - a command's module has its name

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import DryRun, Formats, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV, xlsx, xls, ods or Markdown; - for input.")
    ],
    *,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet of a workbook.")
    ] = None,
    cycle: Annotated[
        str | None,
        typer.Option(
            "--cycle", metavar="CYCLE", help="Where the file names none; else the current."
        ),
    ] = None,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="TEAM", help="Where the file names none; else the top one."),
    ] = None,
    who: Who = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    formats: Formats = None,
) -> None:
    """Goals out of a spreadsheet or Markdown, shown before anything is written.

    Columns are known by the headers that OKR products give them. The preview says how sure each
    guess is, and names every cell that was not understood. Files are written, nothing is committed.
    """
    from okrctl.cli.context import context
    from okrctl.cli.importing.run import Order, import_file

    here = context(ctx.obj, cycle=cycle, who=who)
    import_file(here, Order(file, sheet, team, yes, dry_run, formats))
