"""What `okrctl new` says when it is done."""

from __future__ import annotations

from okrctl.cli.context import Context
from okrctl.cli.output import say


def tell(here: Context, path: str, *next_commands: str) -> None:
    """Say which file was written, that nothing is committed, and what comes next."""
    done = "v" if here.terminal.ascii_only else "✓"
    say(f"{done} Written, not committed: git add {path}")
    if here.terminal.is_tty and next_commands:
        say(f"Next  {' · '.join(next_commands)}")
