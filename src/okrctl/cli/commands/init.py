"""`okrctl init`: a workspace that lints clean, in a new or an existing repository."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from okrctl.cli.options import DryRun, Yes

Named = Literal["start", "end"]


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="The organisation's name.")
    ] = None,
    team: Annotated[
        str | None, typer.Option(metavar="NAME", help="The first team below company.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Such as Europe/Berlin.")
    ] = None,
    fiscal_year_start: Annotated[
        str | None, typer.Option(metavar="MONTH", help="Such as february.")
    ] = None,
    fiscal_year_named: Annotated[
        Named | None, typer.Option(help="Whether a year has the name of its start or its end.")
    ] = None,
    checkins: Annotated[
        str | None, typer.Option(metavar="CADENCE", help="Such as weekly on friday.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="ID", help="Your id.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Your name.")] = None,
    email: Annotated[str | None, typer.Option(metavar="EMAIL", help="Your e-mail in git.")] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Copy an example company, with its quarter.")
    ] = False,
    git_diff: Annotated[
        bool, typer.Option("--git-diff", help="Let git diff say what changes of goals mean.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """A workspace that lints clean, in a new or an existing repository.

    Asks on a terminal; elsewhere the options say it all, and --yes takes what is proposed.
    Writes okrctl.yaml, .gitattributes, JSON Schemas and editor settings. Commits nothing and
    replaces nothing. --git-diff also sets git's external diff for goals and KPIs in this
    repository's own configuration, alone in a workspace that is there; it is undone by
    git config --remove-section diff.okrctl.
    """
    from okrctl.cli.context import context, workspace_root
    from okrctl.cli.interview import Wishes
    from okrctl.cli.starting import start

    here = context(ctx.obj)
    if example:
        from okrctl.cli.example import copy_example

        copy_example(here, dry_run=dry_run)
        return
    if git_diff and workspace_root(here.folder) is not None:
        from okrctl.cli.git_setup import set_driver

        set_driver(here, sure=yes, dry_run=dry_run)
        return
    wishes = Wishes(
        organization=organization,
        team=team,
        timezone=timezone,
        year_start=fiscal_year_start,
        year_named=fiscal_year_named,
        checkins=checkins,
        person=person,
        name=name,
        email=email,
    )
    start(here, wishes, sure=yes, dry_run=dry_run, git_diff=git_diff)
