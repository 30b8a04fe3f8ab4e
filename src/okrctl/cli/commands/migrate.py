"""`okrctl migrate`: raises the format version of a workspace."""

from __future__ import annotations

import typer

from okrctl.cli.options import DryRun


def command(ctx: typer.Context, *, dry_run: DryRun = False) -> None:
    """Raise the format version of a workspace.

    Files are edited in place, nothing is reformatted and nothing committed. A format that is newer
    than this okrctl is refused.
    """
    from okrctl.cli.context import context
    from okrctl.cli.migrating.migrate import migrate

    migrate(context(ctx.obj), dry_run=dry_run)
