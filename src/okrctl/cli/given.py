"""A file that a command was given by name, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from okrctl.errors import EnvironmentFault


def bytes_of(name: str, most: int) -> bytes:
    """At most so many first bytes of a file, `-` for standard input; errors where it cannot be."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise EnvironmentFault(f"{name} cannot be read: {error.strerror}") from error
