"""`okrctl checkin`: says where key results stand, asked on a terminal or by its options."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, Formats, NoCommit, Who, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ADDRESS]...",
            help="Key results; an objective means all of its own.",
            autocompletion=completing.goal,
        ),
    ] = None,
    *,
    value: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The value now: 8, or 7/12 for 7 of 12.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="below, commit, target or stretch.")
    ] = None,
    milestone: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A milestone reached; repeatable.")
    ] = None,
    done: Annotated[
        bool | None, typer.Option("--done/--no-done", help="Whether it, or the milestone, is done.")
    ] = None,
    progress: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="0.4 or 40%, where only a person can say it."),
    ] = None,
    confidence: Annotated[
        str | None, typer.Option(metavar="0-10", help="How sure you are of the target by the end.")
    ] = None,
    expects: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The value you expect at the end.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What changed.")] = None,
    going_well: Annotated[str | None, typer.Option(metavar="TEXT", help="What helps.")] = None,
    holding_back: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What slows it, without blocking it.")
    ] = None,
    blocked: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What blocks it: opens a blocker.")
    ] = None,
    unblocked: Annotated[
        list[str] | None,
        typer.Option(metavar="ENTRY", help="The entry whose blocker is gone; repeatable."),
    ] = None,
    support: Annotated[
        list[str] | None,
        typer.Option(metavar="'TEAM: NEED'", help="What is needed from whom; repeatable."),
    ] = None,
    supported: Annotated[
        list[str] | None,
        typer.Option(metavar="ENTRY", help="The entry whose need is met; repeatable."),
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A link or a sentence; repeatable.")
    ] = None,
    link: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Where to read more; repeatable.")
    ] = None,
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was true, if not today.")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="CSV, YAML or JSON, or -; help explains it."),
    ] = None,
    who: Who = None,
    supersedes: Annotated[
        str | None, typer.Option(metavar="ENTRY", help="Correct this entry; what is unsaid stays.")
    ] = None,
    void: Annotated[
        str | None, typer.Option(metavar="ENTRY", help="Withdraw this entry; its line stays.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The entry's id: the same command twice is once."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what was left.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Let go of what was left.")] = False,
    no_commit: NoCommit = False,
    baseline: Annotated[
        bool | None,
        typer.Option(
            "--baseline/--no-baseline",
            help="Write a first value as from: too, where that is unknown; --yes does.",
        ),
    ] = None,
    push: Annotated[
        bool, typer.Option("--push", help="Push it, on top of what others pushed meanwhile.")
    ] = False,
    branch: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Commit to that branch and stay on this one."),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Say where your key results stand.

    On a terminal it walks what is yours and due. With options it records what they say of one key
    result. New files only, and one commit; nothing is ever edited.
    """
    from okrctl.cli.checkin.checking import check_in
    from okrctl.cli.checkin.order import Order
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.checkin.saying import Saying
    from okrctl.cli.context import context

    saying = Saying(
        value=value, zone=zone, milestone=tuple(milestone or ()), done=done, progress=progress,
        confidence=confidence, expects=expects, note=note, going_well=going_well,
        holding_back=holding_back, blocked=blocked, unblocked=tuple(unblocked or ()),
        support=tuple(support or ()), supported=tuple(supported or ()),
        evidence=tuple(evidence or ()),
        link=tuple(link or ()),
    )  # fmt: skip
    wishes = Wishes(
        key=key, commit=not no_commit, dry_run=dry_run, sure=yes, formats=formats, push=push,
        branch=branch, baseline=baseline,
    )  # fmt: skip
    order = Order(addresses or (), saying, wishes, day, supersedes, void, resume, discard)
    here = context(ctx.obj, who=who)
    if file is None:
        check_in(here, order)
    else:
        from okrctl.cli.batch.batch import record_file

        order.refuse_beside_a_file()
        record_file(here, file, day, wishes)
