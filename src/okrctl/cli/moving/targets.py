"""What is moved, and where to: read from two words, refused where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.addresses import meant
from okrctl.cli.context import Context
from okrctl.cli.making.names import new_id
from okrctl.cli.moving.goals import move_key_result, move_kpi, move_objective
from okrctl.cli.moving.organisation import move_person, move_team
from okrctl.cli.moving.plan import Move
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import Address, KeyResultAddress, KpiAddress, ObjectiveAddress

PERSON, TEAM, KPI = "person:", "team:", "kpi:"


def move_of(here: Context, old: str, new: str) -> Move:
    """The move that `okrctl mv OLD NEW` means."""
    loaded = here.loaded
    settings = loaded.workspace.settings
    if old.startswith(PERSON):
        return person(here, old.removeprefix(PERSON), new)
    if old.startswith(TEAM):
        return team(here, old.removeprefix(TEAM), new)
    is_person, is_team = old in settings.people, old in settings.teams
    found = loaded.workspace.directory.typed(old, cycle(here))
    goals = found.candidates if found.address is None else (found.address,)
    if is_person + is_team + bool(goals) > 1:
        ways = [f"{PERSON}{old}"] * is_person + [f"{TEAM}{old}"] * is_team
        ways += map(str, goals)
        raise UsageError(f"{old!r} may mean {', '.join(ways)}", "write it with its prefix or team")
    if is_person:
        return person(here, old, new)
    return team(here, old, new) if is_team else goal(here, meant(here, old), new)


def cycle(here: Context) -> str | None:
    """The name of the command's cycle, if there is one."""
    return here.cycle.name if here.cycle else None


def person(here: Context, old: str, new: str) -> Move:
    """The move of a person."""
    people = here.loaded.workspace.settings.people
    if old not in people:
        raise UsageError(f"okrctl.yaml knows no person {old!r}", f"known: {', '.join(people)}")
    others = {name for name in people if name != old}
    others |= {alias for name in others for alias in people[name].aliases}
    others |= set(here.loaded.workspace.settings.bots)
    return move_person(here.loaded, old, fresh(new.removeprefix(PERSON), old, others, "a person"))


def team(here: Context, old: str, new: str) -> Move:
    """The move of a team."""
    teams = here.loaded.workspace.settings.teams
    if old not in teams:
        raise UsageError(f"okrctl.yaml knows no team {old!r}", f"known: {', '.join(teams)}")
    names = here.loaded.workspace.directory.team_names
    others = {name for name, owner in names.items() if owner != old}
    return move_team(here.loaded, old, fresh(new.removeprefix(TEAM), old, others, "a team"))


def goal(here: Context, old: Address, new: str) -> Move:
    """The move of an objective, a key result or a KPI."""
    from okrctl.model.address import KeyResultAddress, KpiAddress

    if isinstance(old, KpiAddress):
        return kpi(here, old, new.removeprefix(KPI))
    if isinstance(old, KeyResultAddress):
        return key_result(here, old, new)
    return objective(here, old, new)


def kpi(here: Context, old: KpiAddress, new: str) -> Move:
    """The move of a KPI."""
    names = here.loaded.workspace.directory.kpi_names
    others = {name for name, address in names.items() if address != old}
    return move_kpi(here.loaded, old, fresh(new, old.id, others, "a KPI"))


def key_result(here: Context, old: KeyResultAddress, new: str) -> Move:
    """The move of a key result, which stays with its objective."""
    before, hash_sign, name = new.rpartition("#")
    if hash_sign and str(meant(here, before)) != str(old.objective):
        raise UsageError(
            f"{old} stays with its objective: its check-ins are about that",
            f"okrctl new kr {before} makes one there",
        )
    keys = here.loaded.workspace.directory.key_results[str(old.objective)]
    others = {key for key, address in keys.items() if address != old}
    return move_key_result(here.loaded, old, fresh(name, old.id, others, "a key result"))


def objective(here: Context, old: ObjectiveAddress, new: str) -> Move:
    """The move of an objective: `id`, `team/id` or `cycle/team/id`."""
    from okrctl.model.address import ObjectiveAddress

    *before, name = new.strip("/").split("/")
    team_id = before[-1] if before else old.team
    cycle_name = before[-2] if len(before) > 1 else old.cycle
    workspace = here.loaded.workspace
    if len(before) > 2 or team_id not in workspace.settings.teams:
        raise UsageError(f"{new}: there is no team {team_id!r}", "okrctl new team makes one")
    if workspace.calendars.cycle(cycle_name) is None:
        raise UsageError(f"{new}: {cycle_name!r} is no cycle", "write it as 2027-Q1/team/id")
    names = workspace.directory.goals.get(cycle_name, {})
    others = {
        within.partition("/")[2]
        for within, address in names.items()
        if address != old and within.startswith(f"{team_id}/")
    }
    place = ObjectiveAddress(cycle_name, team_id, fresh(name, "", others, "an objective"))
    if place == old:
        raise UsageError(f"it is at {old} already")
    if cycle_name != old.cycle:
        refuse_with_entries(here, old, place)
    return move_objective(here.loaded, old, place)


def refuse_with_entries(here: Context, old: ObjectiveAddress, new: ObjectiveAddress) -> None:
    """UsageError where an objective has check-ins: they belong to its cycle."""
    subjects = (entry.subject for entry in here.loaded.workspace.journal.entries)
    if any(subject.partition("#")[0] == str(old) for subject in subjects):
        raise UsageError(
            f"{old} has check-ins, which belong to {old.cycle}",
            f"okrctl new objective {new}, and write  continues: {old}  into it",
        )


def fresh(new: str, old: str, others: set[str], what: str) -> str:
    """The new id; UsageError where it is none, is the old one, or somebody else's."""
    if new == old:
        raise UsageError(f"it is called {old} already")
    return new_id(new, new, others, what)
