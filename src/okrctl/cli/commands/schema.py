"""`okrctl schema`: the JSON Schema of a file that people write, or of what a command prints."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import Formats


def command(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="objective, kpi or workspace for a file; an output such as status, show or"
            " lint; without one they are listed.",
        ),
    ] = None,
    *,
    formats: Formats = None,
) -> None:
    """The JSON Schema of a file or of an output.

    A file is one that people write, an output what a command prints as JSON. The schema is in
    draft 7, which editors and every validator understand. It needs no workspace.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.output import write
    from okrctl.cli.schemas import listed, schema_text

    if name is None:
        emit(context(ctx.obj), listed(), formats)
    else:
        write(schema_text(name))
