"""`okrctl audit`: whether the history can be trusted, and what could not be verified."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import FailOn


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    since_commit: Annotated[
        str | None,
        typer.Option(
            "--since-commit",
            metavar="SHA",
            help="The head of the last audit: it must still be part of the history, and only what"
            " came after it is judged.",
        ),
    ] = None,
    anchor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REV", help="A commit or tag that must be part of the history; repeatable."
        ),
    ] = None,
    signers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Who may sign, from outside of the repository; review.signers."
        ),
    ] = None,
    objects: Annotated[
        bool, typer.Option("--objects/--no-objects", help="Check every object with git fsck.")
    ] = True,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="From which severity on the exit status is 1."),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME[:FILE]",
            help="table, md, json, tsv, csv, github, gitlab, junit, sarif, rdjson, azure, concise"
            " or jsonl; repeatable.",
        ),
    ] = None,
) -> None:
    """Whether the history can be trusted, and what could not be verified.

    Every commit that touches goals or entries is judged. It ends with 3 where something could not
    be verified, such as in a shallow clone. The report says what was verified, what was not and
    why, and which head to note for the next audit.
    """
    from okrctl.cli.auditing.gather import Asked
    from okrctl.cli.auditing.run import run
    from okrctl.cli.context import context

    here = context(ctx.obj)
    asked = Asked(since_commit, tuple(anchor or ()), signers, objects)
    raise typer.Exit(run(here, asked, formats or (), fail_on))
