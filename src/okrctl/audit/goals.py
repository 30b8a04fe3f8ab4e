"""Goals after their edit window: what was changed without a reason, and which ids went.

AUD002 and AUD009. Only files that a commit changed are read; merges are judged in `merges`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from okrctl.audit.amendments import Amendments
from okrctl.audit.found import Spot, found
from okrctl.audit.goal_files import GoalFiles, Two, is_goal_file
from okrctl.audit.history import Commit, History
from okrctl.audit.terms import Terms
from okrctl.audit.vanished import Vanished
from okrctl.changes.audit_rules import GOAL_CHANGED
from okrctl.changes.change import Change
from okrctl.changes.kpis import kpi_changes
from okrctl.changes.objectives import objective_changes
from okrctl.changes.phases import Phases
from okrctl.changes.table import CLASSES
from okrctl.findings import Finding

ALWAYS = frozenset(
    {"target-eased", "baseline-changed", "unit-changed", "direction-flipped", "metric-swapped",
     "weight-changed", "owner-changed", "owner-removed", "kpi-formula-changed",
     "kpi-unit-changed", "kpi-direction-changed"}
)  # fmt: skip
"""Classes of changes that an audit looks for, whatever field they are of."""
THRESHOLDS = frozenset({"healthy", "warning", "target", "stretch"})
"""Fields of a KPI that say what is good, however they changed."""
NOT_TARGETS = frozenset({"", "due", "commitment"})
"""Fields in which more is asked without another target."""


@dataclass
class Goals:
    """The changes of goals in a history, judged commit by commit, oldest first."""

    history: History
    terms: Terms
    files: GoalFiles
    amendments: Amendments
    vanished: Vanished
    findings: list[Finding] = field(default_factory=list)
    late: int = 0
    """How many changes of what an audit looks for came after the edit window."""
    reasoned: int = 0
    """How many of those an amendment gives the reason of."""

    def judge(self) -> Goals:
        """Look at every commit but merges once."""
        touching = [(commit, [one for one in commit.changes if is_goal_file(one.path)])
                    for commit in self.history.judged]  # fmt: skip
        self.files.fetch(one for _, changes in touching for one in changes if one.before)
        for commit, changes in touching:
            if any(one.before for one in changes) or (changes and self.vanished):
                self.findings += self._commit(commit, self.files.two(commit, changes))
        self.findings += self.vanished.findings()
        return self

    def _commit(self, commit: Commit, two: Two) -> Iterator[Finding]:
        day = self.terms.day(commit.entered)
        base = replace(
            two.matched.base,
            settings=self.terms.base.settings,
            calendars=self.terms.base.calendars,
        )
        phases = Phases(base, two.matched.head, day)
        told = (*objective_changes(two.matched), *kpi_changes(two.matched))
        for change in (*told, *self.vanished.returned(told, two)):
            if is_watched(change) and phases.of(change.before_address) != "planned":
                yield from self._late(commit, change, two, phases)
        self.vanished.note(commit, told, two, phases)
        yield from self.vanished.reused(commit, told, two)

    def _late(self, commit: Commit, change: Change, two: Two, phases: Phases) -> Iterator[Finding]:
        """A change after the edit window; lawful where an amendment gives its reason."""
        if self.terms.day(commit.entered) < self.terms.adopted:
            return
        self.late += 1
        if self.amendments.take(change):
            self.reasoned += 1
            return
        where = f"{change.address}{' ' if change.field else ''}{change.field}"
        both = {"before": shown(change.before), "after": shown(change.after)}
        yield found(
            GOAL_CHANGED,
            commit,
            "{where}: {before} → {after}, {when}",
            {"where": where, **both, "when": since_start(change, commit, self.terms, phases)},
            Spot(two.places[0].span(change.address, *change.path), change.address, change.field),
            help=f"okrctl amend {change.address} --why …, or an amendment entry for this change",
            severity=CLASSES[change.name].active,
        )


def is_watched(change: Change) -> bool:
    """Whether a change is one of those that an amendment must give the reason of."""
    if change.mild:
        return False
    if change.name in ALWAYS:
        return True
    if change.address.startswith("kpi:"):
        return change.name in ("kpi-threshold-eased", "detail-changed") and (
            change.path[:1] != () and change.path[0] in THRESHOLDS
        )
    is_target = change.field not in NOT_TARGETS and not change.field.endswith(".due")
    return change.name == "target-raised" and is_target


def since_start(change: Change, commit: Commit, terms: Terms, phases: Phases) -> str:
    """`52 days after 2026-Q4 began`; of a KPI by the goal that rests on it."""
    address = change.before_address
    if address.startswith("kpi:"):
        uses = phases.uses(address.removeprefix("kpi:"))
        address = max(uses, key=lambda use: phases.of(use) != "planned", default="")
    name = address.partition("/")[0]
    cycle = terms.base.calendars.cycle(name) or terms.head.calendars.cycle(name)
    if cycle is None:
        return "after its edit window"
    days = (terms.day(commit.entered) - cycle.first).days
    return f"{days} {'day' if days == 1 else 'days'} after {name} began"


def shown(value: object) -> str:
    """A side of a change; a word where there is nothing."""
    return "nothing" if value is None else str(value)
