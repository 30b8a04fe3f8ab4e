"""`okrctl undo`: commits the opposite of the caller's last action."""

from __future__ import annotations

import typer

from okrctl.cli.options import DryRun, Formats, Who, Yes


def command(
    ctx: typer.Context,
    *,
    who: Who = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    formats: Formats = None,
) -> None:
    """Show, then commit, the opposite of your last action.

    A check-in is withdrawn by an entry that says so, a goal file is brought back to what it was.
    Nothing is deleted and no history rewritten; an undo can be undone.
    """
    from okrctl.cli.checkin.recording import Wishes
    from okrctl.cli.context import context
    from okrctl.cli.undoing.undo import undo

    undo(context(ctx.obj, who=who), Wishes("undo", None, True, dry_run, yes, formats))
