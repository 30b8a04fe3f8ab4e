"""`okrctl export`: the tables of a workspace as CSV, JSON, a workbook or a dataset."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName, Team


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORM", help="csv, json, xlsx or parquet."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file, or a folder for several."),
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", metavar="NAME", help="This table; repeatable.")
    ] = None,
    cycle: CycleName = None,
    team: Team = None,
    public: Annotated[
        bool, typer.Option("--public", help="Without numbers, people, drafts and free words.")
    ] = False,
    as_of: AsOf = None,
    at: At = None,
) -> None:
    """The tables of a workspace as CSV, JSON, a workbook or a dataset.

    Objectives, key results, states, KPIs, entries and readings. Alone it prints the key results as
    CSV, under the columns that `okrctl import` reads back.
    """
    from okrctl.cli.context import context
    from okrctl.cli.exporting.export import Order, export

    order = Order(form, output, tuple(table or ()), team, public)
    export(context(ctx.obj, as_of=as_of, cycle=cycle, at=at), order)
