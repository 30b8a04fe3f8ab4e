"""Strips to text: plain, or with the colours of their roles."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from okrctl.pages.blocks import Role
from okrctl.render.escape import for_line_start
from okrctl.render.terminal.cells import Strip

STYLES: Mapping[Role, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "good": "blue",
    "warn": "yellow",
    "bad": "bold magenta",
    "flag": "magenta",
    "code": "",
}
"""The sixteen colours of the reader's own theme, and only on what carries a meaning."""


def painted(strips: Iterable[Strip], *, color: bool) -> str:
    """The lines, each ending in a newline. Without colour the text is the same."""
    lines = [guarded(strip) for strip in strips]
    if not color:
        return "".join("".join(text for text, _ in strip) + "\n" for strip in lines)
    return in_color(lines)


def guarded(strip: Strip) -> Strip:
    """A line of which no CI runner takes the beginning for a command."""
    text = "".join(text for text, _ in strip)
    safe = for_line_start(text)
    return strip if safe == text else ((safe, "plain"),)


def in_color(lines: Iterable[Strip]) -> str:
    """The lines with colours, by rich: as `Text`, so that nothing in them is markup."""
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=10_000, no_color=False,
        highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    for strip in lines:
        text = Text.assemble(*((piece, STYLES[role]) for piece, role in strip))
        console.print(text, soft_wrap=True)
    return out.getvalue()
