"""Migrations: how the files of one format version become those of the next.

A migration is a function of all files to the new texts of those that it changes. The table grows by
a row with each version; there is only one version yet, so that it is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from okrctl.findings import Edit, Span
from okrctl.text.edit import proved
from okrctl.text.nodes import read
from okrctl.text.places import plain
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Scalar, Source

Texts = Mapping[str, str]
Migration = Callable[[Texts], Texts]

FILE = "okrctl.yaml"
KEY = "okrctl"
MIGRATIONS: Final[Mapping[int, Migration]] = {}
"""For each version what raises the files to the next one, the version's own line aside."""


def version_of(text: str) -> int | None:
    """The version that okrctl.yaml says; none where it has no such line, or no whole number."""
    root = read(text.encode(), FILE).root
    data = plain(root) if root is not None else None
    version = data.get(KEY) if isinstance(data, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def migrated(
    texts: Texts, to: int, migrations: Mapping[int, Migration] = MIGRATIONS
) -> dict[str, str]:
    """The new texts of the files that change on the way to version `to`, by path.

    Files without a version are of the first. KeyError where a version has no migration.
    """
    now = dict(texts)
    version = version_of(now[FILE])
    for one in range(1 if version is None else version, to):
        now |= migrations[one](now)
    if version != to:
        now[FILE] = with_version(read(now[FILE].encode(), FILE), to)
    return {path: text for path, text in now.items() if text != texts.get(path)}


def with_version(source: Source, version: int) -> str:
    """The text of okrctl.yaml with its version: in its place, else as the first key.

    EditRefused where something else of the file would change.
    """
    data = plain(source.root) if source.root is not None else {}
    before = data if isinstance(data, dict) else {}
    expect = {KEY: version, **{key: value for key, value in before.items() if key != KEY}}
    return proved(source, (_edit(source, version),), expect)


def _edit(source: Source, version: int) -> Edit:
    root = source.root
    if not isinstance(root, MappingNode) or not root.pairs:
        return Edit(Span(source.file), f"{KEY}: {version}\n")
    for key, value in root.pairs:
        if key.value == KEY and isinstance(value, Scalar):
            return Edit(value.span, str(version))
    first = root.pairs[0][0].span
    here = Span(source.file, first.line, first.column, first.line, first.column)
    return Edit(here, f"{KEY}: {version}, " if root.flow else f"{KEY}: {version}\n")
