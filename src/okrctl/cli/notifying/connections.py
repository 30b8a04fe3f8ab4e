"""Connections: where messages go, bound by the person who runs okrctl and never by a goal file.

They lie in connections.yaml of the user's settings. A repository could be changed by anybody who
opens a pull request, so it names a connection at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.user_settings import bindings, user_file
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.store.messenger import Medium
    from okrctl.text.places import Data

FILE = "connections.yaml"
KEYS = ("url", "medium")
MEDIA: tuple[Medium, ...] = ("text", "markdown")
EXAMPLE = "team-chat: {url: {environment: TEAM_CHAT_URL}, medium: markdown}"


@dataclass(frozen=True, slots=True)
class Connection:
    """Somewhere to send to: its name, its address, and what it can show."""

    name: str
    url: str
    medium: Medium = "text"


def connection(here: Context, name: str) -> Connection:
    """The connection of that name; UsageError with those there are."""
    file = settings_file(here)
    known = connections(file)
    if name not in known:
        close = get_close_matches(name, known, n=1)
        guess = f"; did you mean {close[0]}?" if close else ""
        raise UsageError(
            f"{file} binds no connection {name!r}{guess}",
            f"it has {', '.join(known)}" if known else f"write there: {EXAMPLE}",
        )
    return read(here, file, name, known[name])


def settings_file(here: Context) -> Path:
    """Where the user's connections are bound; EnvironmentFault where that is in the repository."""
    return user_file(here.root, FILE)


def connections(file: Path) -> Mapping[str, Data]:
    """What the file binds by name; nothing where there is no such file."""
    return bindings(file, EXAMPLE)


def read(here: Context, file: Path, name: str, bound: Data) -> Connection:
    """A connection as it is bound; UsageError for an unknown key, and without a url."""
    if not isinstance(bound, dict) or "url" not in bound:
        raise UsageError(f"{file}: {name} has no url", f"such as {EXAMPLE}")
    odd = next((key for key in bound if key not in KEYS), None)
    if odd is not None:
        raise UsageError(f"{file}: {name} has an unknown key {odd}", f"known: {', '.join(KEYS)}")
    said = bound.get("medium", "text")
    medium = next((one for one in MEDIA if one == said), None)
    if medium is None:
        raise UsageError(f"{file}: {name} has no medium {said!r}", f"one of: {', '.join(MEDIA)}")
    return Connection(name, address(here, file, name, bound["url"]), medium)


def address(here: Context, file: Path, name: str, said: Data) -> str:
    """The address: written there, in a variable of the environment, or in a file beside it."""
    match said:
        case str() if said.strip():
            return said.strip()
        case {"environment": str() as variable, **others} if not others:
            found = here.environ.get(variable, "").strip()
            if not found:
                raise EnvironmentFault(f"{variable} is not set, which {name} needs", "set it")
            return found
        case {"file": str() as beside, **others} if not others:
            return in_file(file.parent / beside, name)
    raise UsageError(
        f"{file}: the url of {name} is neither a text nor an environment or a file", EXAMPLE
    )


def in_file(file: Path, name: str) -> str:
    """The address that a file holds."""
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"{file} cannot be read, which {name} needs") from error
