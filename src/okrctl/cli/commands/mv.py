"""`okrctl mv`: renames or moves an objective, key result, KPI, team or person."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import DryRun, NoCommit, Yes


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="An address, a team or a person.", autocompletion=completing.address
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id, or cycle/team/id.")],
    *,
    no_commit: NoCommit = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Rename or move an objective, key result, KPI, team or person.

    The old name stays valid as an alias, so that check-ins are never edited; references in other
    files are rewritten. All of it is one commit, which a terminal shows first and asks about.
    `team:x` and `person:x` say what x is.
    """
    from okrctl.cli.context import context
    from okrctl.cli.moving.plan import file_changes
    from okrctl.cli.moving.targets import move_of
    from okrctl.cli.moving.telling import agree, message, tell
    from okrctl.cli.writing import record_files, tried

    here = context(ctx.obj)
    move = move_of(here, old, new)
    files = list(file_changes(move, here.loaded, here.tree))
    tried(here, files)
    if not (yes or dry_run):
        agree(here, files, commit=not no_commit)
    done = record_files(here, files, message(move), commit=not no_commit, dry_run=dry_run)
    if done:
        tell(here, move, done)
