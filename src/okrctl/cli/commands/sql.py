"""`okrctl sql`: a question to the tables of a workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, Formats


def command(
    ctx: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="[SELECT]", help="One SELECT; without it the tables.")
    ] = None,
    *,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """A question to the tables of a workspace, in SQL. Without one it lists tables and columns.

    The tables are those of `okrctl export`, in memory: a question sees no file and no network, and
    changes nothing.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.exporting.export import Order, tables_in
    from okrctl.pages.sql import answer_page, tables_page

    here = context(ctx.obj, as_of=as_of, at=at)
    if question is None:
        emit(here, tables_page(), formats)
        return
    from okrctl.store.database import ask

    emit(here, answer_page(question, *ask(tables_in(here, Order()), question)), formats)
