"""`okrctl new`: one file, or one key result or team spliced into the file that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from okrctl.cli.options import DryRun, Yes
from okrctl.cli.shared import Command, CommandGroup

if TYPE_CHECKING:
    from okrctl.text.scaffold import Value

app = typer.Typer(
    help="A new objective, key result, KPI or team. Files are written, nothing is committed.",
    cls=CommandGroup,
    add_completion=False,
    rich_markup_mode=None,
)

Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; else from its title.")]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="What it is, in a sentence.")]
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="Why it matters.")]
OwnerName = Annotated[str | None, typer.Option("--owner", metavar="PERSON", help="Who owns it.")]
Pillar = Annotated[str | None, typer.Option(metavar="ID", help="The part of the strategy.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="Its last day.")]
Supports = Annotated[
    list[str] | None,
    typer.Option(metavar="ADDRESS", help="What it helps to reach; repeatable."),
]
Number = Annotated[str | None, typer.Option(metavar="NUMBER")]


@app.command(cls=Command)
def objective(  # noqa: PLR0913 - one parameter for each option
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


@app.command(cls=Command)
def kr(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="[OBJECTIVE]", help="Its objective's address.")],
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


@app.command(cls=Command)
def kpi(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="ID|TITLE", help="Its id, or its title.")],
    *,
    identifier: Id = None,
    title: Title = None,
    better: Annotated[
        Literal["higher", "lower", "inside"] | None, typer.Option(help="Which way is better.")
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="%, EUR, h, bugs …")] = None,
    healthy: Annotated[
        str | None, typer.Option(metavar="BAND", help="Such as '>= 75', '<= 3', '2..5'.")
    ] = None,
    warning: Annotated[
        str | None, typer.Option(metavar="BAND", help="The same, wider; outside is critical.")
    ] = None,
    target: Number = None,
    stretch: Number = None,
    role: Annotated[Literal["leading", "lagging"] | None, typer.Option()] = None,
    measures: Annotated[Literal["quality", "quantity"] | None, typer.Option()] = None,
    cadence: Annotated[
        str | None, typer.Option(metavar="CADENCE", help="How often a reading is due.")
    ] = None,
    aggregate: Annotated[
        Literal["last", "sum", "mean", "min", "max", "count"] | None,
        typer.Option(help="How readings make a longer period."),
    ] = None,
    formula: Annotated[
        str | None, typer.Option(metavar="FORMULA", help="Such as 'revenue / headcount'.")
    ] = None,
    supports: Supports = None,
    pillar: Pillar = None,
    owner: OwnerName = None,
    why: Why = None,
    playbook: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What to do outside its thresholds.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """A new KPI: a gauge that is watched."""
    from okrctl.cli.context import context
    from okrctl.cli.making.kpis import make_kpi
    from okrctl.cli.making.values import band, number

    fields: dict[str, Value | None] = {
        "title": title,
        "why": why,
        "owner": owner,
        "unit": unit,
        "better": better,
        "role": role,
        "measures": measures,
        "cadence": cadence,
        "aggregate": aggregate,
        "healthy": band("--healthy", healthy),
        "warning": band("--warning", warning),
        "target": number("--target", target),
        "stretch": number("--stretch", stretch),
        "formula": formula,
        "supports": supports or None,
        "pillar": pillar,
        "playbook": playbook,
    }
    make_kpi(context(ctx.obj), what, identifier, fields, dry_run=dry_run)


@app.command(cls=Command)
def team(  # noqa: PLR0913 - one parameter for each option
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
