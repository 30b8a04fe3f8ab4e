"""A command as typer runs it: its own options and those that every command shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from okrctl.cli.shared import ADDRESSES, ColorChoice, Shared

if TYPE_CHECKING:
    from typer._click import Context, Parameter


def options(
    *,
    directory: Annotated[
        str | None, typer.Option("-C", metavar="DIR", help="Start in this folder.")
    ] = None,
    color: Annotated[ColorChoice, typer.Option(help="When to use colour.")] = "auto",
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII only.")] = False,  # noqa: A002 - the option's name
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    workspace: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=PATH", help="The checkout that addresses NAME//… mean; repeatable."
        ),
    ] = None,
) -> None:
    """Nothing: its parameters declare the options."""


@cache
def parameters() -> Sequence[Parameter]:
    """The shared options as typer makes them."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(options)
    return typer.main.get_command(app).params


class Command(TyperCommand):
    """A command that takes the shared options too and finds them in `ctx.obj`."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its own parameters, the shared ones, then `--help`."""
        *own, the_help = super().get_params(ctx)
        return [*own, *parameters(), the_help]

    def invoke(self, ctx: Context) -> Any:
        """Run it with its own parameters; the shared ones become `ctx.obj`.

        An address in another workspace makes the command run there.
        """
        said = {one.name: ctx.params.pop(one.name) for one in parameters() if one.name}
        shared = Shared(**{**said, "workspace": tuple(said["workspace"] or ())})
        if leads_elsewhere(ctx.params):
            from okrctl.cli.entering import entered

            shared = entered(shared, ctx.params)
        ctx.obj = shared
        return super().invoke(ctx)


def leads_elsewhere(params: Mapping[str, Any]) -> bool:
    """Whether an address on the command line names a workspace."""
    texts = (params.get(name) for name in ADDRESSES)
    return any(
        "//" in one
        for text in texts
        for one in ([text] if isinstance(text, str) else text or ())
        if isinstance(one, str)
    )
