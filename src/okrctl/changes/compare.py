"""The comparison of two revisions of a workspace: every change of meaning, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrctl.changes.change import Change
from okrctl.changes.entries import EntryChanges, Recorded
from okrctl.changes.files import MEANINGLESS, file_changes, is_broken, unreadable
from okrctl.changes.kpis import kpi_changes
from okrctl.changes.match import Matched
from okrctl.changes.objectives import objective_changes
from okrctl.changes.settings import WORKSPACE, settings_changes
from okrctl.load.loading import Loaded

UNKNOWN = Recorded()


@dataclass(frozen=True)
class Comparison:
    """Two sides, which of their goals are the same, and what is different."""

    base: Loaded
    head: Loaded
    matched: Matched
    changes: tuple[Change, ...]

    @property
    def meaningful(self) -> tuple[Change, ...]:
        """The changes but for files that moved, were reordered, or laid out otherwise."""
        return tuple(change for change in self.changes if change.name not in MEANINGLESS)


def compare(base: Loaded, head: Loaded, recorded: Recorded = UNKNOWN) -> Comparison:
    """Every change from the base to the head, goals first, in the order of their files.

    What one side cannot read is told as such, and everything else is compared.
    """
    matched = Matched(base.workspace, head.workspace)
    told = list(_changes(base, head, matched, recorded))
    told += file_changes(base, head, matched.renamed, told)
    return Comparison(base, head, matched, tuple(told))


def _changes(base: Loaded, head: Loaded, matched: Matched, recorded: Recorded) -> Iterator[Change]:
    yield from unreadable(base, head)
    yield from objective_changes(matched)
    yield from kpi_changes(matched)
    if not is_broken(WORKSPACE, base) and not is_broken(WORKSPACE, head):
        yield from settings_changes(matched)
    yield from EntryChanges(matched, base, head, recorded).changes()
