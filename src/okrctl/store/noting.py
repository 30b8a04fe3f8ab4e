"""A tree whose files are noted as they are read, so that nothing else has to read them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from okrctl.load.tree import Blob, Tree
from okrctl.store.objects import blob_id
from okrctl.store.worktree import FileOnDisk

OBJECT_FORMAT = "sha1"
"""That of nearly every repository; in another one no note fits, and files are read again."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A file on disk that notes the id of its blob when it is read."""

    file: FileOnDisk
    ids: dict[str, str]

    @property
    def size(self) -> int:
        """Its bytes when it was found."""
        return self.file.size

    @property
    def problem(self) -> str:
        """Why it must not be read, if so."""
        return self.file.problem

    def read(self) -> bytes:
        """Its bytes now."""
        data = self.file.read()
        self.ids[self.file.path] = blob_id(data, OBJECT_FORMAT)
        return data


@dataclass(frozen=True)
class NotingTree:
    """A tree, and the ids of the blobs of those of its files on disk that were read whole."""

    tree: Tree
    ids: dict[str, str] = field(default_factory=dict)

    def files(self) -> Mapping[str, Blob]:
        """The files of the tree in their order, as they were when somebody first asked."""
        return self._files

    @cached_property
    def _files(self) -> Mapping[str, Blob]:
        return {
            path: Noted(blob, self.ids) if isinstance(blob, FileOnDisk) else blob
            for path, blob in self.tree.files().items()
        }
