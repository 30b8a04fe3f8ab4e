"""`okrctl new team`: a team, spliced into okrctl.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from okrctl.cli.commands.new.options import Id, Title
from okrctl.cli.options import DryRun

if TYPE_CHECKING:
    from okrctl.text.scaffold import Value


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="ID|TITLE", help="Its id, or its title.")],
    *,
    identifier: Id = None,
    title: Title = None,
    parent: Annotated[
        str | None, typer.Option(metavar="TEAM", help="The team above; else company.")
    ] = None,
    lead: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Who owns what names no owner.")
    ] = None,
    member: Annotated[
        list[str] | None, typer.Option(metavar="PERSON", help="Who is in it; repeatable.")
    ] = None,
    cadence: Annotated[
        str | None, typer.Option(metavar="CADENCE", help="How often it checks in.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """A new team, spliced into okrctl.yaml."""
    from okrctl.cli.context import context
    from okrctl.cli.making.teams import make_team

    fields: dict[str, Value | None] = {
        "title": title,
        "parent": parent,
        "lead": lead,
        "members": member or None,
        "cadence": cadence,
    }
    make_team(context(ctx.obj), what, identifier, fields, dry_run=dry_run)
