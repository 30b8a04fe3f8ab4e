"""`okrctl rules`: every rule there is, or those of a selector."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.options import Formats


def command(
    ctx: typer.Context,
    selectors: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RULE]...", help="Only these codes, names or prefixes."),
    ] = None,
    *,
    formats: Formats = None,
) -> None:
    """Every rule, or those of a code's beginning.

    Shown are code, severity, name and what it says; okrctl rule tells more of one.
    """
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit
    from okrctl.lint.catalog import catalog
    from okrctl.lint.select import selection
    from okrctl.model.policy import LintPolicy
    from okrctl.pages.rules import rules_page

    chosen = selection(LintPolicy(), select=selectors) if selectors else None
    rules = [rule for rule in catalog().values() if chosen is None or chosen.takes(rule)]
    emit(context(ctx.obj), rules_page(rules), formats)
