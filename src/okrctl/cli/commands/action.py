"""`okrctl action`: the actions of meetings, and that one is done."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import DryRun, Formats, NoCommit, Team, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="An action's id or its beginning; else all are listed."
        ),
    ] = None,
    *,
    done: Annotated[
        bool | None, typer.Option("--done/--not-done", help="Whether it is done.")
    ] = None,
    team: Team = None,
    mine: Annotated[bool, typer.Option("--mine", help="List only your own.")] = False,
    who: Who = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """The open actions of meetings, and that one is done.

    An action is taken on in okrctl meeting --start. That it is done is an entry beside its
    meeting; okrctl undo withdraws it.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.meeting.actions import settle
    from okrctl.cli.owing import team_named
    from okrctl.errors import UsageError
    from okrctl.measure.meetings import actions
    from okrctl.pages.meeting.actions import actions_page

    here = context(ctx.obj, who=who)
    if action is not None and done is not None:
        wishes = Wishes("action", None, not no_commit, dry_run, yes, formats)
        settle(here, action, done=done, wishes=wishes)
        return
    if action is not None or done is not None:
        raise UsageError("an action and whether it is done belong together",
                         f"okrctl action {action or 'ID'} --done")  # fmt: skip
    name, person = team_named(here, team), here.who if mine else ""
    workspace = here.loaded.workspace
    found = [one for one in actions(workspace, here.today, name)
             if one.done is None and person in ("", one.who)]  # fmt: skip
    emit(here, actions_page(found, workspace, here.today, basis(here)), formats)
