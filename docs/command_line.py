"""The command line in words: docs/cli.md, and the parts that the manual page shares with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from okrctl.cli import commanding
from okrctl.cli.app import GROUPS, app
from okrctl.errors import EnvironmentFault, Interrupted, OkrctlError, UsageError

if TYPE_CHECKING:
    from typer._click import Command, Parameter

STOPS: tuple[type[OkrctlError], ...] = (UsageError, EnvironmentFault, Interrupted)
GENERATED = "<!-- Written by docs/generate.py. -->\n"


def cli_page() -> str:
    """Every command with its arguments and options, the options of all, and the exit statuses."""
    commands: Any = typer.main.get_command(app)
    lines = [
        GENERATED,
        "# The command line\n",
        "`okrctl` alone is `status` inside a workspace and its help outside one. The options of",
        "[every command](#options-of-every-command) may stand before the command as well.",
    ]
    for title, names in GROUPS.items():
        lines += [f"\n## {title}"]
        for name in names:
            lines += command_section(commands.commands[name], name)
    lines += ["\n## Options of every command\n", *options_table(commanding.parameters())]
    lines += ["\n## Exit statuses\n", *table(("status", "meaning"), statuses())]
    return "\n".join(lines) + "\n"


def command_section(command: Command, name: str) -> Iterator[str]:
    """A command's usage, what it does and its options; the commands below it after that."""
    yield f"\n### okrctl {name}\n"
    yield f"```\nokrctl {name} {usage(command, name)}\n```\n"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    own = own_options(command)
    if own:
        yield ""
        yield from options_table(own)
    below: Mapping[str, Command] = getattr(command, "commands", {})
    for word in below:
        yield from command_section(below[word], f"{name} {word}")


def usage(command: Command, name: str) -> str:
    """How a command is typed, after its name."""
    context: Any = command.make_context(f"okrctl {name}", [], resilient_parsing=True)
    return " ".join(command.collect_usage_pieces(context))


def own_options(command: Command) -> list[Parameter]:
    """The arguments and options that not every command has, those shown in its help."""
    common = {one.name for one in commanding.parameters()}
    return [one for one in command.params if one.name not in common]


def is_shown(parameter: Parameter) -> bool:
    """Whether the help names it."""
    return not getattr(parameter, "hidden", False)


def options_table(parameters: Sequence[Parameter]) -> Iterator[str]:
    """Arguments and options with what they mean."""
    rows = (
        (f"`{spelled(one)}`", getattr(one, "help", None) or "")
        for one in parameters
        if is_shown(one)
    )
    yield from table(("option", "meaning"), rows)


def spelled(parameter: Parameter) -> str:
    """How an argument or option is typed."""
    form: Any = parameter
    context: Any = None
    metavar = form.make_metavar(ctx=context) if form.param_type_name == "argument" else ""
    if metavar:
        return str(metavar)
    names = ", ".join((*form.opts, *form.secondary_opts))
    return names if form.is_flag else f"{names} {form.metavar or choices(form)}".strip()


def choices(option: Any) -> str:
    """The values that an option takes, or what sort of value it is."""
    known = getattr(option.type, "choices", None)
    return "|".join(map(str, known)) if known else str(option.type.name).upper()


def statuses() -> Iterator[tuple[str, str]]:
    """Every exit status with its meaning."""
    yield "0", "fine"
    yield "1", "findings at or above `--fail-on`"
    for stop in STOPS:
        sentence = " ".join((stop.__doc__ or "").split()).partition(": exit status")[0]
        yield str(stop.status), sentence[:1].lower() + sentence[1:]


def table(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table; what would end a cell is escaped."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
