"""Aliases: the old names of a thing, kept in its file so that entries and people still find it."""

from __future__ import annotations

from okrctl.cli.moving.splices import Put
from okrctl.text.edit import quote
from okrctl.text.places import Path, at, plain
from okrctl.text.tree import Source


def with_alias(source: Source, path: Path, old: str, *, now: str) -> Put:
    """The splice that adds `old` to the aliases at `path`, and takes `now` out of them."""
    written = plain(at(source.root, path))
    known = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    names = [str(name) for name in known if name not in (now, old)]
    return Put(path, "[" + ", ".join(map(quote, [*names, old])) + "]")
