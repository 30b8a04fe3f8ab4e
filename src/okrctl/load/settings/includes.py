"""`include`: where included workspaces may lie, judged by the pattern alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from okrctl.findings import Finding
from okrctl.load.reading.region import Region
from okrctl.load.rules import UNFIT_INCLUDE
from okrctl.model.settings import Settings

FILE = "okrctl.yaml"


def include_problems(settings: Settings, region: Region) -> Iterator[Finding]:
    """A finding for each pattern that leads out of the workspace, or to no okrctl.yaml."""
    for index, pattern in enumerate(settings.include):
        if not is_lawful(pattern):
            yield region.finding(
                UNFIT_INCLUDE,
                ("include", index),
                "{pattern} leads to no okrctl.yaml below this folder",
                help="write it as teams/*/okrctl.yaml; name what lies elsewhere with"
                " --workspace NAME=PATH",
                pattern=pattern,
            )


def is_lawful(pattern: str) -> bool:
    """Whether a pattern stays below the workspace and names okrctl.yaml in a folder of it."""
    path = PurePosixPath(pattern)
    steps = path.parts
    plain = not path.is_absolute() and "\\" not in pattern and len(steps) > 1
    return plain and steps[-1] == FILE and not {"..", ".git"} & {*steps}
