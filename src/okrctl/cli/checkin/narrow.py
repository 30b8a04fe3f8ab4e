"""No more of a workspace than the check-in of one goal needs: its team's goals, entries and KPIs.

A workspace may hold ten thousand goals and millions of entries, and a check-in must not wait for
them. Where the goal leans on more, or the name alone does not lead to it, everything is loaded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.checkin.sifting import Sifted, may_matter
from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.load.tree import Blob
    from okrctl.model.address import Reference
    from okrctl.model.objective import Objective
    from okrctl.model.workspace import Workspace

SETTINGS = "okrctl.yaml"
Files = Mapping[str, "Blob"]


@dataclass(frozen=True, slots=True)
class Part:
    """A tree of some files."""

    held: Files

    def files(self) -> Files:
        """The files in the order of their paths."""
        return dict(sorted(self.held.items()))


def narrowed(here: Context, text: str) -> Context:
    """The same context with the part of the workspace that a check-in on `text` needs."""
    from okrctl.model.address import parse_reference

    reference = parse_reference(text)
    if reference is None or reference.workspace or reference.kpi:
        return here
    goals = goal_files(here, reference)
    found = goal_in(goals, reference)
    if found is None:
        return here
    workspace, goal = found
    teams = teams_of(workspace, goal)
    folder = f"checkins/{goal.address.cycle}"
    kpis = kpi_files(here.root, goal)
    if leans_on_more(goal) or kpis is None or not plain(here.root, folder, teams):
        return here
    entries = entry_files(here.root, folder, teams, goal)
    team_goals = below(here.root, *(f"goals/{goal.address.cycle}/{team}" for team in teams))
    return dataclasses.replace(here, part=Part({**goals, **team_goals, **kpis, **entries}))


def below(root: Path, *folders: str) -> Files:
    """The settings, and the files in these folders as far as they are there."""
    from okrctl.store.worktree import WorkTree

    there = tuple(folder for folder in folders if (root / folder).is_dir())
    return WorkTree(root, there).files()


def goal_files(here: Context, reference: Reference) -> Files:
    """The settings, and the goals of the meant cycle whose file may hold the name; else nothing."""
    from okrctl.load.loading import load

    if not plain(here.root, "goals", ()):
        return {}
    known = below(here.root, "goals")
    calendars = load(Part({SETTINGS: known[SETTINGS]})).workspace.calendars
    cycles = {path.split("/")[1] for path in known if path.startswith("goals/")}
    current = calendars.current(calendars.local_day(here.now), cycles)
    if current is None or reference.cycle not in ("", current.name):
        return {}
    mine = (path for path in known if path.startswith(f"goals/{current.name}/"))
    fits = {path: known[path] for path in mine if may_hold(path, known[path], reference.id)}
    return {SETTINGS: known[SETTINGS], **fits}


def may_hold(path: str, blob: Blob, name: str) -> bool:
    """Whether a goal file may have a name in it: an escape could spell it in another way."""
    if path.endswith(f"/{name}.yaml"):
        return True
    data = b"" if blob.problem else blob.read()
    return name.encode() in data or b"\\" in data


def goal_in(files: Files, reference: Reference) -> tuple[Workspace, Objective] | None:
    """The one objective that a reference means, or whose key result it is."""
    from okrctl.load.loading import load
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress

    cycles = {path.split("/")[1] for path in files if path.startswith("goals/")}
    if len(cycles) != 1:
        return None
    workspace = load(Part(files)).workspace
    sorts = frozenset({"objective", "key result"})
    address = workspace.directory.typed(reference.text, cycles.pop(), sorts).address  # type: ignore[arg-type]
    if isinstance(address, KeyResultAddress):
        address = address.objective
    goal = workspace.objective(address) if isinstance(address, ObjectiveAddress) else None
    return (workspace, goal) if goal is not None else None


def entry_files(root: Path, folder: str, teams: tuple[str, ...], goal: Objective) -> Files:
    """The entries of a goal's teams, and of the others' folders the lines that may speak of it.

    An entry counts in whatever folder of its cycle it was filed.
    """
    found = below(root, folder)
    own = tuple(f"{folder}/{team}/" for team in teams)
    aliases = (alias.rpartition("/")[2] for alias in goal.aliases)
    names = tuple(f"/{name}".encode() for name in (goal.address.id, *aliases))
    return {
        path: Sifted(blob, names) if is_entries(path) and not path.startswith(own) else blob
        for path, blob in found.items()
        if path.startswith(own) or not is_entries(path) or may_matter(blob, names)
    }


def is_entries(path: str) -> bool:
    """Whether a file holds entries, by its name."""
    return path.endswith(".jsonl")


def leans_on_more(goal: Objective) -> bool:
    """Whether it is measured by other objectives."""
    return any(kr.carried for kr in goal.key_results)


def kpi_files(root: Path, goal: Objective) -> Files | None:
    """The files of the KPIs that measure a goal, and of their readings; none where it is unsure."""
    from okrctl.cli.checkin.gauging import gauging

    if not any(kr.kpi for kr in goal.key_results):
        return {}
    if not (plain(root, "kpis", ()) and plain(root, "readings", ())):
        return None
    return gauging(goal, below(root, "kpis"), below(root, "readings"))


def teams_of(workspace: Workspace, goal: Objective) -> tuple[str, ...]:
    """The names of the folders in which entries of a goal may lie, its former teams included."""
    from okrctl.model.address import parse_reference

    names = workspace.directory.team_names
    team = names.get(goal.address.team, goal.address.team)
    former = (parse_reference(alias) for alias in goal.aliases)
    found = {team, *(name for name, of in names.items() if of == team), goal.address.team}
    return tuple(sorted(found | {one.team for one in former if one is not None and one.team}))


def plain(root: Path, folder: str, inside: tuple[str, ...]) -> bool:
    """Whether there is no link on the way to these folders, and no pack in the first."""
    place = root / folder
    ways = (place.parent, place, *(place / name for name in inside))
    links = any(way.is_symlink() for way in ways if way != root)
    return not links and not (place / "packed.jsonl").exists()
