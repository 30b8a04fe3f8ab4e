"""Commands by name, each imported and built when it is looked up, so that help stays quick."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

from okrctl.cli.commanding import Command
from okrctl.cli.shared import behind_the_command

if TYPE_CHECKING:
    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter
    from typer._click.shell_completion import CompletionItem

Lines = Mapping[str, str]
"""The line of help of each command, by name and in order."""


class Commands(MutableMapping[str, "AnyCommand"]):
    """The commands of a package: a module each, named as the command is."""

    def __init__(self, package: str, names: Sequence[str]) -> None:
        self._package = package
        self._names = tuple(names)
        self._built: dict[str, AnyCommand] = {}

    def __getitem__(self, name: str) -> AnyCommand:
        if name not in self._built:
            if name not in self._names:
                raise KeyError(name)
            self._built[name] = built(self._package, name)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __setitem__(self, name: str, command: AnyCommand) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]


def built(package: str, name: str) -> AnyCommand:
    """The command that a module makes: its function `command`, or the `COMMANDS` below it.

    A module that reads its words in a way of its own has a class `Reads`.
    """
    module = importlib.import_module(f"{package}.{name}")
    below: Lines | None = getattr(module, "COMMANDS", None)
    if below is not None:
        return group(module.__name__, name, module.__doc__ or "", {"Commands": below})
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=getattr(module, "Reads", Command))(module.command)
    return typer.main.get_command(app)


class CommandGroup(TyperGroup):
    """Commands below a name; what every command shares may stand before theirs too."""

    groups: Mapping[str, Lines] = {}

    def list_commands(self, ctx: Context) -> list[str]:
        """The names, in the order of the groups."""
        return list(self.commands)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Leading shared options move behind the command's name; without a name it is the help."""
        leading, rest = behind_the_command(args)
        if not rest and not ctx.resilient_parsing:
            leading, rest = [], self.alone(leading)
        return super().parse_args(ctx, [*rest[:1], *leading, *rest[1:]])

    def alone(self, leading: Sequence[str]) -> list[str]:
        """The words that stand for no command at all."""
        return ["--help"]

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, from their lines: no command is imported for it."""
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        lines = {name: line for group in self.groups.values() for name, line in group.items()}
        return [
            CompletionItem(name, help=line)
            for name, line in lines.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands by group, from their lines: no command is imported for it."""
        for title, lines in self.groups.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(8), line) for name, line in lines.items()])


def group(package: str, name: str, help_text: str, groups: Mapping[str, Lines]) -> CommandGroup:
    """A group of a package's commands."""
    made = CommandGroup(name=name, help=help_text, rich_markup_mode=None)
    made.commands = Commands(package, [name for lines in groups.values() for name in lines])
    made.groups = groups
    return made
