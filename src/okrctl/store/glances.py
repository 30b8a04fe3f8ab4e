"""What the files of a workspace seem to hold, kept between two key presses.

A file is looked at again when its time or its size has changed. The index lies in the user's cache
folder; where it is missing, broken or cannot be written, every file is looked at.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from okrctl.store.keeping import keep
from okrctl.store.worktree import WORKSPACE_FILE
from okrctl.text.glance import names_below, title

VERSION = 1
LARGEST = 1 << 20
"""Bytes; a larger file is refused by every command, so it names nothing."""
_SECTIONS = ("key_results", "teams", "people")

Names = tuple[tuple[str, str], ...]
"""Ids, each with its words."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What one file seems to hold: its title, and the names below each section."""

    title: str
    sections: Mapping[str, Names]

    def names(self, section: str) -> Names:
        """The ids of a section with their words."""
        return self.sections.get(section, ())


def glances(root: Path, index: Path) -> dict[str, Glance]:
    """Every goal, KPI and settings file by its path below the root, in the order of the paths."""
    known, seen = _read(index), {}
    for path, stamp, place in sorted(_files(root)):
        kept = known.get(path)
        seen[path] = kept if kept is not None and kept[0] == stamp else (stamp, _look(place))
    if seen.keys() != known.keys() or any(known[path] is not one for path, one in seen.items()):
        _write(index, seen)
    return {path: glance for path, (_, glance) in seen.items()}


Stamp = tuple[int, int]
"""When a file was last written, in nanoseconds, and how many bytes it has."""
Seen = dict[str, tuple[Stamp, Glance]]


def _files(root: Path) -> Iterator[tuple[str, Stamp, str]]:
    with contextlib.suppress(OSError):
        found = os.lstat(root / WORKSPACE_FILE)
        yield WORKSPACE_FILE, (found.st_mtime_ns, found.st_size), str(root / WORKSPACE_FILE)
    for folder in ("goals", "kpis"):
        yield from _below(str(root / folder), folder)


def _below(place: str, path: str) -> Iterator[tuple[str, Stamp, str]]:
    """The YAML files below a folder. Links are not followed, so it ends and stays inside."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{path}/{entry.name}")
            elif entry.name.endswith((".yaml", ".yml")) and entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                yield f"{path}/{entry.name}", (found.st_mtime_ns, found.st_size), entry.path


def _look(place: str) -> Glance:
    """A glance at a file; an empty one where it cannot be read."""
    text = ""
    with contextlib.suppress(OSError):
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(place, flags), "rb") as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                text = file.read(LARGEST).decode("utf-8", "replace")
    below = {name: names_below(text, name) for name in _SECTIONS if f"{name}:" in text}
    return Glance(title(text), below)


def _read(index: Path) -> Seen:
    """The index as it was kept; empty where it is not of this version, or not whole."""
    try:
        kept = json.loads(index.read_text("utf-8"))
        if kept["okrctl-glances"] != VERSION:
            return {}
        return {
            str(path): ((int(time), int(size)), Glance(str(words), _sections(sections)))
            for path, (time, size, words, sections) in kept["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sections(kept: Mapping[str, list[list[str]]]) -> dict[str, Names]:
    return {
        str(name): tuple((str(one), str(words)) for one, words in names)
        for name, names in kept.items()
    }


def _write(index: Path, seen: Seen) -> None:
    """Keep the index for the next press of a key."""
    files = {path: [*stamp, one.title, one.sections] for path, (stamp, one) in seen.items()}
    keep(index, json.dumps({"okrctl-glances": VERSION, "files": files}, ensure_ascii=False))
