"""`okrctl review`: what a change does to goals, and whether it may pass."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, FailOn

Range = Annotated[
    str | None,
    typer.Argument(
        metavar="[REV | A...B | A..B]",
        help="Against which revision, or between which: ... is from their merge base.",
    ),
]
Base = Annotated[
    str | None,
    typer.Option("--base", metavar="REV", help="The revision whose merge base is compared with."),
]
Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME[:FILE]",
        help="table, md, json, tsv, csv, github, gitlab, junit, sarif, rdjson, azure, concise or"
        " jsonl; repeatable.",
    ),
]
Fails = Annotated[
    FailOn | None, typer.Option("--fail-on", help="From which severity on the exit status is 1.")
]


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    revisions: Range = None,
    *,
    base: Base = None,
    formats: Forms = None,
    fail_on: Fails = None,
    as_of: AsOf = None,
) -> None:
    """What a change does to goals, the worst first.

    The head is the files on disk unless a range names another. Without a base it is that of the
    pull request that a CI judges, else where the branch left its upstream or the default branch.
    Severities follow the phase of each goal's cycle, by the policy of the base.
    """
    from okrctl.cli.context import context
    from okrctl.cli.reviewing.run import review

    here = context(ctx.obj, as_of=as_of)
    raise typer.Exit(review(here, revisions, base, formats or (), fail_on))
