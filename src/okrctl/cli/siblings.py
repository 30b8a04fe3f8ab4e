"""Sibling checkouts: workspaces elsewhere that the person names, and no file of a repository.

`--workspace NAME=PATH` for one command, workspaces.yaml of the user's settings for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.user_settings import bindings, user_file
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.store.organisation import Sibling

FILE = "workspaces.yaml"
EXAMPLE = "platform: ~/src/platform"


def siblings(root: Path, said: tuple[str, ...]) -> tuple[Sibling, ...]:
    """The checkouts named on the command line, then those of the settings that it does not name.

    What the settings name and is not checked out is no sibling; UsageError for other texts.
    """
    named = tuple(map(on_the_command_line, said))
    names = [one.name for one in named]
    double = next((name for name in names if names.count(name) > 1), "")
    if double:
        raise UsageError(f"--workspace names {double} twice", "give one folder for each name")
    return (*named, *(one for one in in_settings(root) if one.name not in names))


def on_the_command_line(text: str) -> Sibling:
    """`platform=../platform` as a sibling."""
    from okrctl.store.organisation import Sibling

    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise UsageError(
            f"--workspace {text}: expected a name and a folder", "--workspace platform=../platform"
        )
    return Sibling(name, Path(path).expanduser().absolute())


def in_settings(root: Path) -> Iterator[Sibling]:
    """What workspaces.yaml binds, as far as it is checked out; `~` is the home folder."""
    from okrctl.store.organisation import Sibling

    file = user_file(root, FILE)
    for name, path in bindings(file, EXAMPLE).items():
        if not isinstance(path, str):
            raise UsageError(f"{file}: {name} is bound to no folder", f"such as {EXAMPLE}")
        folder = file.parent / Path(path).expanduser()
        if folder.is_dir():
            yield Sibling(name, folder, "settings")
