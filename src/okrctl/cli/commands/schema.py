"""`okrctl schema`: the JSON Schema of a file that people write, or of what a command prints."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="objective, kpi or workspace for a file; an output such as status, show or"
            " lint: a wrong name lists them all.",
        ),
    ],
) -> None:
    """The JSON Schema of a file or of an output.

    A file is one that people write, an output what a command prints as JSON. The schema is in
    draft 7, which editors and every validator understand. It needs no workspace.
    """
    from okrctl.cli.output import write
    from okrctl.cli.schemas import schema_text

    write(schema_text(name))
