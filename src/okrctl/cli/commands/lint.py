"""`okrctl lint`: checks the files of a workspace. Needs no git."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import AsOf, FailOn, Level


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="Only files at or below these.")
    ] = None,
    *,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME[:FILE]",
            help="full, concise, grouped, json, jsonl, github, gitlab, junit, sarif, rdjson, azure,"
            " md, tsv or csv; repeatable.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these codes, names or prefixes.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="All but these.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="From which severity on the exit status is 1.")
    ] = None,
    min_severity: Annotated[
        Level, typer.Option(help="From which severity on findings are shown.")
    ] = "info",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count findings by rule instead.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Check the files of a workspace.

    The workspace is that of the first path, else of the current folder. Exit status 1 means
    findings at or above --fail-on, which is error unless okrctl.yaml says otherwise.
    """
    from okrctl.cli.context import context
    from okrctl.cli.linting import Wanted, check, starting_at
    from okrctl.cli.reporting import report

    shared = starting_at(ctx.obj, paths or [])
    here = context(shared, as_of=as_of)
    wanted = Wanted(
        paths=tuple(paths or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        fail_on=fail_on,
        min_severity=min_severity,
        exit_zero=exit_zero,
    )
    checked = check(here, wanted)
    report(here, checked, formats or [], statistics=statistics)
    raise typer.Exit(checked.status)
