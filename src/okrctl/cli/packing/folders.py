"""Which folders of entries can be packed: closed cycles, and years that are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.load.tree import Blob

READINGS = "readings"


@dataclass(frozen=True, slots=True)
class Folder:
    """The entry files of a cycle or a year, its pack included, and what stands in the way."""

    path: str
    files: dict[str, Blob]
    open: str = ""
    """Why it may not be packed yet, in words; empty where it may."""

    @property
    def pack(self) -> str:
        """The path of its pack."""
        from okrctl.text.entries import PACK

        return f"{self.path}/{PACK}"

    @property
    def fragments(self) -> list[str]:
        """The files beside the pack."""
        return [path for path in self.files if path != self.pack]


def chosen(here: Context, names: Sequence[str]) -> list[Folder]:
    """The folders to pack: those that are named, else all that can be and need it.

    UsageError for a name without entries, and for one that is still open.
    """
    known = folders(here)
    if not names:
        return [one for one in known if one.fragments and not one.open]
    found = [one for one in known if one.path.partition("/")[2] in names]
    missing = set(names) - {one.path.partition("/")[2] for one in found}
    if missing:
        listed = ", ".join(sorted({one.path.partition("/")[2] for one in known}))
        raise UsageError(
            f"there are no entries of {min(missing)}", f"known: {listed}" if listed else None
        )
    still_open = [one for one in found if one.open]
    if still_open:
        raise UsageError(f"{still_open[0].path} cannot be packed: {still_open[0].open}",
                         "only what is over is packed")  # fmt: skip
    return [one for one in found if one.fragments]


def folders(here: Context) -> list[Folder]:
    """Every folder of entries, in the order of paths."""
    from okrctl.load.paths import EntryFile, place

    groups: dict[str, dict[str, Blob]] = defaultdict(dict)
    for path, blob in here.tree.files().items():
        if isinstance(place(path), EntryFile):
            groups["/".join(path.split("/")[:2])][path] = blob
    return [Folder(path, files, why_open(here, path)) for path, files in sorted(groups.items())]


def why_open(here: Context, path: str) -> str:
    """Why the entries of a folder may still change what counts; empty where they do not."""
    sort, _, name = path.partition("/")
    if sort == READINGS:
        running = here.now.astimezone(UTC).year
        return "" if int(name) < running else f"{name} is not over"
    workspace = here.loaded.workspace
    goals = [one.address for one in workspace.objectives if one.address.cycle == name]
    teams = {one.team for one in goals if not workspace.is_closed(one, here.today)}
    if not goals:
        return f"{name} has no goals that could be read"
    return f"{in_words(teams)} not closed it: okrctl close {name}" if teams else ""


def in_words(teams: Iterable[str]) -> str:
    """`engineering has`, `engineering, support have`."""
    names = sorted(teams)
    return f"{', '.join(names)} {'has' if len(names) == 1 else 'have'}"
