"""`okrctl schema`: the JSON Schema of a file that people write, or of what a command prints."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="objective, kpi or workspace for a file; lint, finding, rule, rules, show or"
            " status for an output.",
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
