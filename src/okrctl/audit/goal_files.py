"""Versions of goal and KPI files, read once each, and the workspaces that two of them make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from okrctl.audit.history import Archive, Commit, FileChange
from okrctl.audit.terms import Terms
from okrctl.changes.match import Matched
from okrctl.load.field_places import FieldPlaces
from okrctl.load.paths import GoalFile, KpiFile, place
from okrctl.load.places import Places
from okrctl.load.reading.files import FileResult, read_kpi, read_objective
from okrctl.load.references.kpis import formulas_of
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Result = FileResult[Objective] | FileResult[Kpi]


def is_goal_file(path: str) -> bool:
    """Whether a file holds an objective or a KPI."""
    return path.startswith(("goals/", "kpis/")) and isinstance(place(path), GoalFile | KpiFile)


@dataclass
class GoalFiles:
    """What the versions of files say. One that cannot be read stands for the last that could."""

    archive: Archive
    terms: Terms
    head: str
    broken: set[tuple[str, str]] = field(default_factory=set)
    """The path and the blob of each version that could not be read."""
    _known: dict[tuple[str, str], Result | None] = field(default_factory=dict)
    _last: dict[str, Result] = field(default_factory=dict)
    _kpis: dict[str, Kpi] | None = None
    _head: Workspace | None = None

    def fetch(self, changes: Iterable[FileChange]) -> None:
        """Have both sides of changes at hand, from one question."""
        self.archive.blobs(
            blob for one in changes for blob in (one.before, one.after) if blob is not None
        )

    def read(self, path: str, blob: str | None) -> Result | None:
        """What a version says; none where there is none, or nothing that can be read."""
        if blob is None:
            return None
        if (path, blob) not in self._known:
            data = self.archive.blobs([blob]).get(blob)
            result = None if data is None else parsed(path, data)
            if result is None or result.entity is None:
                self.broken.add((path, blob))
            self._known[path, blob] = result
        return self._known[path, blob]

    def two(self, commit: Commit, changes: Iterable[FileChange]) -> Two:
        """The workspaces before and after a commit, as far as its changes need them."""
        before, after = {}, {}
        for path, old, new in changes:
            was = self._sound(self.read(path, old), path)
            now = self.read(path, new)
            if was is not None:
                before[path] = was
            if now is not None and now.entity is not None:
                after[path] = self._last[path] = now
            elif new is not None and was is not None:
                after[path] = was
        around: dict[str, Result] = {}
        if any(path.startswith("kpis/") for path, *_ in changes) and commit.parents:
            around = self.all_at(commit.parents[0], "goals")
        return Two(self._matched(around | before, around | after, {*before, *after}), before, after)

    def all_at(self, commit: str, folder: str) -> dict[str, Result]:
        """All readable goals, or KPIs, of a commit by path."""
        listed = {path: blob for path, blob in self.archive.listed(commit, folder).items()
                  if is_goal_file(path)}  # fmt: skip
        self.archive.blobs(listed.values())
        read = {path: self.read(path, blob) for path, blob in listed.items()}
        return {path: one for path, one in read.items() if one is not None and one.entity}

    def broken_at_head(self) -> set[tuple[str, str]]:
        """The path and the blob of each goal and KPI that cannot be read as it is now."""
        now = {
            (path, blob)
            for folder in ("goals", "kpis")
            for path, blob in self.archive.listed(self.head, folder).items()
            if is_goal_file(path)
        }
        self.archive.blobs(blob for _, blob in now)
        for path, blob in now:
            self.read(path, blob)
        return self.broken & now

    def stands(self, address: str) -> bool:
        """Whether the head has a goal under an address, or under it as an older name."""
        if self._head is None:
            found = {**self.all_at(self.head, "goals"), **self.all_at(self.head, "kpis")}
            empty = Workspace(self.terms.head.settings, self.terms.head.calendars)
            self._head = workspace(found.values(), (), empty)
        if address.startswith("kpi:"):
            return self._head.kpi(address.removeprefix("kpi:")) is not None
        cycle, _, within = address.partition("/")
        return self._head.directory.goal(within, (cycle,)).address is not None

    def _sound(self, result: Result | None, path: str) -> Result | None:
        """The version, or the last readable one before it: a typo in between hides no change."""
        if result is not None and result.entity is None:
            return self._last.get(path)
        if result is not None:
            self._last[path] = result
        return result

    def _matched(
        self, before: Mapping[str, Result], after: Mapping[str, Result], changed: set[str]
    ) -> Matched:
        """Both sides, among the KPIs of the head: those tell the units of what is measured."""
        if self._kpis is None:
            found = self.all_at(self.head, "kpis")
            self._kpis = {path: one.entity for path, one in found.items()
                          if isinstance(one.entity, Kpi)}  # fmt: skip
        rest = [kpi for path, kpi in self._kpis.items() if path not in changed]
        empty = Workspace(self.terms.head.settings, self.terms.head.calendars)
        return Matched(
            workspace(before.values(), rest, empty), workspace(after.values(), rest, empty)
        )


@dataclass(frozen=True)
class Two:
    """What a commit made of its goals, with the files that changed on each side."""

    matched: Matched
    before: Mapping[str, Result]
    after: Mapping[str, Result]

    @property
    def places(self) -> tuple[Places, Places]:
        """Where the fields stand, after and before."""
        return places(self.after.values()), places(self.before.values())


def places(results: Iterable[Result]) -> Places:
    """Where the fields of files stand."""
    roots = {one.address: one.source.root for one in results if one.source.root is not None}
    return Places(FieldPlaces(roots), {}, {one.address: one.source.file for one in results})


def workspace(results: Iterable[Result], kpis: Iterable[Kpi], empty: Workspace) -> Workspace:
    """A workspace of these goals and KPIs, and of nothing else."""
    entities = [one.entity for one in results]
    own = [one for one in entities if isinstance(one, Kpi)]
    known = (*own, *(kpi for kpi in kpis if kpi.id not in {one.id for one in own}))
    goals = tuple(
        one for one in entities
        if isinstance(one, Objective) and empty.calendars.cycle(one.address.cycle)
    )  # fmt: skip
    return Workspace(empty.settings, empty.calendars, goals, known, formulas_of(known))


def parsed(path: str, data: bytes) -> Result | None:
    """What a file says; none where its path is no goal's."""
    match place(path):
        case GoalFile(address):
            return read_objective(data, path, address)
        case KpiFile(kpi):
            return read_kpi(data, path, kpi)
    return None
