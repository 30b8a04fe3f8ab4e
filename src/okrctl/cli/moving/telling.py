"""What `okrctl mv` says, to people and to git."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.prompts import Prompts
from okrctl.cli.telling import say_next, tick
from okrctl.cli.writing import diff
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.cli.moving.plan import Move
    from okrctl.store.plan import FileChange
    from okrctl.store.record import Recorded

SHORT = 7


def message(move: Move) -> str:
    """The commit message of a move."""
    from okrctl.store.history import TRAILER

    return f"move {move.old} to {move.new}\n\n{TRAILER}: mv\n"


def agree(here: Context, files: Sequence[FileChange], *, commit: bool) -> None:
    """Show the changes and ask, on a terminal; Interrupted where a person says no.

    Elsewhere the command has said it all.
    """
    if not here.terminal.can_prompt:
        return
    for file in files:
        say(*diff(file))
    if not Prompts(here.terminal).confirm("Commit" if commit else "Write"):
        raise Interrupted("nothing was written")


def tell(here: Context, move: Move, done: Recorded) -> None:
    """Say what moved, how many files followed, and the commit."""
    arrow = "->" if here.terminal.ascii_only else "→"
    files = f"{move.references} other file{'' if move.references == 1 else 's'}"
    commit = f", commit {done.commit[:SHORT]}" if done.commit else ", not committed"
    say(f"{tick(here.terminal)} {move.old} {arrow} {move.new} · references in {files}{commit}")
    say_next(here.terminal, ("okrctl lint", "okrctl undo") if done.commit else ("okrctl lint",))
