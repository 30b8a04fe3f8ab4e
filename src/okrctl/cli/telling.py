"""What commands that write say when they are done."""

from __future__ import annotations

from collections.abc import Sequence

from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.terminal import Terminal


def written(here: Context, path: str, *next_commands: str) -> None:
    """Say which file was written, that nothing is committed, and what comes next."""
    say(f"+ {path}", f"{tick(here.terminal)} Written, nothing is committed")
    say_next(here.terminal, next_commands)


def tick(terminal: Terminal) -> str:
    """The sign of what is done."""
    return "v" if terminal.ascii_only else "✓"


def say_next(terminal: Terminal, commands: Sequence[str]) -> None:
    """On a terminal the commands to type next, as many as one line holds."""
    if not terminal.is_tty or not commands:
        return
    between = " - " if terminal.ascii_only else " · "
    line = f"Next  {commands[0]}"
    for command in commands[1:]:
        if len(line) + len(between) + len(command) <= terminal.width:
            line += between + command
    say(line)
