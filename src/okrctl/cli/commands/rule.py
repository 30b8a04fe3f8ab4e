"""`okrctl rule`: what a rule means, with a bad and a good example."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import Formats


def command(
    ctx: typer.Context,
    rule: Annotated[
        str, typer.Argument(metavar="CODE", help="A code such as OKR203, or a rule's name.")
    ],
    *,
    formats: Formats = None,
) -> None:
    """What a rule means, with a bad and a good example."""
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.lint.catalog import find
    from okrctl.pages.rule import rule_page

    emit(context(ctx.obj), rule_page(find(rule)), formats)
