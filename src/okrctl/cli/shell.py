"""Command lines as a person could type them: quoted for a shell."""

from __future__ import annotations

import shlex
from collections.abc import Mapping


def shell_line(command: str, said: Mapping[str, str], *flags: str) -> str:
    """The command with each option that says something, then the flags."""
    words = [f"{name} {shlex.quote(text)}" for name, text in said.items() if text]
    return " ".join([command, *words, *flags])
