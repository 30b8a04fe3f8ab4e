"""Lint: every finding of a workspace that counts, from reading it and from judging it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Unpack

from okrctl.findings import Finding
from okrctl.lint.baseline import Baseline, baseline_of, key, unknown
from okrctl.lint.catalog import catalog, lint_rules
from okrctl.lint.policy import (
    Chosen,
    Governed,
    grown,
    is_mandatory,
    loosened,
    mandatory_codes,
)
from okrctl.lint.select import Asked, Selection, selection
from okrctl.lint.selectors import unknown_selectors
from okrctl.lint.suppress import Selector, Silenced, Suppressions, silence
from okrctl.lint.unused import Unused
from okrctl.lint.view import View
from okrctl.load.future import future_entries
from okrctl.load.loading import Loaded
from okrctl.model.policy import LintPolicy


@dataclass(frozen=True)
class Base:
    """What a change is judged against: the policy there, and what was found and silenced."""

    policy: LintPolicy
    found: Baseline = field(default_factory=Baseline)
    silenced: Baseline = field(default_factory=Baseline)
    baseline: Baseline = field(default_factory=Baseline)
    """What its baseline knows, where it has one."""


@dataclass(frozen=True)
class Terms:
    """On what terms a workspace is judged."""

    today: date
    """Which entries lie in the future."""
    as_of: date | None = None
    """Which cycles are over; today where it is not given."""
    asked: Asked = field(default_factory=Asked)
    base: Base | None = None
    is_change: bool = False
    """Whether a change is judged: rules that time alone can break say nothing then."""
    no_ignores: bool = False
    """Whether suppressions, baselines and what settings leave out count all the same."""
    baseline: Baseline | None = None
    baseline_file: str = ""


def lint(
    loaded: Loaded, *, today: date, as_of: date | None = None, **asked: Unpack[Asked]
) -> tuple[Finding, ...]:
    """Every finding that counts, by file, line, column and code.

    Selectors and severities that are given win over the settings; UsageError for one that means
    no rule. Entities that could not be read are judged by nothing but what is wrong with them.
    """
    return judge(loaded, Terms(today, as_of, asked)).kept


def judge(loaded: Loaded, terms: Terms) -> Silenced:
    """The findings that count on these terms, and those that suppressions silence, in order."""
    return _Judge(loaded, terms, chosen(loaded.workspace.settings.lint, terms)).judged()


def as_base(loaded: Loaded, terms: Terms, baseline: Baseline | None = None) -> Base:
    """What a workspace says as the base of a change: all that is found, selected or not."""
    alone = replace(terms, base=None, baseline=None, no_ignores=False, asked=Asked())
    result = _Judge(loaded, alone, Selection(select=("OKR",))).judged()
    return Base(
        loaded.workspace.settings.lint,
        found=baseline_of((*result.kept, *result.silenced)),
        silenced=baseline_of(result.silenced),
        baseline=baseline or Baseline(),
    )


class _Judge:
    """One judgement of a workspace."""

    def __init__(self, loaded: Loaded, terms: Terms, selected: Chosen) -> None:
        self.loaded, self.terms, self.chosen = loaded, terms, selected
        self.view = View(loaded.workspace, loaded.places, terms.as_of or terms.today)

    def judged(self) -> Silenced:
        found = list(self.counting(self.found()))
        if self.terms.no_ignores:
            return Silenced(in_order(found))
        suppressions = Suppressions(self.loaded)
        result = silence(found, suppressions, self.may_silence)
        own = Unused(self.loaded, result, self.was_judged).findings(suppressions.all)
        kept = self.unknown(in_order([*result.kept, *self.counting(own)]))
        return Silenced(kept, in_order(list(result.silenced)), result.used, result.refused)

    def found(self) -> Iterator[Finding]:
        yield from self.loaded.findings
        yield from future_entries(self.loaded, self.terms.today)
        yield from unknown_selectors(self.loaded)
        for one in lint_rules():
            if self.chosen.takes(one.rule) and not (one.by_clock and self.terms.is_change):
                yield from one.findings(self.view)
        if self.terms.base is not None:
            before, after = self.terms.base.policy, self.loaded.workspace.settings.lint
            both = selection(before), selection(after)
            yield from loosened(before, after, both, self.loaded.places)
            yield from self.grown()

    def counting(self, found: Iterator[Finding]) -> Iterator[Finding]:
        phases = self.view.phases
        for one in found:
            if self.chosen.counts(one) and phases.judges(one.rule.code, one.entity):
                yield self.chosen.weighed(one)

    def may_silence(self, finding: Finding) -> bool:
        """A mandatory rule is silenced in a change where the base silences that very finding."""
        base = self.terms.base
        if base is None or not is_mandatory(finding.rule, mandatory_codes(base.policy)):
            return True
        return key(finding) in base.silenced.known

    def unknown(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Those that no baseline knows; of mandatory rules the base's must know them too."""
        base, known = self.terms.base, self.terms.baseline
        if known is None:
            return findings
        if base is None:
            return unknown(findings, known)
        codes = mandatory_codes(base.policy)
        return unknown(findings, known, (lambda one: is_mandatory(one.rule, codes), base.baseline))

    def grown(self) -> Iterator[Finding]:
        """A finding where the baseline knows more than that of the base."""
        base, known = self.terms.base, self.terms.baseline
        if base is not None and known is not None:
            yield from grown(base.baseline, known, self.terms.baseline_file)

    def was_judged(self, selector: Selector) -> bool:
        """Whether every rule that a selector means has spoken."""
        silent = {one.rule.code for one in lint_rules() if one.by_clock and self.terms.is_change}
        rules = [rule for rule in catalog().values() if selector.fits(rule)]
        return all(self.chosen.takes(rule) and rule.code not in silent for rule in rules)


def chosen(policy: LintPolicy, terms: Terms) -> Chosen:
    """What counts on these terms: for mandatory rules of a change, by the policy of its base."""
    head = selected(policy, terms)
    if terms.base is None:
        return head
    base = terms.base.policy
    return Governed(head, selected(base, terms), mandatory_codes(base))


def selected(policy: LintPolicy, terms: Terms) -> Selection:
    """What a policy selects on these terms."""
    if not terms.no_ignores:
        return selection(policy, **terms.asked)
    without = policy.model_copy(update={"ignore": (), "per_file_ignores": {}})
    return selection(without, **terms.asked)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """By file, line, column and code."""
    return tuple(sorted(findings, key=lambda one: one.order))
