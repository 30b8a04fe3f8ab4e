"""What every command shares: where it starts, how it looks, and whether it may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

ColorChoice = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Shared:
    """The options that every command takes."""

    directory: str | None = None
    color: ColorChoice = "auto"
    ascii: bool = False
    no_input: bool = False
    workspace: tuple[str, ...] = ()
    """`NAME=PATH` of each checkout that the person names."""
    within: str = ""
    """The name of the workspace that an address led into; it is the folder then."""


ADDRESSES: Final = ("address", "addresses", "old", "kpi")
"""Parameters of commands that hold addresses of what the command acts on."""


LEADING = {"-C": 1, "--color": 1, "--as-of": 1, "--at": 1, "--format": 1, "--who": 1,
           "--workspace": 1,
           "--ascii": 0, "--no-input": 0, "--yes": 0}  # fmt: skip
"""Options that may stand before the command as well, and how many words follow each."""


def behind_the_command(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options of `LEADING` that come first, and the rest, which begins with the command."""
    at = 0
    while at < len(arguments):
        name, equals, _ = arguments[at].partition("=")
        glued = arguments[at].startswith("-C") and len(arguments[at]) > len("-C")
        if glued or (equals and LEADING.get(name)):
            at += 1
        elif name in LEADING and not equals:
            at += 1 + LEADING[name]
        else:
            break
    return list(arguments[:at]), list(arguments[at:])


def folder_of(leading: Sequence[str]) -> str:
    """The folder that `-C` names among the leading options, else the current one."""
    folder = "."
    for at, word in enumerate(leading):
        if word == "-C" and at + 1 < len(leading):
            folder = leading[at + 1]
        elif word.startswith("-C") and word != "-C":
            folder = word.removeprefix("-C").removeprefix("=")
    return folder
