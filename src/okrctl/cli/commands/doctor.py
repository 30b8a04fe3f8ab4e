"""`okrctl doctor`: whether all that okrctl needs is there, and what to do where it is not."""

from __future__ import annotations

import typer

from okrctl.cli.options import Formats


def command(ctx: typer.Context, *, formats: Formats = None) -> None:
    """Whether all that okrctl needs is well, and what to do.

    Looks at git, your identity, hooks, attributes, schemas, the cache and the terminal. Reads
    only; the exit status is 3 where something must be mended before okrctl can do its work.
    """
    from okrctl.cli.context import context
    from okrctl.cli.doctoring.examine import examine
    from okrctl.cli.emitting import emit
    from okrctl.pages.doctor import doctor_page

    here = context(ctx.obj)
    checks = tuple(examine(here))
    emit(here, doctor_page(checks), formats)
    if any(check.verdict == "bad" for check in checks):
        raise typer.Exit(3)
