"""The policy of the base: what a change cannot switch off for itself, and what it loosens.

Where a base is known, mandatory rules are selected, weighed and left out as the base says, and
what the change brings to silence them does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrctl.findings import SEVERITIES, Finding, Rule, Span
from okrctl.lint.baseline import Baseline
from okrctl.lint.catalog import catalog
from okrctl.lint.rules.linting import LOOSENED
from okrctl.lint.select import Selection, code, is_known
from okrctl.load.near import listing
from okrctl.load.places import Places
from okrctl.model.policy import FailOn, LintPolicy

FAIL_LEVELS: tuple[FailOn, ...] = ("never", *SEVERITIES)
"""From what fails nothing to what fails everything."""


@dataclass(frozen=True)
class Governed:
    """What counts in a change: mandatory rules as the base says, the others as the change does."""

    head: Selection
    base: Selection
    mandatory: tuple[str, ...]

    def takes(self, rule: Rule) -> bool:
        """Whether a rule counts anywhere."""
        return self._of(rule).takes(rule)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding counts in its file."""
        return self._of(finding.rule).counts(finding)

    def weighed(self, finding: Finding) -> Finding:
        """The finding with the severity that is set for its rule, if one is."""
        return self._of(finding.rule).weighed(finding)

    def _of(self, rule: Rule) -> Selection:
        return self.base if is_mandatory(rule, self.mandatory) else self.head


Chosen = Selection | Governed


def mandatory_codes(policy: LintPolicy) -> tuple[str, ...]:
    """The beginnings of codes that a policy makes mandatory; loosening it always is."""
    return (*(code(text) for text in policy.mandatory if is_known(text)), LOOSENED.code)


def is_mandatory(rule: Rule, codes: tuple[str, ...]) -> bool:
    """Whether a rule is among those that a change cannot silence for itself."""
    return rule.code.startswith(codes)


def stricter(one: FailOn, other: FailOn) -> FailOn:
    """Of two levels the one that fails more."""
    return max(one, other, key=FAIL_LEVELS.index)


def loosened(
    base: LintPolicy, head: LintPolicy, chosen: tuple[Selection, Selection], places: Places
) -> Iterator[Finding]:
    """A finding for each setting by which the head is milder than the base.

    `chosen` is what the settings of base and head select.
    """
    for setting, what in _milder(base, head, *chosen):
        yield Finding(
            LOOSENED,
            places.span("workspace", "lint", setting),
            "the change loosens lint.{setting}: {what}",
            {"setting": setting, "what": what},
            "workspace",
            f"lint.{setting}",
            "reviewers should agree to that first",
        )


def _milder(
    base: LintPolicy, head: LintPolicy, before: Selection, after: Selection
) -> Iterator[tuple[str, str]]:
    """Each setting that is milder, and how."""
    rules = catalog().values()
    off = [rule.code for rule in rules if before.takes(rule) and not after.takes(rule)]
    if off:
        setting = "ignore" if base.ignore != head.ignore else "select"
        yield setting, f"{listing(off)} {'counts' if len(off) == 1 else 'count'} no more"
    mild = [
        rule.code
        for rule in rules
        if after.takes(rule) and _weight(rule, after) > _weight(rule, before)
    ]
    if mild:
        yield "severity", f"{listing(mild)} {'weighs' if len(mild) == 1 else 'weigh'} less"
    left_out = [path for path, codes in head.per_file_ignores.items() if _more(base, path, codes)]
    if left_out:
        yield "per_file_ignores", f"more is left out in {listing(left_out)}"
    if stricter(base.fail_on, head.fail_on) != head.fail_on:
        yield "fail_on", f"{base.fail_on} becomes {head.fail_on}"
    lost = [text for text in mandatory_codes(base) if not text.startswith(mandatory_codes(head))]
    if lost:
        yield "mandatory", f"{listing(lost)} {'is' if len(lost) == 1 else 'are'} mandatory no more"
    if base.require_reason and not head.require_reason:
        yield "require_reason", "suppressions need no reason any more"


def _weight(rule: Rule, selection: Selection) -> int:
    """How mild a rule is: 0 for an error."""
    return SEVERITIES.index(selection.weight_of(rule))


def _more(base: LintPolicy, path: str, codes: tuple[str, ...]) -> bool:
    """Whether a path is left out of rules that the base judges it by."""
    known = tuple(map(code, base.per_file_ignores.get(path, ())))
    return not all(code(text).startswith(known) for text in codes) if known else bool(codes)


def grown(before: Baseline, after: Baseline, file: str) -> Iterator[Finding]:
    """A finding where a baseline knows more of a rule than it did."""
    earlier = before.by_rule()
    more = [rule for rule, count in after.by_rule().items() if count > earlier.get(rule, 0)]
    if more:
        yield Finding(
            LOOSENED,
            Span(file),
            "the baseline knows more of {rules} than at the base",
            {"rules": listing(more)},
            help="a baseline only shrinks: mend what is new",
        )
