"""Blobs of git as ids and bytes: of HEAD, of the index, of a file on disk. Nothing is filtered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git

_FEW_PATHS = 200
"""Above this many, listing everything is cheaper than naming each on a command line."""
_PLAIN = ("100644", "100755")
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class Staged:
    """A path in the index: its blob, and how its lines end there and by its attributes."""

    blob: str
    merged: bool
    in_index: str
    attributes: str

    @property
    def is_text(self) -> bool | None:
        """Whether the attributes say that line ends are converted; None when they do not say."""
        if not self.attributes:
            return None
        return self.attributes != "-text"


def blob_id(data: bytes, object_format: str) -> str:
    """The id that git gives a blob of `data`."""
    digest = hashlib.new(object_format, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def head_blobs(git: Git, paths: Sequence[str] = (), *, with_links: bool = False) -> dict[str, str]:
    """The blob of each path below the root in HEAD; all of them when no path is given.

    Submodules are left out, being no files, and links unless asked for. HEAD must exist.
    """
    modes = (*_PLAIN, _LINK) if with_links else _PLAIN
    listed = git.read("ls-tree", "-r", "-z", "HEAD", "--", *_named(paths))
    blobs = {}
    for record in _records(listed):
        facts, path = record.split("\t", 1)
        mode, _, blob = facts.split()
        if mode in modes:
            blobs[path] = blob
    return blobs


def staged(git: Git, paths: Sequence[str] = ()) -> dict[str, Staged]:
    """What the index holds of `paths`, or all that it holds below the root."""
    listed = git.read("ls-files", "-s", "--eol", "-z", "--", *_named(paths))
    found = {}
    for record in _records(listed):
        facts, eol, path = record.split("\t", 2)
        _, blob, stage = facts.split()
        in_index, _, attributes = eol.partition("w/")
        found[path] = Staged(
            blob, stage == "0", in_index.strip()[2:], attributes.partition("attr/")[2].strip()
        )
    return found


def read_blobs(git: Git, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The bytes of each blob, by its id, from one process. A missing blob raises."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    answer = git.read("cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in wanted).encode())
    found, start = {}, 0
    for blob in wanted:
        end = answer.index(b"\n", start)
        fields = answer[start:end].split()
        if len(fields) != 3:
            raise EnvironmentFault(
                f"the object {blob} is missing from the repository", "git fsck shows what else is"
            )
        start = end + 1 + int(fields[2])
        found[blob] = answer[end + 1 : start]
        start += 1
    return found


def _named(paths: Sequence[str]) -> Sequence[str]:
    return paths if len(paths) <= _FEW_PATHS else ()


def _records(listed: bytes) -> list[str]:
    return [os.fsdecode(record) for record in listed.split(b"\0") if record]
