"""Append-only, proved commit by commit: which entries each added, and which it must not have.

AUD001, and AUD007 for what a merge does to entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from okrctl.audit.found import Args, found, spot_of
from okrctl.audit.history import Archive, Commit, FileChange, History
from okrctl.audit.lines import (
    Line,
    difference,
    is_entry_file,
    is_pack,
    lines_of,
    pack_of,
    summary,
)
from okrctl.audit.merged_entries import Sides, merge_deviations
from okrctl.changes.audit_rules import ENTRY_CHANGED
from okrctl.findings import Finding

Lines = Mapping[str, Line]
CORRECT = "okrctl checkin --supersedes {id} says it anew, --void {id} withdraws it"


@dataclass
class Entries:
    """The entries of a history, read commit by commit, oldest first."""

    history: History
    archive: Archive
    findings: list[Finding] = field(default_factory=list)
    added: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    """The entries that each commit brought as new, by the commit's name."""
    unread: set[str] = field(default_factory=set)
    """Blobs that are not in this clone."""
    _seen: set[str] = field(default_factory=set)
    _gone: dict[str, tuple[Commit, Line]] = field(default_factory=dict)
    _blobs: Mapping[str, bytes] = field(default_factory=dict)

    def judge(self) -> Entries:
        """Look at every commit once."""
        touching = [(commit, entry_changes(commit)) for commit in self.history.judged]
        wanted = {
            blob
            for _, against in touching
            for changes in against.values()
            for one in changes
            for blob in (one.before, one.after)
            if blob
        }
        self._blobs = self.archive.blobs(wanted)
        self.unread = wanted - self._blobs.keys()
        for commit, against in touching:
            if commit.is_merge:
                self._merge(commit, against)
            else:
                self._commit(commit, next(iter(against.values()), ()))
        return self

    @property
    def count(self) -> int:
        """How many entries were added."""
        return sum(map(len, self.added.values()))

    def all(self) -> Iterator[Line]:
        """Every entry that was added, in the order of the commits."""
        for lines in self.added.values():
            yield from lines

    def _commit(self, commit: Commit, changes: tuple[FileChange, ...]) -> None:
        after = self._lines((one.path, one.after) for one in changes)
        before = self._lines((one.path, one.before) for one in changes)
        self._new(commit, [line for name, line in after.items() if name not in before])
        if before:
            self.findings += self._lost(commit, before, after)

    def _new(self, commit: Commit, lines: Iterable[Line]) -> None:
        """Note what is new; what was deleted before is none, but comes back."""
        new = []
        for line in lines:
            gone = self._gone.get(line.id)
            if gone is None or not self.history.descends(commit.sha, gone[0].sha):
                if line.id not in self._seen:  # a copy, or the same on another branch, is not new
                    self._seen.add(line.id)
                    new.append(line)
                continue
            what = {"what": line.words, "earlier": gone[0].short, "says": summary(line)}
            self.findings.append(
                at_line(commit, line, "{what} came back that {earlier} had deleted: {says}", what)
            )
        if new:
            self.added[commit.sha] = tuple(new)

    def _lost(self, commit: Commit, before: Lines, after: Lines) -> Iterator[Finding]:
        """What a commit took from the entries that were there."""
        missing = {pack_of(line.path) for name, line in before.items() if name not in after}
        packed = self._packed(commit, missing) if missing else {}
        for name, old in before.items():
            new = after.get(name) or packed.get(name)
            if new is None:
                self._gone[name] = (commit, old)
                what = {"what": old.words, "before": summary(old)}
                yield at_line(commit, old, "{what} was deleted; it said: {before}", what)
            elif not old.says(new):
                was, now = difference(old, new)
                what = {"what": old.words, "before": was, "after": now}
                yield at_line(commit, new, "{what} was changed: {before} → {after}", what)
            elif new.path != old.path and not is_pack(new.path):
                what = {"what": old.words, "before": old.path, "after": new.path}
                yield at_line(commit, new, "{what} was moved: {before} → {after}", what)

    def _packed(self, commit: Commit, packs: Iterable[str]) -> Lines:
        """What packs held that a commit left as they were: a second copy of an entry may go."""
        held = self.archive.at((commit.sha, pack) for pack in packs)
        found_lines: dict[str, Line] = {}
        for (_, path), data in held.items():
            found_lines |= lines_of(path, data)
        return found_lines

    def _merge(self, commit: Commit, against: Mapping[str, tuple[FileChange, ...]]) -> None:
        """Compare a merge with all of its parents; what is in none of them is new."""
        paths = dict.fromkeys(one.path for changes in against.values() for one in changes)
        if not paths:
            return
        now = {one.path: one.after for changes in against.values() for one in changes}
        merged = self._lines(now.items())
        sides = []
        for parent in commit.parents:
            changed = {one.path: one.before for one in against.get(parent, ())}
            sides.append(self._lines((path, changed.get(path, now[path])) for path in paths))
        self._new(commit, [line for name, line in merged.items()
                           if not any(name in side for side in sides)])  # fmt: skip
        self.findings += merge_deviations(
            commit, Sides(merged, tuple(sides), tuple(paths)), self.history, self.archive
        )

    def _lines(self, files: Iterable[tuple[str, str | None]]) -> dict[str, Line]:
        read: dict[str, Line] = {}
        for path, blob in files:
            if blob is not None and blob in self._blobs:
                for name, line in lines_of(path, self._blobs[blob]).items():
                    read.setdefault(name, line)
        return read


def entry_changes(commit: Commit) -> Mapping[str, tuple[FileChange, ...]]:
    """What a commit did to files of entries, by parent."""
    return {
        parent: tuple(one for one in changes if is_entry_file(one.path))
        for parent, changes in commit.against.items()
    }


def at_line(commit: Commit, line: Line, template: str, args: Args) -> Finding:
    """A finding about an entry, at its line."""
    return found(
        ENTRY_CHANGED,
        commit,
        template,
        {**args, "id": line.id},
        spot_of(line),
        help=CORRECT.replace("{id}", line.id),
    )
