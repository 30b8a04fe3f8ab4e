"""The part of a workspace that the page of one cycle rests on.

Entries of other years are most of what a workspace holds, and no figure of this quarter comes from
them. Where a goal of the cycle leans on more, or an error could come from what was left out,
everything is loaded, as if nobody had tried.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from okrctl.cli.checkin.narrow import SETTINGS, Files, Part, below, plain
from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.model.calendar import Calendars, Cycle
    from okrctl.model.objective import Objective


def of_cycle(here: Context) -> Context:
    """The same context with the part that the command's cycle needs; itself where that is all."""
    part = None if here.at_text is not None or here.part else cycle_part(here)
    if part is None:
        return here
    narrow = dataclasses.replace(here, part=part)
    return narrow if stands_alone(narrow.loaded) else here


def cycle_part(here: Context) -> Part | None:
    """The settings, KPIs and readings, with the goals and entries that the cycle may lean on."""
    from okrctl.load.loading import load

    if not all(plain(here.root, folder, ()) for folder in ("goals", "checkins")):
        return None
    known = below(here.root, "goals")
    names = cycles_of(known)
    calendars = load(Part({SETTINGS: known[SETTINGS]})).workspace.calendars
    chosen = cycle_meant(here, calendars, names)
    if chosen is None:
        return None
    cycles = {name: cycle for name in names if (cycle := calendars.cycle(name)) is not None}
    near = {name for name, cycle in cycles.items() if overlap(cycle, chosen)}
    inner = [name for name in near | {chosen.name} if is_within(cycles.get(name), chosen)]
    if not plain(here.root, "goals", tuple(near)) or not plain_entries(here, inner):
        return None
    goals = {path: blob for path, blob in known.items() if cycle_in(path) in near}
    entries = below(here.root, *(f"checkins/{name}" for name in inner))
    return Part({**goals, **entries, **below(here.root, "kpis", "readings")})


def plain_entries(here: Context, cycles: list[str]) -> bool:
    """Whether no folder of the cycles' entries is a link; they may hold packs."""
    return not any((here.root / "checkins" / name).is_symlink() for name in cycles)


def cycles_of(files: Files) -> set[str]:
    """The names of the cycles that have goals, by the paths of all goals."""
    return {name for path in files if (name := cycle_in(path))}


def cycle_in(path: str) -> str:
    """The cycle of a goal's file; empty for another file."""
    folder, *parts = path.split("/")
    return parts[0] if folder == "goals" and len(parts) == 3 and path.endswith(".yaml") else ""


def cycle_meant(here: Context, calendars: Calendars, names: set[str]) -> Cycle | None:
    """The cycle that the command's options mean; none where they do not say it plainly."""
    if here.cycle_text is not None:
        return calendars.cycle(here.cycle_text)
    if here.as_of_text is not None:
        return None
    return calendars.current(calendars.local_day(here.now), names)


def overlap(one: Cycle, other: Cycle) -> bool:
    """Whether two cycles have a day in common."""
    return one.first <= other.last and other.first <= one.last


def is_within(inner: Cycle | None, outer: Cycle) -> bool:
    """Whether every day of a cycle lies in another; the chosen one may have no goals yet."""
    return inner is None or (outer.first <= inner.first and inner.last <= outer.last)


def stands_alone(loaded: Loaded) -> bool:
    """Whether nothing in a part points out of it: no error, and no name from another cycle."""
    sound = all(finding.weight != "error" for finding in loaded.findings)
    return sound and not any(map(was_elsewhere, loaded.workspace.objectives))


def was_elsewhere(objective: Objective) -> bool:
    """Whether a goal went by an address of another cycle, where entries of it may lie."""
    from okrctl.model.address import parse_reference

    names = (parse_reference(alias) for alias in objective.aliases)
    return any(one and one.cycle not in ("", objective.address.cycle) for one in names)
