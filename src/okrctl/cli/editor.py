"""The person's editor, opened at a line; never one that git's configuration names."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from okrctl.errors import EnvironmentFault, UsageError

SETTINGS = ("OKRCTL_EDITOR", "VISUAL", "EDITOR")
FALLBACK = "vi"


def plus(file: str, line: int) -> list[str]:
    """`+12 file`, as most editors of the terminal have it."""
    return [f"+{line}", file]


def colon(file: str, line: int) -> list[str]:
    """`file:12`."""
    return [f"{file}:{line}"]


def goto(file: str, line: int) -> list[str]:
    """`--goto file:12`, and wait until the file is closed."""
    return ["--wait", "--goto", f"{file}:{line}"]


def colon_waiting(file: str, line: int) -> list[str]:
    """`file:12`, and wait until the file is closed."""
    return ["--wait", f"{file}:{line}"]


AT_LINE: Mapping[str, Callable[[str, int], list[str]]] = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "kak", "joe", "jed",
         "micro", "ne", "mg", "gvim", "kate", "gedit"), plus
    ),
    **dict.fromkeys(("hx", "helix"), colon),
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), goto),
    **dict.fromkeys(("subl", "zed", "zeditor"), colon_waiting),
}  # fmt: skip
"""How an editor is told the line, by the name of its program; others get the file alone."""


def editor_words(environ: Mapping[str, str]) -> list[str]:
    """The editor's words: OKRCTL_EDITOR, VISUAL, EDITOR, else vi."""
    said = next((environ[name] for name in SETTINGS if environ.get(name, "").strip()), FALLBACK)
    try:
        return shlex.split(said)
    except ValueError:
        raise UsageError(f"the editor {said!r} is no command", "set OKRCTL_EDITOR") from None


def editor_command(words: list[str], file: Path, line: int) -> list[str]:
    """The command that opens a file at a line, as far as the editor can be told."""
    at_line = AT_LINE.get(PurePath(words[0]).name.removesuffix(".exe"))
    return [*words, *(at_line(str(file), line) if at_line else [str(file)])]


def open_editor(environ: Mapping[str, str], file: Path, line: int = 1) -> None:
    """Open a file and wait until it is closed; EnvironmentFault where that cannot be."""
    words = editor_words(environ)
    command = editor_command(words, file, line)
    try:
        ended = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
    except OSError as error:
        raise EnvironmentFault(
            f"the editor {words[0]} cannot be started: {error.strerror}",
            "set OKRCTL_EDITOR to one that is installed",
        ) from error
    if ended.returncode != 0:
        raise EnvironmentFault(f"the editor {words[0]} ended with status {ended.returncode}")
