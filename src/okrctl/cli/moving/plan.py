"""A move as a plan: which files change, and how. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrctl.cli.moving.splices import Splice, changed

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.load.tree import Tree
    from okrctl.store.plan import FileChange


@dataclass(frozen=True, slots=True)
class Move:
    """What a move does."""

    old: str
    new: str
    splices: Mapping[str, tuple[Splice, ...]]
    """For each file that changes, its splices."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """The new path of each file that moves."""

    @property
    def references(self) -> int:
        """In how many other files a reference changes."""
        return sum(
            1 for file, splices in self.splices.items() if splices and file not in self.paths
        )


def file_changes(move: Move, loaded: Loaded, tree: Tree) -> Iterator[FileChange]:
    """The changes of files that a move asks for."""
    from okrctl.store.plan import EditedFile, RenamedFile

    blobs = tree.files()
    for file in sorted({*move.splices, *move.paths}):
        before = blobs[file].read()
        splices = move.splices.get(file, ())
        after = changed(loaded.sources[file], splices).encode() if splices else before
        if file in move.paths:
            yield RenamedFile(file, move.paths[file], before, after)
        elif after != before:
            yield EditedFile(file, before, after)


def collected(*parts: tuple[str, Iterator[Splice]]) -> dict[str, tuple[Splice, ...]]:
    """The splices by file, files without any left out."""
    found: dict[str, tuple[Splice, ...]] = {}
    for file, splices in parts:
        told = tuple(splices)
        if told:
            found[file] = (*found.get(file, ()), *told)
    return found
