"""`okrctl edit`: the file of an address in the editor, checked on closing."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing


def command(
    ctx: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="An address, or okrctl.yaml.", autocompletion=completing.address
        ),
    ] = "okrctl.yaml",
) -> None:
    """Open the file of an address in the editor and check it on closing.

    It opens at the line of the address. The editor is OKRCTL_EDITOR, VISUAL or EDITOR, else vi.
    """
    from okrctl.cli.context import context
    from okrctl.cli.editing import check, place_of
    from okrctl.cli.editor import open_editor
    from okrctl.errors import UsageError

    here = context(ctx.obj)
    if not here.terminal.can_edit:
        raise UsageError("an editor needs a terminal", "edit the file itself, then: okrctl lint")
    span = place_of(here, address)
    open_editor(here.environ, here.root / span.file, span.line)
    raise typer.Exit(check(here, span.file))
