"""Options that several commands take, declared once."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from okrctl.cli.completion import completing

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to look at: 2026-11-20, friday, end …"),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="REV", help="The files of that commit, as main~20; --as-of sets the day."
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="NAME[:FILE]", help="table, tsv, json, csv or md; repeatable."
    ),
]
Team = Annotated[
    str | None,
    typer.Option("--team", metavar="TEAM", help="Only this team.", autocompletion=completing.team),
]
CycleName = Annotated[
    str | None,
    typer.Option(
        "--cycle",
        metavar="CYCLE",
        help="This cycle, such as 2026-Q4.",
        autocompletion=completing.cycle,
    ),
]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="PERSON",
        help="Only whose owner is.",
        autocompletion=completing.person,
    ),
]
Who = Annotated[
    str | None,
    typer.Option("--who", metavar="PERSON", help="Who you are.", autocompletion=completing.person),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Confirm everything.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the change, write nothing.")]
FailOn = Literal["error", "warning", "info", "never"]
NoCommit = Annotated[bool, typer.Option("--no-commit", help="Write the files, commit nothing.")]
Level = Literal["error", "warning", "info"]
