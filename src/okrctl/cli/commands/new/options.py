"""Options that several of the commands below `okrctl new` take."""

from __future__ import annotations

from typing import Annotated

import typer

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
