"""A tree: paths and bytes, wherever they come from.

The work tree, a revision, the index, an overlay for standard input, or a dict in a test: every
command works on any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Blob(Protocol):
    """One file: its size, its bytes when asked, and why it must not be read, if so."""

    @property
    def size(self) -> int:
        """Bytes, without reading them."""
        ...

    @property
    def problem(self) -> str:
        """Why it is no plain file below the root (a link, a pipe, a folder); empty when it is."""
        ...

    def read(self) -> bytes:
        """Its bytes. Not called where there is a problem."""
        ...


class Tree(Protocol):
    """The files of a workspace."""

    def files(self) -> Mapping[str, Blob]:
        """Each file by its path below the root, with `/`, in the order of the paths.

        Only what a workspace reads: okrctl.yaml and all below goals, kpis, checkins and readings.
        """
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A file in memory."""

    data: bytes
    problem: str = ""

    @property
    def size(self) -> int:
        """Its length."""
        return len(self.data)

    def read(self) -> bytes:
        """Its bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class DictTree:
    """A tree in memory, for tests and for what-ifs."""

    contents: Mapping[str, bytes]

    def files(self) -> Mapping[str, Blob]:
        """The files in the order of their paths."""
        return {path: Held(data) for path, data in sorted(self.contents.items())}
