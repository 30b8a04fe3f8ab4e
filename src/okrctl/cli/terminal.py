"""What the terminal can show and whether a person sits at it, from flags and the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from okrctl.cli.shared import Shared

NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to draw, and whether to ask."""

    is_tty: bool
    """Whether standard output is a terminal."""
    can_prompt: bool
    """Whether a person is there to answer."""
    can_edit: bool
    """Whether a program that takes over the terminal can run."""
    color: bool
    ascii_only: bool
    accessible: bool
    """Whether to ask plain numbered questions that redraw nothing."""
    width: int
    height: int


def terminal(shared: Shared, environ: Mapping[str, str]) -> Terminal:
    """The terminal as the flags, the environment and the streams say it is."""
    is_tty = is_terminal(sys.stdout)
    size = window(environ)
    return Terminal(
        is_tty=is_tty,
        can_prompt=may_ask(shared, environ) and is_tty and is_terminal(sys.stdin),
        can_edit=not shared.no_input and is_tty and is_terminal(sys.stdin),
        color=wants_color(shared, environ, is_tty=is_tty),
        ascii_only=shared.ascii or is_on(environ, "OKRCTL_ASCII") or not speaks_utf8(sys.stdout),
        accessible=is_on(environ, "OKRCTL_ACCESSIBLE"),
        width=max(size.columns, NARROWEST),
        height=size.lines,
    )


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there, open, and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def is_on(environ: Mapping[str, str], name: str) -> bool:
    """Whether a setting is there and says neither 0 nor nothing."""
    return environ.get(name, "") not in ("", "0", "false", "no")


def may_ask(shared: Shared, environ: Mapping[str, str]) -> bool:
    """Whether prompting is allowed: not with --no-input, and not under CI."""
    return not shared.no_input and not is_on(environ, "CI")


def wants_color(shared: Shared, environ: Mapping[str, str], *, is_tty: bool) -> bool:
    """Whether to use colour: the flag, then NO_COLOR, FORCE_COLOR (0 is off), the terminal."""
    if shared.color != "auto":
        return shared.color == "always"
    if environ.get("NO_COLOR"):
        return False
    if "FORCE_COLOR" in environ:
        return environ["FORCE_COLOR"] != "0"
    return is_tty and environ.get("TERM") != "dumb"


def speaks_utf8(stream: TextIO | None) -> bool:
    """Whether a stream can carry any character."""
    encoding = getattr(stream, "encoding", None) or ""
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")


def window(environ: Mapping[str, str]) -> os.terminal_size:
    """Columns and lines: COLUMNS and LINES, else the terminal's own, else 80 by 24."""
    stream = sys.stdout
    try:
        own = os.get_terminal_size(stream.fileno()) if stream is not None else None
    except (OSError, ValueError):
        own = None
    columns, lines = own if own and own.columns else (80, 24)
    return os.terminal_size(
        (number(environ.get("COLUMNS")) or columns, number(environ.get("LINES")) or lines)
    )


def number(text: str | None) -> int:
    """A whole number, 0 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
