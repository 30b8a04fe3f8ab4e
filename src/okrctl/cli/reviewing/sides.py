"""Both sides of a comparison, of which only what differs is read twice.

What is the same on both sides changes nothing, and entries of a cycle are looked at only where
something of that time differs: they are most of what a workspace holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from okrctl.cli.checkin.narrow import SETTINGS, Files, Part
from okrctl.cli.context import Context
from okrctl.cli.narrowing.cycle import overlap, stands_alone
from okrctl.cli.reviewing.revisions import Revisions

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.load.tree import Blob
    from okrctl.model.calendar import Calendars

Ids = Mapping[str, str]
"""For each path what stands there: the id of its blob, or why it is no file."""


def both(here: Context, between: Revisions) -> tuple[Loaded, Loaded]:
    """The base and the head; a commit without a workspace holds nothing."""
    from okrctl.load.loading import load
    from okrctl.load.once import Once

    once = Once()
    head, head_ids = head_of(here, between)
    base, base_ids = committed(here, between.base, head, head_ids)
    wanted = needed(base, base_ids, head_ids)
    parts = [{path: side[path] for path in side if path in wanted} for side in (base, head)]
    first, second = (load(Part(part), once) for part in parts)
    if stands_alone(first) and stands_alone(second):
        return first, second
    return load(Part(base), once), load(Part(head), once)


def head_of(here: Context, between: Revisions) -> tuple[Files, Ids]:
    """The files of the head, on disk or of a commit, and what stands at each path."""
    if between.head is not None:
        return committed(here, between.head, {}, {})
    from okrctl.load.tree import Held
    from okrctl.store.objects import blob_id
    from okrctl.text.entries import MAX_PACK

    files: dict[str, Blob] = {}
    ids: dict[str, str] = {}
    for path, blob in here.tree.files().items():
        files[path], ids[path] = blob, blob.problem
        if not blob.problem and blob.size <= MAX_PACK:
            files[path] = held = Held(blob.read())
            ids[path] = blob_id(held.data, here.git.object_format)
    return files, ids


def committed(here: Context, revision: str, known: Files, known_ids: Ids) -> tuple[Files, Ids]:
    """The files of a commit and the ids of their blobs; those of `known` are not read again."""
    from okrctl.load.tree import Held
    from okrctl.store.objects import read_blobs
    from okrctl.store.revision import PROBLEMS, revision_tree

    listed = revision_tree(here.git, revision).listed
    held = {known_ids[path]: blob for path, blob in known.items() if isinstance(blob, Held)}
    plain = {path: one.blob for path, one in listed.items() if one.mode not in PROBLEMS}
    fresh = read_blobs(here.git, [blob for blob in plain.values() if blob not in held])
    held |= {blob: Held(data) for blob, data in fresh.items()}
    files: dict[str, Blob] = {
        path: held[plain[path]] if path in plain else Held(b"", PROBLEMS[one.mode])
        for path, one in sorted(listed.items())
    }
    return files, {
        path: plain.get(path, PROBLEMS.get(one.mode, "")) for path, one in listed.items()
    }


def needed(base: Files, base_ids: Ids, head_ids: Ids) -> Collection[str]:
    """The paths that matter for what differs: all but the entries of times of which nothing does.

    Where settings or KPIs differ, every entry may.
    """
    from okrctl.load.loading import load

    paths = base_ids.keys() | head_ids.keys()
    differ = [path for path in paths if base_ids.get(path) != head_ids.get(path)]
    if SETTINGS not in base or any(time_of(path) == "" for path in differ):
        return paths
    calendars = load(Part({SETTINGS: base[SETTINGS]})).workspace.calendars
    touched = {time_of(path) for path in differ}
    quiet = {
        name
        for name in {time_of(path) for path in paths if path.startswith("checkins/")}
        if name and not any(near(name, other, calendars) for other in touched)
    }
    return {path for path in paths if not (path.startswith("checkins/") and time_of(path) in quiet)}


def time_of(path: str) -> str:
    """The cycle of a goal or of its entries, a year of readings; empty for what is of no time."""
    folder, *parts = path.split("/")
    return parts[0] if folder in ("goals", "checkins", "readings") and len(parts) > 1 else ""


def near(name: str, other: str, calendars: Calendars) -> bool:
    """Whether two cycles have a day in common; of one that nobody knows, nobody can tell."""
    one, two = calendars.cycle(name), calendars.cycle(other)
    return one is None or two is None or overlap(one, two)
