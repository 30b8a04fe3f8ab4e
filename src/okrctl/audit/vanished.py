"""Ids that went: for good, for a while, or to come back as something else. AUD009."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from okrctl.audit.found import Spot, found
from okrctl.audit.goal_files import Two
from okrctl.audit.history import Commit
from okrctl.changes.audit_rules import ID_REUSED
from okrctl.changes.change import Change
from okrctl.changes.key_results import key_result_changes
from okrctl.changes.match import Matched, content
from okrctl.changes.objectives import objective_changes
from okrctl.changes.phases import Phases
from okrctl.changes.wording import near_identical
from okrctl.findings import Finding, Span
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Goal = Objective | KeyResult | Kpi
WENT = frozenset({"key-result-removed", "objective-removed", "kpi-removed", "id-changed"})
CAME = frozenset({"key-result-added", "objective-added", "kpi-added"})


class Gone(NamedTuple):
    """What went, by which commit, whether it was still being planned, and where it stood."""

    commit: Commit
    goal: Goal
    planned: bool
    span: Span


@dataclass
class Vanished:
    """The ids that a history has lost so far."""

    has_entries: Callable[[str], bool]
    """Whether entries are about an address."""
    dropped: Callable[[str], bool]
    """Whether a closing entry let a goal go, with its reason."""
    stands: Callable[[str], bool]
    """Whether the head has a goal of that address, or leads from it to one."""
    _gone: dict[str, Gone] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is gone."""
        return bool(self._gone)

    def note(self, commit: Commit, told: Iterable[Change], two: Two, phases: Phases) -> None:
        """Remember what a commit took away; a draft that counts nowhere may go."""
        for change in told:
            if change.name not in WENT or change.mild or change.field:
                continue
            address = change.before_address
            goal = two.matched.base.by_address.get(address)
            if goal is not None:
                planned = phases.of(address) == "planned"
                span = two.places[1].span(address)
                self._gone[address] = Gone(commit, goal, planned, span)

    def returned(self, told: Iterable[Change], two: Two) -> Iterator[Change]:
        """The changes of what comes back as the same goal; it is not gone any more."""
        for address, now in came(told, two):
            gone = self._gone.get(address)
            if gone is not None and is_same(gone.goal, now):
                del self._gone[address]
                yield from between(gone.goal, now, two.matched)

    def reused(self, commit: Commit, told: Iterable[Change], two: Two) -> Iterator[Finding]:
        """What stands for something else than it did before it went."""
        for address, now in came(told, two):
            gone = self._gone.pop(address, None)
            if gone is None or gone.commit is commit:
                continue
            if gone.planned and not self.has_entries(address):
                continue
            yield found(
                ID_REUSED,
                commit,
                "{where} was “{before}” until {earlier} and is now “{after}”",
                {"where": address, "before": gone.goal.title or "", "after": now.title or "",
                 "earlier": gone.commit.short},
                Spot(two.places[0].span(address), address),
                help="give what is new an id of its own",
            )  # fmt: skip

    def findings(self) -> Iterator[Finding]:
        """What is gone in the end, and was neither dropped nor still being planned."""
        for address, gone in self._gone.items():
            if (gone.planned and not self.has_entries(address)) or self.stands(address):
                continue
            if self.dropped(address):
                continue
            yield found(
                ID_REUSED,
                gone.commit,
                "{where} is gone, “{before}”",
                {"where": address, "before": gone.goal.title or ""},
                Spot(gone.span, address),
                help="okrctl drop says why a goal goes, okrctl mv keeps its old name",
            )


def came(told: Iterable[Change], two: Two) -> Iterator[tuple[str, Goal]]:
    """What a commit added, by its address."""
    for change in told:
        goal = two.matched.head.by_address.get(change.address)
        if change.name in CAME and not change.field and goal is not None:
            yield change.address, goal


def is_same(before: Goal, after: Goal) -> bool:
    """Whether what comes back is what went, perhaps with other numbers."""
    if type(before) is not type(after) and not isinstance(before, KeyResult):
        return False
    old, new = before.title or "", after.title or ""
    return near_identical(old, new) or content(before) == content(after)


def between(before: Goal, after: Goal, within: Matched) -> Iterator[Change]:
    """The changes of a goal that was away in between."""
    if isinstance(before, KeyResult) and isinstance(after, KeyResult):
        yield from key_result_changes(within, before, after)
    elif isinstance(before, Objective) and isinstance(after, Objective):
        old, new = (
            Workspace(side.settings, side.calendars, (goal,), side.kpis, side.formulas)
            for side, goal in ((within.base, before), (within.head, after))
        )
        yield from objective_changes(Matched(old, new))
