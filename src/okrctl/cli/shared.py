"""What every command shares: where it starts, how it looks, and whether it may ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click import Context, Parameter

ColorChoice = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Shared:
    """The options that every command takes."""

    directory: str | None = None
    color: ColorChoice = "auto"
    ascii: bool = False
    no_input: bool = False
    workspace: tuple[str, ...] = ()
    """`NAME=PATH` of each checkout that the person names."""
    within: str = ""
    """The name of the workspace that an address led into; it is the folder then."""


ADDRESSES: Final = ("address", "addresses", "old", "kpi")
"""Parameters of commands that hold addresses of what the command acts on."""


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


LEADING = {"-C": 1, "--color": 1, "--as-of": 1, "--at": 1, "--format": 1, "--who": 1,
           "--workspace": 1,
           "--ascii": 0, "--no-input": 0, "--yes": 0}  # fmt: skip
"""Options that may stand before the command as well, and how many words follow each."""


def behind_the_command(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options of `LEADING` that come first, and the rest, which begins with the command."""
    at = 0
    while at < len(arguments):
        name, equals, _ = arguments[at].partition("=")
        glued = arguments[at].startswith("-C") and len(arguments[at]) > len("-C")
        if glued or (equals and LEADING.get(name)):
            at += 1
        elif name in LEADING and not equals:
            at += 1 + LEADING[name]
        else:
            break
    return list(arguments[:at]), list(arguments[at:])


def folder_of(leading: Sequence[str]) -> str:
    """The folder that `-C` names among the leading options, else the current one."""
    folder = "."
    for at, word in enumerate(leading):
        if word == "-C" and at + 1 < len(leading):
            folder = leading[at + 1]
        elif word.startswith("-C") and word != "-C":
            folder = word.removeprefix("-C").removeprefix("=")
    return folder
