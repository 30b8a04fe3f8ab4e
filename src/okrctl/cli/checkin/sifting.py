"""Entry files without the lines that are sure to speak of something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.load.tree import Blob


@dataclass(frozen=True, slots=True)
class Sifted:
    """An entry file without the lines that are sure to speak of others; the rest keep theirs.

    A line that names none of these subjects, such as a withdrawal, stays, and so does one with an
    escape, which could spell a name in another way.
    """

    file: Blob
    subjects: tuple[bytes, ...]
    """The keys whose value is what such a line speaks of, in their quotes."""
    names: tuple[bytes, ...]
    """What stands in every line that speaks of what is wanted."""

    @property
    def size(self) -> int:
        """The bytes of the whole file."""
        return self.file.size

    @property
    def problem(self) -> str:
        """Why the file must not be read, if so."""
        return self.file.problem

    def read(self) -> bytes:
        """The lines, with blank ones in the place of those that were let go."""
        lines = self.file.read().split(b"\n")
        return b"\n".join(line if self._matters(line) else b"" for line in lines)

    def _matters(self, line: bytes) -> bool:
        speaks_of_others = any(key in line for key in self.subjects)
        return not speaks_of_others or b"\\" in line or any(name in line for name in self.names)
