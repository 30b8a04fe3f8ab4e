"""What an imported objective supports: another of the file, or of the workspace."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.cli.importing.desk import Settling
from okrctl.cli.importing.found import FoundObjective
from okrctl.cli.importing.plan import NewObjective
from okrctl.text.scaffold import Value


def aligned(one: Settling, found: FoundObjective, made: NewObjective) -> Mapping[str, Value | None]:
    """The fields with what the objective supports: another of the file, or of the workspace."""
    parent = found.cells.get("parent")
    if not parent:
        return made.fields
    addresses = []
    for text in filter(None, (part.strip() for part in parent.text.split("\n"))):
        address = parent_of(one, text, made)
        if address is None:
            one.left_out(parent, "no objective that this one could support; left out")
        else:
            addresses.append(address)
    return {**made.fields, "supports": tuple(addresses) or None}


def parent_of(one: Settling, text: str, made: NewObjective) -> str | None:
    """The address of a parent as a file of the cycle writes it; none where there is none."""
    new = one.by_name.get(text.casefold())
    cycles = one.workspace.calendars
    own = cycles.cycle(made.cycle)
    if new is not None and new is not made and own is not None:
        around = cycles.cycle(new.cycle)
        fits = around and around.first <= own.first and own.last <= around.last
        return (
            f"{new.team}/{new.id}" if fits and (new.team, new.id) != (made.team, made.id) else None
        )
    known = one.workspace.parent(text, made.cycle)
    if known is not None:
        return text
    titled = (goal for goal in one.workspace.objectives if goal.title.casefold() == text.casefold())
    names = one.workspace.cycles_around(made.cycle)
    return next((goal.address.within_cycle for goal in titled if goal.address.cycle in names), None)
