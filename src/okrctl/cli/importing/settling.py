"""Settling: what was found in a file, held against the workspace, as a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.cli.digits import Mark
from okrctl.cli.importing.amounts import mark_of
from okrctl.cli.importing.cyclenames import cycle_around, cycle_named
from okrctl.cli.importing.days import day_in
from okrctl.cli.importing.desk import Defaults, Settling
from okrctl.cli.importing.found import Found, FoundObjective, Remark
from okrctl.cli.importing.headers import Sure
from okrctl.cli.importing.naming import Names, fresh
from okrctl.cli.importing.outline import OBJECTIVE
from okrctl.cli.importing.parents import aligned
from okrctl.cli.importing.plan import NewObjective, Plan
from okrctl.cli.importing.results import (
    days_of,
    key_results_of,
    owner_in,
    weight_in,
    without,
)
from okrctl.text.scaffold import Value

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle
    from okrctl.model.workspace import Workspace

NUMBERS = ("start", "target", "current", "progress", "at_least", "at_most", "stretch", "commit")
UNSURE: tuple[Sure, ...] = ("sure", "likely", "guess")


def settled(workspace: Workspace, defaults: Defaults, found: Sequence[Found]) -> Plan:
    """The plan of everything that was found; parents are known once all objectives are."""
    one = Settling(workspace, defaults, Names(workspace), mark_in(found))
    one.remarks += [remark for each in found for remark in each.remarks]
    goals = placed(one, [goal for each in found for goal in each.objectives])
    made = [
        (goal, new) for place, goal in goals if (new := objective(one, place, goal)) is not None
    ]
    whole = [replace(new, fields=aligned(one, goal, new)) for goal, new in made]
    owned = tuple(with_owner(one, new, whole) for new in whole)
    return Plan(owned, one.names.people, one.names.teams, tuple(one.remarks))


def title_of(found: FoundObjective) -> str:
    """The title of an objective; in a sheet of our own exactly as it stands."""
    return without(None if found.text("objective_id") else OBJECTIVE, found.title.text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an objective belongs, and how sure that is."""

    cycle: Cycle
    team: str
    sure: Sure


def placed(one: Settling, goals: Sequence[FoundObjective]) -> list[tuple[Spot, FoundObjective]]:
    """Every objective with its place; two that turn out to be one are joined."""
    places: dict[tuple[str, str, str], tuple[Spot, FoundObjective]] = {}
    for goal in goals:
        (cycle, sure_cycle), (team, sure_team) = cycle_of(one, goal), team_of(one, goal)
        key = (cycle.name, team, goal.text("objective_id") or title_of(goal).casefold())
        spot = Spot(cycle, team, max(sure_cycle, sure_team, key=UNSURE.index))
        before = places.get(key)
        if before is None:
            places[key] = (spot, goal)
            continue
        first = before[1].title
        if not goal.text("objective_id"):
            one.left_out(goal.title, f"the same objective as in row {first.row}; joined")
        joined = (*before[1].key_results, *goal.key_results)
        places[key] = (before[0], replace(before[1], key_results=joined))
    return list(places.values())


def mark_in(found: Sequence[Found]) -> Mark | None:
    """The decimal mark of a file; our own export has a point."""
    fields = {one.field for each in found for one in each.headings}
    return "." if "key_result_id" in fields else mark_of(numbers_of(found))


def numbers_of(found: Sequence[Found]) -> Iterable[str]:
    """The texts of all cells that may hold a number."""
    for each in found:
        for goal in each.objectives:
            for kr in goal.key_results:
                cells = (kr.cells.get(name) for name in NUMBERS)
                yield from (cell.text for cell in cells if cell and cell.number is None)


def objective(one: Settling, spot: Spot, found: FoundObjective) -> NewObjective | None:
    """An objective in its place; none where it is there already."""
    cycle, team = spot.cycle, spot.team
    title = title_of(found)
    taken = one.taken.setdefault((cycle.name, team), ids_of(one.workspace, cycle.name, team))
    wanted = fresh(found.text("objective_id") or title, (), "objective")
    broken = f"{cycle.name}/{team}/{wanted}" in one.workspace.broken
    if broken or title.casefold() in titles_of(one.workspace, cycle.name, team):
        one.left_out(found.title, f"{cycle.name}/{team} has this objective already")
        return None
    name = fresh(found.text("objective_id") or title, taken, "objective")
    taken.add(name)
    fields: dict[str, Value | None] = {
        "title": title,
        "why": " ".join(found.text("why").split()) or None,
        "owner": owner_in(one, found.cells) or None,
        "commitment": "committed" if found.text("commitment").casefold() == "committed" else None,
        "supports": None,
        "pillar": pillar_in(one, found),
        **days_of(one, found.cells, cycle),
        "weight": weight_in(one, found.cells, Decimal(1)),
        "draft": True if found.text("draft") == "true" else None,
    }
    key_results = key_results_of(one, found, cycle, fields)
    made = NewObjective(
        cycle.name, team, name, fields, key_results, found.title.row, spot.sure
    )  # fmt: skip
    address = f"{cycle.name}/{team}/{name}"
    for known in (address, found.text("id"), found.text("objective_id"), found.title.text, title):
        if known:
            one.by_name.setdefault(known.casefold(), made)
    return made


def pillar_in(one: Settling, found: FoundObjective) -> str | None:
    """The pillar of the strategy that a row names, where there is such."""
    said = found.cells.get("pillar")
    if not said or said.text in one.workspace.settings.strategy:
        return said.text if said else None
    one.left_out(said, "no pillar of the strategy; left out")
    return None


def cycle_of(one: Settling, found: FoundObjective) -> tuple[Cycle, Sure]:
    """The cycle that is named, else that of its days, else the one of the command line."""
    calendar = one.workspace.calendars.cycle
    if said := found.cells.get("cycle"):
        if named := cycle_named(said.text, calendar):
            return named, "sure"
        one.left_out(said, f"no cycle that the calendar knows; {one.defaults.cycle.name} instead")
        return one.defaults.cycle, "guess"
    days = [day for name in ("starts", "due", "cycle_starts", "cycle_due")
            if name in found.cells and (day := day_in(found.cells[name]))]  # fmt: skip
    around = cycle_around(min(days), max(days), calendar) if days else None
    return (around, "likely") if around else (one.defaults.cycle, "guess" if days else "likely")


def team_of(one: Settling, found: FoundObjective) -> tuple[str, Sure]:
    """The team that is named, else that of the command line, else the top one."""
    if said := found.cells.get("team"):
        team, sure = one.names.team(said.text)
        if sure == "guess":
            one.left_out(said, f"no such team; taken for {team}")
        return team, sure
    if one.defaults.team:
        return one.defaults.team, "sure"
    top = next(iter(one.workspace.teams), "")
    return (top, "guess") if top else one.names.team("Company")


def ids_of(workspace: Workspace, cycle: str, team: str) -> set[str]:
    """The ids of objectives that are there."""
    known = workspace.directory.goals.get(cycle, {})
    return {name.partition("/")[2] for name in known if name.partition("/")[0] == team}


def titles_of(workspace: Workspace, cycle: str, team: str) -> set[str]:
    """The titles of objectives that are there."""
    return {
        goal.title.casefold()
        for goal in workspace.objectives
        if (goal.address.cycle, goal.address.team) == (cycle, team)
    }


def with_owner(
    one: Settling, made: NewObjective, all_of_them: Sequence[NewObjective]
) -> NewObjective:
    """An objective that somebody answers for: its owner, the team's lead, or who owns beside it."""
    if made.fields["owner"] or one.names.lead(made.team):
        return made
    beside_it = (str(each.fields["owner"]) for each in all_of_them
                 if each.team == made.team and each.fields["owner"])  # fmt: skip
    owner = next(beside_it, one.defaults.owner)
    if owner:
        one.note(Remark(f"row {made.row}", str(made.fields["title"]), f"no owner; {owner} instead"))
    return replace(made, fields={**made.fields, "owner": owner or None})
