"""Changes weighed: the severity of each by its class, its goal's phase, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from okrctl.changes.amendments import reason
from okrctl.changes.change import Change
from okrctl.changes.compare import Comparison
from okrctl.changes.kpis import DEFINITIONS
from okrctl.changes.phases import Phases
from okrctl.changes.rescore import Rescore, Shift
from okrctl.changes.table import CLASSES, ChangeClass, Phase
from okrctl.findings import SEVERITIES, Severity
from okrctl.model.policy import ReviewPolicy

LARGE = Decimal("0.05")
"""A change of weights that raises an objective by more than this is an error."""

COUNTING = ("CHG1", "CHG2", "CHG4")
"""Beginnings of the codes of classes on which numbers rest."""
HISTORY = frozenset({"entry-edited", "entry-deleted"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A change with what a reviewer must know of it."""

    change: Change
    row: ChangeClass
    phase: Phase
    severity: Severity
    owner: str
    reason: str = ""
    """What an amendment or a closing entry says; empty where there is none."""
    shift: Shift | None = None
    """What became of the goal with the same check-ins."""
    uses: tuple[str, ...] = ()
    """The live key results that rest on a KPI whose meaning changed."""

    @property
    def order(self) -> tuple[int, Decimal, str, str]:
        """Sort key: the worst first, and among those what gained most."""
        gain = self.shift.gain if self.shift else Decimal(0)
        return (SEVERITIES.index(self.severity), -gain, self.row.code, self.change.address)


@dataclass(frozen=True)
class Review:
    """A comparison judged on a day, by the policy of the base: a change cannot loosen its own."""

    comparison: Comparison
    day: date

    @property
    def policy(self) -> ReviewPolicy:
        """The base's policy."""
        return self.comparison.base.workspace.settings.review

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Every change, the worst first."""
        found = (self._judged(self._graded(change)) for change in self.comparison.changes)
        return tuple(sorted(found, key=lambda one: one.order))

    @cached_property
    def rescored(self) -> Rescore:
        """Where the goals of every cycle stand that a change touches, before and after."""
        compared = self.comparison
        return Rescore(compared.matched, self.day, frozenset(self._cycles()), compared.head.adrift)

    @cached_property
    def phases(self) -> Phases:
        """The phase of everything."""
        matched = self.comparison.matched
        return Phases(matched.base, matched.head, self.day)

    def _cycles(self) -> set[str]:
        """The cycles of all goals that changed, and of those that rest on a KPI that did."""
        names: set[str] = set()
        for change in self.comparison.changes:
            if change.address.startswith("kpi:"):
                names |= {use.partition("/")[0] for use in self._uses(change)}
            elif "/" in change.address:
                both = (change.address, change.before_address)
                names |= {address.partition("/")[0] for address in both}
        return names

    def _uses(self, change: Change) -> tuple[str, ...]:
        if not change.address.startswith("kpi:"):
            return ()
        names = (change.before_address, change.address)
        found = (use for name in names for use in self.phases.uses(name.removeprefix("kpi:")))
        return tuple(dict.fromkeys(found))

    def _graded(self, change: Change) -> Change:
        """A first grade that lies far from what was computed is no mere new entry."""
        entry = self.comparison.matched.head.journal.by_id.get(change.entry)
        if change.name != "entry-added" or entry is None or not entry.has("grade"):
            return change
        state = self.rescored.after.get(change.address)
        score = state.score if state else None
        if score is None or score.given != entry or not score.needs_reason:
            return change
        return replace(change, name="score-overridden", before=score.computed, after=score.grade)

    def _judged(self, change: Change) -> Judged:
        row = CLASSES[change.name]
        shift = self._shift(change)
        phase = self._phase(change)
        why = reason(change, self.comparison.matched)
        severity = self._severity(change, row, phase)
        if why and severity == "error":
            severity = "warning"
        uses = self._uses(change) if change.name in DEFINITIONS else ()
        return Judged(change, row, phase, severity, self._owner(change), why, shift, uses)

    def _severity(self, change: Change, row: ChangeClass, phase: Phase) -> Severity:
        if change.mild:
            return "info"
        set_for = _set_for(row, self.policy.severity)
        if set_for is not None:
            return set_for
        if change.name == "weight-changed" and phase != "planned" and self._gain(change) > LARGE:
            return "error"
        return row.severity(phase)

    def _phase(self, change: Change) -> Phase:
        """The phase of what it is about, by the base's name of it where the base has it."""
        if ":" in change.address and not change.address.startswith("kpi:"):
            team, _, cycle = change.address.partition(":")
            return self.phases.of_team(cycle, team)
        return self.phases.of(change.before_address)

    def _gain(self, change: Change) -> Decimal:
        """How much the objective rose that a change is within."""
        old, new = (a.partition("#")[0] for a in (change.before_address, change.address))
        shift = self.rescored.shift(old, new)
        return shift.gain if shift else Decimal(0)

    def _shift(self, change: Change) -> Shift | None:
        counts = change.name in HISTORY or CLASSES[change.name].code.startswith(COUNTING)
        if not counts or ("/" not in change.address and not change.address.startswith("kpi:")):
            return None
        return self.rescored.shift(change.before_address, change.address)

    def _owner(self, change: Change) -> str:
        """Who answers for it: by the base, which the change cannot rewrite, else by the head."""
        matched = self.comparison.matched
        old = matched.base.by_address.get(change.before_address)
        new = matched.head.by_address.get(change.address)
        return (matched.base.owner(old) if old else "") or (matched.head.owner(new) if new else "")


def _set_for(row: ChangeClass, severities: Mapping[str, Severity]) -> Severity | None:
    """The severity that settings give a class by its name, its code, or the code's beginning."""
    fits = {
        key: weight
        for key, weight in severities.items()
        if key.casefold() == row.name or row.code.startswith(key.upper())
    }
    return fits[max(fits, key=lambda key: (key.casefold() == row.name, len(key)))] if fits else None
