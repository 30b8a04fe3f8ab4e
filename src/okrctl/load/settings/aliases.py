"""Aliases: old names that stay valid, and hence cannot be anybody else's."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.load.reading.region import Region
from okrctl.text.places import Path
from okrctl.text.rules import DUPLICATE_KEY


def twice(
    name: str, owner: str, region: Region, path: Path, taken: dict[str, str]
) -> Iterator[Finding]:
    """A finding where a name is somebody else's, or its owner's own."""
    other = taken.setdefault(name, owner)
    if other != owner or name == owner:
        yield region.finding(
            DUPLICATE_KEY,
            path,
            "the alias {alias} is a name of {other}",
            help="drop it",
            alias=name,
            other=other,
        )
