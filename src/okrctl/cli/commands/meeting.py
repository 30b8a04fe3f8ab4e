"""`okrctl meeting`: what to talk about, by the value of a decision."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, At, CycleName, DryRun, Formats, NoCommit, Team, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    team: Team = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Look back to that day; else to the last meeting."),
    ] = None,
    minutes: Annotated[int, typer.Option(metavar="N", min=1, help="How long the meeting is.")] = 30,
    start: Annotated[
        bool, typer.Option("--start", help="Walk it, and record what comes of it.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a walk that was stopped.")
    ] = False,
    decision: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="With --start: what was decided; repeatable."),
    ] = None,
    action: Annotated[
        list[str] | None,
        typer.Option(
            metavar="'WHO: WHAT, by DATE'", help="With --start: who does what; repeatable."
        ),
    ] = None,
    cycle: CycleName = None,
    who: Who = None,
    as_of: AsOf = None,
    at: At = None,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """What to talk about, by the value of a decision.

    What is off pace, where owner and trend disagree, what nobody spoke of, what changed in goals
    since the last meeting, the gauges, what goes well, and the actions that are open. What is on
    pace is not read out. --start walks it on a terminal and records decisions and actions as one
    entry of the team in one commit; Ctrl-C keeps a draft, and --resume goes on with it. --format md
    gives the minutes.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.cli.meeting.gathering import Wanted, gathered
    from okrctl.cli.meeting.start import Said, start_meeting
    from okrctl.errors import UsageError
    from okrctl.pages.meeting.agenda import meeting_page

    here = context(ctx.obj, as_of=as_of, cycle=cycle, who=who, at=at)
    wanted = Wanted(team, since, minutes)
    said = Said(tuple(decision or ()), tuple(action or ()))
    if start or resume:
        wishes = Wishes("minutes", None, not no_commit, dry_run, yes, formats)
        start_meeting(here, wanted, said, wishes, resume=resume)
    elif said:
        raise UsageError("--decision and --action record a meeting", "add --start")
    else:
        emit(here, meeting_page(gathered(here, wanted)), formats)
