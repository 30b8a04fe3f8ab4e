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
    whole, mark, key = text.partition("#")
    named = one.by_name
    new = named.get(text.casefold())
    if new is not None:
        return within(one, new, made)
    if (new := named.get(whole.casefold())) is not None:
        address = within(one, new, made)
        return f"{address}{mark}{key}" if address else None
    if one.workspace.parent(text, made.cycle) is not None:
        return text
    titled = (goal for goal in one.workspace.objectives if goal.title.casefold() == text.casefold())
    names = one.workspace.cycles_around(made.cycle)
    return next((goal.address.within_cycle for goal in titled if goal.address.cycle in names), None)


def within(one: Settling, new: NewObjective, made: NewObjective) -> str | None:
    """The address of another goal of the file, where its cycle is the same or contains it."""
    own = one.workspace.calendars.cycle(made.cycle)
    around = one.workspace.calendars.cycle(new.cycle)
    if new is made or (new.cycle, new.team, new.id) == (made.cycle, made.team, made.id):
        return None
    fits = own and around and around.first <= own.first and own.last <= around.last
    return f"{new.team}/{new.id}" if fits else None
