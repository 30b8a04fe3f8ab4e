"""Entry files without the lines that are sure to speak of something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrctl.load.tree import Blob

ALWAYS = (b'"void"', b'"re"', b'"team"', b"\\")
"""What makes a line stay whoever it is about: an entry is meant, or an escape may spell a name."""


def may_matter(file: Blob, names: tuple[bytes, ...]) -> bool:
    """Whether a line of an entry file may stay, so that the file has to be read at all.

    What must not be read, or is too large for it, is left for the loader to refuse.
    """
    from okrctl.text.entries import MAX_FILE

    if file.problem or file.size > MAX_FILE:
        return True
    data = file.read()
    for word in (*names, *ALWAYS):  # noqa: SIM110 - half the time of any(), for there are many files
        if word in data:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Sifted:
    """An entry file without the lines that are sure to speak of others; the rest keep theirs."""

    file: Blob
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
        """The lines, with blank ones in the place of those that were let go.

        The whole file is searched for a few words, which is a hundred times as fast as to look at
        each of its lines.
        """
        data = self.file.read()
        pieces, done = [], 0
        for start in sorted(set(self._lines(data))):
            end = data.find(b"\n", start)
            end = len(data) if end < 0 else end
            pieces += [b"\n" * data.count(b"\n", done, start), data[start:end]]
            done = end
        return b"".join(pieces)

    def _lines(self, data: bytes) -> Iterator[int]:
        """Where the lines begin that stay."""
        for word in (*self.names, *ALWAYS):
            at = data.find(word)
            while at >= 0:
                yield data.rfind(b"\n", 0, at) + 1
                at = data.find(word, at + 1)
