"""Where text goes: standard output, a pager above one screenful, or a file.

A reader that closed the pipe, and a standard output that is not there, end the output quietly; a
full disk is an environment that does not allow it.
"""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from okrctl.cli.terminal import Terminal
from okrctl.errors import EnvironmentFault, UsageError

PAGER = "less -FIRX"
GONE = (errno.EPIPE, errno.EBADF, errno.EINVAL)


def write(text: str) -> None:
    """Put text on standard output; what it cannot carry appears as an escape."""
    stream = sys.stdout
    if stream is None or stream.closed:
        return
    try:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except OSError as error:
        forget(stream.fileno())
        if error.errno not in GONE:
            raise EnvironmentFault(
                f"cannot write to standard output: {error.strerror}", "make room and try again"
            ) from error


def forget(descriptor: int) -> None:
    """Let what is still buffered go nowhere, so that Python's own last flush is quiet too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def say(*lines: str) -> None:
    """Put lines on standard output, safe for a terminal whatever they quote."""
    from okrctl.render.escape import for_terminal

    write("".join(f"{for_terminal(line)}\n" for line in lines))


def note(*lines: str) -> None:
    """Put lines on standard error: what a person wants to know, and no program reads."""
    from okrctl.render.escape import for_terminal

    if sys.stderr is not None and not sys.stderr.closed:
        sys.stderr.write("".join(f"{for_terminal(line)}\n" for line in lines))


def show(text: str, terminal: Terminal, environ: Mapping[str, str]) -> None:
    """Put a whole screen out: through the pager where it is longer than the terminal is high."""
    pager = pager_command(environ)
    pages = terminal.is_tty and text.count("\n") >= terminal.height
    if pages and pager and page(text, found(pager, environ)):
        return
    write(text)


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """The pager's words: OKRCTL_PAGER, PAGER, else less; empty where it is switched off.

    Never from git's configuration, which a checkout may have written.
    """
    said = environ.get("OKRCTL_PAGER", environ.get("PAGER", PAGER))
    try:
        words = shlex.split(said)
    except ValueError:
        raise UsageError(f"the pager {said!r} is no command", "set OKRCTL_PAGER") from None
    return [] if words in ([], ["cat"]) else words


def found(command: list[str], environ: Mapping[str, str]) -> list[str]:
    """A command with its program as the search path has it, of which relative folders are no part.

    They would lead to a program that lies in the checkout.
    """
    folders = environ.get("PATH", os.defpath).split(os.pathsep)
    safe = os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())
    return [shutil.which(command[0], path=safe) or "", *command[1:]]


def page(text: str, pager: list[str]) -> bool:
    """Whether the pager showed the text; not where it cannot be started."""
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE)  # noqa: S603 - the user's own
    except OSError:
        return False
    with process:
        try:
            process.communicate(text.encode("utf-8", "backslashreplace"))
        except KeyboardInterrupt:
            # The pager has the terminal and decides when it is done.
            process.wait()
    return True


def save(path: str, text: str) -> None:
    """Write a file that was asked for by name, in place of what it held."""
    try:
        Path(path).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise EnvironmentFault(f"cannot write {path}: {error.strerror}") from error


def split_format(text: str) -> tuple[str, str]:
    """A format's name and the file it goes to, empty for standard output."""
    name, _, path = text.partition(":")
    if ":" in text and not path:
        raise UsageError(f"--format {text}: the file is missing", f"--format {name}:FILE")
    return name, path
