"""The manual page of okrctl, in the language of man, from the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer
from command_line import is_shown, own_options, spelled, statuses, usage

from okrctl.cli import commanding
from okrctl.cli.app import GROUPS, app

if TYPE_CHECKING:
    from typer._click import Command, Parameter

ABOUT = """\
Objectives and key results say where a team is going; KPIs are the gauges that it watches on the
way. okrctl reads both from YAML files in a git repository, appends check-ins to it, draws
scorecards, lints goals, reviews changes to them, and audits their history. Alone it is status
inside a workspace."""
FILES = (
    ("okrctl.yaml", "The workspace: people, teams, calendar and policy. Its folder is the root."),
    ("goals/CYCLE/TEAM/ID.yaml", "One objective with its key results."),
    ("kpis/ID.yaml", "One KPI."),
    ("checkins/, readings/", "What was recorded, one entry a line; only ever added."),
)


def manual() -> str:
    """The page of section 1: every command and option, files and exit statuses."""
    commands: Any = typer.main.get_command(app)
    lines = [
        '.\\" Written by docs/generate.py.',
        '.TH OKRCTL 1 "" okrctl "User Commands"',
        ".SH NAME", "okrctl \\- objectives, key results and KPIs as plain text in git",
        ".SH SYNOPSIS", ".B okrctl", r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION", *flowing(ABOUT),
    ]  # fmt: skip
    for title, names in GROUPS.items():
        lines += [f".SH {plain(title).upper()}"]
        for name in names:
            lines += command(commands.commands[name], name)
    lines += [".SH OPTIONS OF EVERY COMMAND", *options(commanding.parameters())]
    lines += [".SH FILES", *tagged((rf"\fI{plain(file)}\fR", words) for file, words in FILES)]
    lines += [".SH EXIT STATUS", *tagged((rf"\fB{code}\fR", words) for code, words in statuses())]
    lines += [".SH SEE ALSO", "okrctl help lists what the words of the field mean.", ".BR git (1)"]
    return "\n".join(lines) + "\n"


def command(one: Command, name: str) -> Iterator[str]:
    """A command: how it is typed, what it does, its own options, and the commands below it."""
    words = plain(usage(one, name)).replace('"', "")
    yield f'.SS "okrctl {plain(name)} {words}"'
    yield from flowing(one.help or "")
    yield from options(own_options(one))
    below: Mapping[str, Command] = getattr(one, "commands", {})
    for word in below:
        yield from command(below[word], f"{name} {word}")


def options(parameters: Sequence[Parameter]) -> Iterator[str]:
    """Arguments and options with what they mean."""
    shown = filter(is_shown, parameters)
    return tagged(
        (rf"\fB{plain(spelled(one))}\fR", getattr(one, "help", None) or "") for one in shown
    )


def tagged(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms, each with its words indented below it."""
    for term, words in pairs:
        yield ".TP"
        yield term
        yield from flowing(words) or [r"\&"]


def flowing(text: str) -> list[str]:
    """The paragraphs of a text."""
    parts = [plain(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]
    return [line for at, part in enumerate(parts) for line in ([".PP"] * bool(at) + [part])]


def plain(text: str) -> str:
    """A text that man takes for nothing but text, in ASCII."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    ascii_only = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in escaped)
    return re.sub(r"^(?=\.)", r"\\&", ascii_only)
