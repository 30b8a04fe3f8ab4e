"""`okrctl reading`: a KPI's value, that of a segment, or an outside event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from okrctl.cli.commanding import Command
from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, Formats, NoCommit, Who, Yes

if TYPE_CHECKING:
    from typer._click import Context


class Reads(Command):
    """Takes a value below zero for a value, and not for an option."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words; `reading margin -3` says minus three."""
        return super().parse_args(ctx, with_negative_last(args))


def with_negative_last(words: Sequence[str]) -> list[str]:
    """The words with a number below zero that follows no option behind a `--`."""
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word == "--":
            break
        if word[:1] == "-" and word[1:2].isdigit() and not before.startswith("-"):
            return [*words[:at], *words[at + 1 :], "--", word]
    return list(words)


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    kpi: Annotated[
        str | None, typer.Argument(metavar="KPI", help="Its id.", autocompletion=completing.kpi)
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="The number.")] = None,
    *,
    segment: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Of one segment: region=emea.")
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="TEXT", help="An outside cause, in place of a value.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A word on it.")] = None,
    link: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Where to read more; repeatable.")
    ] = None,
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was true, if not today.")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="CSV with kpi,value,day or JSON lines; or -."),
    ] = None,
    who: Who = None,
    key: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The entry's id: the same command twice is once."),
    ] = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Record a KPI's value, or an outside event.

    A value outside what the KPI expects is kept back until a person, or --yes, confirms it.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.reading.reading import Order, read

    wishes = Wishes("reading", key, not no_commit, dry_run, yes, formats)
    order = Order(
        kpi, value, wishes, tuple(segment or ()), event, note, tuple(link or ()), day, file
    )
    read(context(ctx.obj, who=who), order)
