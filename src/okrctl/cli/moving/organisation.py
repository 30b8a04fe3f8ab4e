"""Moves of what okrctl.yaml names: people and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.moving.aliases import with_alias
from okrctl.cli.moving.plan import Move, collected
from okrctl.cli.moving.references import PEOPLE, TEAMS, renamed, rewritten, spelled
from okrctl.cli.moving.splices import Rename, Splice

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.model.address import Reference

FILE = "okrctl.yaml"


def move_person(loaded: Loaded, old: str, new: str) -> Move:
    """Another id for a person: the key, an alias, and everything that names them."""
    source = loaded.sources[FILE]
    own: list[Splice] = [
        with_alias(source, ("people", old, "aliases"), old, now=new),
        Rename(("people", old), new),
    ]
    splices = collected(
        *((file, renamed(one, PEOPLE, old, new)) for file, one in loaded.sources.items()),
        (FILE, iter(own)),
    )
    return Move(old, new, splices)


def move_team(loaded: Loaded, old: str, new: str) -> Move:
    """Another id for a team: the key, an alias, the folders of its goals, and all references."""
    source = loaded.sources[FILE]
    own: list[Splice] = [
        with_alias(source, ("teams", old, "aliases"), old, now=new),
        Rename(("teams", old), new),
    ]

    def rewrite(reference: Reference) -> str | None:
        return spelled(reference, team=new) if reference.team == old else None

    splices = collected(
        *((file, renamed(one, TEAMS, old, new)) for file, one in loaded.sources.items()),
        *((file, rewritten(one, rewrite)) for file, one in loaded.sources.items()),
        (FILE, iter(own)),
    )
    paths = {}
    for file in loaded.sources:
        folder, _, rest = file.partition("/")
        cycle, _, inner = rest.partition("/")
        if folder == "goals" and inner.startswith(f"{old}/"):
            paths[file] = f"goals/{cycle}/{new}/{inner.removeprefix(f'{old}/')}"
    return Move(old, new, splices, paths)
