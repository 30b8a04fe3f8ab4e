"""The command that says the same as the answers did, to be typed or put into a script."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date

from okrctl.cli.checkin.saying import Saying, flag_of

LABEL = "Script  "
INDENT = " " * len(LABEL) + "  "


def script(address: str, saying: Saying, day: date | None = None) -> list[str]:
    """The words of the command, each option with what follows it."""
    return [f"okrctl checkin {quoted(address)}", *options(saying, day), "--yes"]


def quoted(address: str) -> str:
    """An address for a shell: a `#` inside a word begins no comment."""
    return (
        address
        if shlex.quote(address.replace("#", "")) == address.replace("#", "")
        else (shlex.quote(address))
    )


def options(saying: Saying, day: date | None) -> Iterator[str]:
    """Each option that says something, quoted for a shell."""
    for name in ("value", "zone", "milestone", "done", "progress", "confidence", "expects",
                 "note", "going_well", "holding_back", "blocked", "unblocked", "support",
                 "supported", "evidence", "link"):  # fmt: skip
        said = getattr(saying, name)
        if name == "done" and said is not None:
            yield "--done" if said else "--no-done"
        elif isinstance(said, tuple):
            yield from (f"{flag_of(name)} {shlex.quote(text)}" for text in said)
        elif said is not None:
            yield f"{flag_of(name)} {shlex.quote(said)}"
    if day is not None:
        yield f"--day {day}"


def lines(words: list[str], width: int) -> Iterator[str]:
    """The command below its label, broken for a shell where the screen ends."""
    row = LABEL + words[0]
    for word in words[1:]:
        if len(row) + len(word) + 3 > width:
            yield f"{row} \\"
            row = INDENT + word
        else:
            row += f" {word}"
    yield row
