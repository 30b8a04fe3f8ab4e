"""`okrctl new objective`: what gets better, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from okrctl.cli.commands.new.options import Due, Id, OwnerName, Pillar, Supports, Title, Why
from okrctl.cli.options import DryRun

if TYPE_CHECKING:
    from okrctl.text.scaffold import Value


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[ADDRESS|TITLE]", help="team/id, cycle/team/id, or the title."),
    ] = None,
    *,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="Whose it is.")] = None,
    cycle: Annotated[str | None, typer.Option(metavar="CYCLE", help="Such as 2027-Q1.")] = None,
    identifier: Id = None,
    title: Title = None,
    why: Why = None,
    owner: OwnerName = None,
    supports: Supports = None,
    pillar: Pillar = None,
    committed: Annotated[bool, typer.Option("--committed", help="Promised.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Counted nowhere yet.")] = False,
    due: Due = None,
    dry_run: DryRun = False,
) -> None:
    """A new objective: what gets better, for whom."""
    from okrctl.cli.context import context
    from okrctl.cli.making.objectives import Where, make_objective

    here = context(ctx.obj, cycle=cycle)
    fields: dict[str, Value | None] = {
        "title": title,
        "why": why,
        "owner": owner,
        "commitment": "committed" if committed else None,
        "supports": supports or None,
        "pillar": pillar,
        "starts": None,
        "due": here.day(due) if due else None,
        "draft": draft or None,
    }
    make_objective(here, Where(what, team, cycle, identifier), fields, dry_run=dry_run)
