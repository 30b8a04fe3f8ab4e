"""`okrctl new kpi`: a gauge that is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from okrctl.cli.commands.new.options import Id, Number, OwnerName, Pillar, Supports, Title, Why
from okrctl.cli.options import DryRun

if TYPE_CHECKING:
    from okrctl.text.scaffold import Value


def command(  # noqa: PLR0913 - one parameter for each option
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
