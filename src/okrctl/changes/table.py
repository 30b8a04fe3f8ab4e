"""The classes of changes as data: a code, a name, and what each weighs in a goal's three phases.

One row here and one comparison are all that a new class needs: the gate, its severity, its page
and every form of output follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from okrctl.changes.examples import EXAMPLES
from okrctl.findings import Rule, Severity

Phase = Literal["planned", "active", "closed"]
PHASES: tuple[Phase, ...] = ("planned", "active", "closed")
"""From the mildest to the most severe."""


@dataclass(frozen=True, slots=True)
class ChangeClass:
    """A class of changes. A collapsed one is only counted where people read."""

    code: str
    name: str
    planned: Severity
    active: Severity
    closed: Severity
    summary: str
    explanation: str
    collapsed: bool = False

    def severity(self, phase: Phase) -> Severity:
        """What it weighs in a phase."""
        weights: dict[Phase, Severity] = {
            "planned": self.planned, "active": self.active, "closed": self.closed,
        }  # fmt: skip
        return weights[phase]

    @property
    def rule(self) -> Rule:
        """Its page in the catalogue, with the severity it has while a cycle runs."""
        weights = f"Planned {self.planned}, active {self.active}, closed {self.closed}."
        text = f"{self.explanation}\n\n{weights}"
        bad, good = EXAMPLES.get(self.name, ("", ""))
        return Rule(self.code, self.name, self.active, self.summary, text, bad, good)


_WEIGHTS: dict[str, Severity] = {"i": "info", "w": "warning", "e": "error"}


def _row(  # noqa: PLR0913 - a row has as many cells
    code: int, name: str, weights: str, summary: str, explanation: str, *, collapsed: bool = False
) -> ChangeClass:
    """A row; `weights` are the first letters of planned, active and closed."""
    planned, active, closed = (_WEIGHTS[letter] for letter in weights)
    return ChangeClass(
        f"CHG{code:03}", name, planned, active, closed, summary, explanation, collapsed
    )


TABLE: tuple[ChangeClass, ...] = (
    _row(101, "target-eased", "iee", "the goalpost moved to where it is easier to reach",
         "A target, a stretch or a bound asks for less than before, or is not said any more."),
    _row(102, "target-raised", "iwe", "the goalpost moved to where it is harder to reach",
         "What was on pace may not be any more, and who relies on the old number should know."),
    _row(103, "baseline-changed", "iee", "the number that progress starts from changed",
         "The same value is another progress. A baseline that was unknown and is now written is"
         " information: that is what was asked for."),
    _row(104, "unit-changed", "iee", "what a number counts changed",
         "The same figures mean something else."),
    _row(105, "metric-swapped", "iee", "another measure decides whether it is reached",
         "The kind of a key result, its KPI, its segment, its periods, or the words that say when"
         " it is reached are others."),
    _row(106, "direction-flipped", "wee", "what was better is now worse",
         "A key result that rose now falls, or the other way round."),
    _row(107, "committed-to-aspirational", "wee", "a promise became an aspiration",
         "A missed promise asks why; a missed aspiration may be fine at 0.7."),
    _row(108, "weight-changed", "iwe", "it counts more or less in the mean",
         "Where that alone raises the objective's progress by more than 0.05 it is an error."),
    _row(109, "guardrail-removed", "eee", "nothing guards any more against a bad way to success",
         "A guardrail keeps its objective from looking healthy while something else breaks."),
    _row(110, "plan-eased", "iwe", "less is expected on the way",
         "The path between where it starts and where it ends lies lower, or begins later."),
    _row(111, "deadline-extended", "iee", "there is more time",
         "The last day is later, or the goal went into a later cycle."),
    _row(201, "key-result-removed", "iee", "a key result is gone",
         "A closing entry that says dropped or deferred, with its reason in a note, makes it a"
         " warning; okrctl drop writes one."),
    _row(202, "key-result-added", "iwe", "a key result is new",
         "The mean of its objective now counts it."),
    _row(203, "objective-removed", "iee", "an objective is gone",
         "Its file is gone, or it is a draft again, which counts nowhere. A closing entry that says"
         " it was dropped or deferred, with its reason in a note, makes it a warning."),
    _row(204, "objective-added", "iwe", "an objective is new",
         "Its file is new, or it is no draft any more."),
    _row(205, "id-changed", "wee", "an id changed and nothing leads from the old one",
         "Entries and references still name the old id. okrctl mv renames and keeps the old name"
         " as an alias. A key result in another objective is one of these: its check-ins stay"
         " behind."),
    _row(206, "moved-to-team", "iwe", "a goal went to another team",
         "Its file lies in another team's folder: somebody else answers for it now."),
    _row(301, "owner-changed", "iwi", "somebody else answers for it",
         "Its owner, or the team's lead where no owner is named, is another person."),
    _row(302, "owner-removed", "eee", "nobody answers for it any more",
         "No owner is named and the team has no lead."),
    _row(303, "pillar-changed", "iwi", "it serves another part of the strategy",
         "The pillar is another, new, or gone."),
    _row(304, "alignment-changed", "iww", "it supports something else",
         "What it supports changed; a parent that was renamed with an alias is no change."),
    _row(305, "alignment-removed", "iww", "it supports nothing any more",
         "Who reads the tree from above does not find it."),
    _row(306, "title-meaning-changed", "iww", "it says something else",
         "The words are others. Near-identical wording is information."),
    _row(401, "kpi-formula-changed", "wee", "a KPI is calculated another way",
         "Every value of it may be another one. Key results that use it are listed."),
    _row(402, "kpi-unit-changed", "wee", "what a KPI counts changed",
         "The same figures mean something else. Key results that use it are listed."),
    _row(403, "kpi-direction-changed", "wee", "what was better for a KPI is now worse",
         "Key results that use it are listed."),
    _row(404, "kpi-threshold-eased", "iww", "a KPI is healthy where it was not",
         "A threshold, a target or what is expected of a reading asks for less."),
    _row(405, "kpi-source-changed", "iww", "a KPI's values come from elsewhere",
         "Another connection or query may give other values."),
    _row(406, "kpi-cadence-changed", "iww", "a KPI is read more or less often",
         "When it is stale follows from that."),
    _row(407, "kpi-segment-changed", "iww", "a KPI is split another way",
         "Values of a segment may not be comparable any more."),
    _row(408, "kpi-removed", "eee", "a KPI is gone that something refers to",
         "Where nothing referred to it, it is information."),
    _row(409, "kpi-added", "iii", "a KPI is new",
         "A gauge to watch."),
    _row(501, "entry-edited", "eee", "an entry was changed that is written once",
         "Corrections are new entries: okrctl checkin --supersedes."),
    _row(502, "entry-deleted", "eee", "an entry is gone that is written once",
         "What is wrong is withdrawn by a new entry: okrctl checkin --void."),
    _row(503, "entry-backdated", "wwe", "an entry says that it was recorded long before it was",
         "`at` is when it was recorded; the day it was true is `day`."),
    _row(504, "entry-added", "iiw", "an entry is new", "That is what entries are for.",
         collapsed=True),
    _row(505, "value-jump", "iiw", "a value made a step that asks for a reason",
         "One step of more than half the way, past the target, or over the KPI's max_jump."),
    _row(506, "score-overridden", "www", "a grade lies far from what was computed",
         "A grade more than 0.2 from the computed progress, or in place of an earlier one."),
    _row(507, "cycle-reopened", "wwe", "a closed cycle is open again",
         "Its goals and entries can be changed again."),
    _row(601, "policy-loosened", "wwe", "the workspace asks for less than before",
         "A rule, a threshold, a window or a grace is milder. The base's policy judges this very"
         " change."),
    _row(701, "moved", "iii", "a file moved, and its meaning with it",
         "Its old name still leads to it.", collapsed=True),
    _row(702, "reordered", "iii", "the same lines in another order",
         "Order is only the order on the screen.", collapsed=True),
    _row(703, "format-only", "iii", "comments or layout changed",
         "The file means what it meant.", collapsed=True),
    _row(704, "detail-changed", "iii", "a field changed that no number rests on",
         "Reasons, links, initiatives, needs, tags and the like."),
    _row(705, "not-compared", "www", "a file could not be read, so nobody knows what changed in it",
         "okrctl lint tells what is wrong with it; everything else is compared."),
)  # fmt: skip
"""Every class, in the order of codes."""

CLASSES: dict[str, ChangeClass] = {row.name: row for row in TABLE}
RULES: tuple[Rule, ...] = tuple(row.rule for row in TABLE)
"""The classes as rules of the catalogue."""
