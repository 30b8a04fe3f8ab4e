"""`okrctl new kr`: a key result, spliced into its objective's file."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from okrctl.cli.commands.new.options import Due, Id, Number, OwnerName, Title, Why
from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    first: Annotated[
        str,
        typer.Argument(
            metavar="[OBJECTIVE]", help="Its objective's address.", autocompletion=completing.goal
        ),
    ],
    second: Annotated[
        str | None, typer.Argument(metavar="TITLE", help="What it is, in a sentence.")
    ] = None,
    *,
    identifier: Id = None,
    title: Title = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="NUMBER", help="Where it starts, or unknown.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NUMBER", help="The value to reach.")] = None,
    count: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many, from 0.")] = None,
    change_by: Annotated[
        str | None, typer.Option(metavar="CHANGE", help="Such as -50%, 3x, +40.")
    ] = None,
    at_least: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="A line to hold, from below.")
    ] = None,
    at_most: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="A line to hold, from above.")
    ] = None,
    between: Annotated[
        str | None, typer.Option(metavar="LOW,HIGH", help="A band to stay in.")
    ] = None,
    milestone: Annotated[
        list[str] | None, typer.Option(metavar="[ID:]TEXT", help="A step; repeatable.")
    ] = None,
    zone: Annotated[
        list[str] | None,
        typer.Option(metavar="ZONE:TEXT", help="commit, target or stretch in words; repeatable."),
    ] = None,
    done_when: Annotated[
        bool, typer.Option("--done-when", help="The title is a sentence that becomes true.")
    ] = False,
    supporting: Annotated[
        bool, typer.Option("--supporting", help="Measured by the objectives that support it.")
    ] = False,
    kpi: Annotated[
        str | None, typer.Option(metavar="KPI", help="The KPI that measures it.")
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="%, EUR, h, bugs …")] = None,
    better: Annotated[
        Literal["higher", "lower"] | None, typer.Option(help="Which way is better.")
    ] = None,
    baseline_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Until when the baseline is found.")
    ] = None,
    commit: Number = None,
    stretch: Number = None,
    every: Annotated[str | None, typer.Option(metavar="PERIOD", help="day, week, month …")] = None,
    guardrail: Annotated[
        bool, typer.Option("--guardrail", help="What must not get worse.")
    ] = False,
    weight: Number = None,
    owner: OwnerName = None,
    why: Why = None,
    due: Due = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """A new key result, spliced into its objective's file.

    Without an option that says its shape, the shape is guessed from the title and shown first.
    """
    from okrctl.cli.context import context
    from okrctl.cli.making.key_results import Shape, make_key_result

    here = context(ctx.obj)
    shape = Shape(
        numbers={"from": start, "to": to, "count": count, "commit": commit, "stretch": stretch,
                 "at_least": at_least, "at_most": at_most, "weight": weight},
        words={"title": title, "why": why, "owner": owner, "kpi": kpi, "unit": unit,
               "change_by": change_by, "better": better, "every": every},
        days={"baseline_by": here.day(baseline_by) if baseline_by else None,
              "due": here.day(due) if due else None},
        flags={"guardrail": guardrail, "done_when": done_when, "supporting": supporting},
        between=between,
        milestones=tuple(milestone or ()),
        zones=tuple(zone or ()),
    )  # fmt: skip
    make_key_result(here, (first, second), identifier, shape, sure=yes, dry_run=dry_run)
