"""The functions that options and arguments name for what may be typed in them.

A shell waits for them at each press of the tab key: they read an index, and no YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from okrctl.cli.completion import offers
from okrctl.cli.completion.offers import Offer

if TYPE_CHECKING:
    from pathlib import Path

    from okrctl.store.glances import Glance

FEW = 20
"""Up to so many offers are shown with their words."""


def address(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Objectives, key results and KPIs."""
    seen = _seen(ctx)
    return _clean([*offers.goals(seen, incomplete), *offers.kpis(seen, incomplete)])


def goal(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Objectives and key results."""
    return _clean(offers.goals(_seen(ctx), incomplete))


def kpi(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """KPIs."""
    return _clean(offers.kpis(_seen(ctx), incomplete))


def team(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Teams."""
    return _clean(offers.teams(_seen(ctx), incomplete))


def person(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """People."""
    return _clean(offers.people(_seen(ctx), incomplete))


def cycle(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Cycles with goals."""
    return _clean(offers.cycles(_seen(ctx), incomplete))


def topic(incomplete: str) -> list[Offer]:
    """Topics of the help, and commands."""
    from okrctl.cli.app import GROUPS
    from okrctl.pages.topics import NAMES

    commands = [pair for group in GROUPS.values() for pair in group.items()]
    known = [*((name, "") for name in NAMES), *commands]
    return _clean([offer for offer in known if offer[0].startswith(incomplete)])


def index_file(root: Path) -> Path:
    """Where the index of a workspace lies, whether or not there is one."""
    import hashlib
    import os

    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return user_cache_path("okrctl", appauthor=False) / "glances" / f"{name}.json"


def _seen(ctx: typer.Context) -> Mapping[str, Glance]:
    """What the workspace around the folder seems to hold; nothing where there is none."""
    from okrctl.cli.context import workspace_root
    from okrctl.store.glances import glances

    root = workspace_root(ctx.params.get("directory") or ".")
    return {} if root is None else glances(root.resolve(), index_file(root.resolve()))


def _clean(found: list[Offer]) -> list[Offer]:
    """The offers, their words safe to print; typer reads words as markup, so brackets go.

    Among many offers nobody reads words, and typer takes its time over each.
    """
    from okrctl.render.escape import for_terminal

    if len(found) > FEW:
        return [(name, "") for name, _ in found]
    brackets = str.maketrans("[]", "()")
    return [(name, for_terminal(words).translate(brackets)) for name, words in found]
