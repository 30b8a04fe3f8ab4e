"""Selection: which rules count, in which files, and how much.

A selector is a rule's code, its name, or the beginning of a code. The longest one that fits a rule
decides, and of two that are as long the one that leaves it out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from okrctl.errors import UsageError
from okrctl.findings import Finding, Rule, Severity
from okrctl.lint.catalog import catalog, near_rule
from okrctl.model.policy import LintPolicy

FAMILY = re.compile(r"OKR[0-9]?|CHG|AUD")
"""Beginnings of codes that are lawful even where this version has no such rule."""


@dataclass(frozen=True)
class Selection:
    """What counts. Selectors are beginnings of codes here, names looked up."""

    select: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def takes(self, rule: Rule) -> bool:
        """Whether a rule counts anywhere."""
        return _longest(self.select, rule) > _longest(self.ignore, rule)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding counts in its file."""
        return self.takes(finding.rule) and not any(
            _longest(codes, finding.rule) >= 0 and pattern.fullmatch(finding.span.file)
            for pattern, codes in self.per_file
        )

    def weighed(self, finding: Finding) -> Finding:
        """The finding with the severity that is set for its rule, if one is."""
        weight = self._set_for(finding.rule)
        return finding if weight is None else dataclasses.replace(finding, severity=weight)

    def weight_of(self, rule: Rule) -> Severity:
        """The severity that is set for a rule, else its own."""
        return self._set_for(rule) or rule.severity

    def _set_for(self, rule: Rule) -> Severity | None:
        fitting = [code for code in self.severity if rule.code.startswith(code)]
        return self.severity[max(fitting, key=len)] if fitting else None


class Asked(TypedDict, total=False):
    """What is asked for on the command line. What is not given is as the settings say."""

    select: Sequence[str]
    extend_select: Sequence[str]
    """What counts beside the rest."""
    ignore: Sequence[str]
    per_file_ignores: Mapping[str, Sequence[str]]
    severity: Mapping[str, Severity]


def selection(policy: LintPolicy, **asked: Unpack[Asked]) -> Selection:
    """What was asked for, each part else from the settings; UsageError for a selector of nothing.

    What is selected by name is not left out by the same name in the settings.
    """
    select = _all_asked(asked.get("select", ()))
    extended = _all_asked(asked.get("extend_select", ()))
    settled = [one for one in _known(policy.ignore) if one not in (*select, *extended)]
    files = asked.get("per_file_ignores", policy.per_file_ignores)
    of_file = _all_asked if "per_file_ignores" in asked else _known
    severity = asked.get("severity", {})
    return Selection(
        select=(*(select or _known(policy.select)), *extended),
        ignore=_all_asked(asked.get("ignore", ())) or tuple(settled),
        per_file=tuple((glob(pattern), of_file(codes)) for pattern, codes in files.items()),
        severity={code(text): weight for text, weight in policy.severity.items() if is_known(text)}
        | {_asked(text): weight for text, weight in severity.items()},
    )


def is_known(selector: str) -> bool:
    """Whether a selector fits a rule, or the beginning of a family of codes."""
    wanted = code(selector)
    return bool(FAMILY.fullmatch(wanted)) or any(
        rule.startswith(wanted) for rule in catalog() if wanted
    )


def code(selector: str) -> str:
    """The code, or beginning of one, that a selector means."""
    wanted = selector.strip()
    named = (rule.code for rule in catalog().values() if rule.name == wanted.lower())
    return next(named, wanted.upper())


def glob(pattern: str) -> re.Pattern[str]:
    """A path with `*`, `?` and `**`; a folder means all below it."""
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./").rstrip("/"))
    return re.compile("".join(words.get(part, re.escape(part)) for part in parts) + "(?:/.*)?")


def _known(selectors: Iterable[str]) -> tuple[str, ...]:
    """Those of the settings that mean something; a finding tells of the others."""
    return tuple(code(text) for text in selectors if is_known(text))


def _all_asked(selectors: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_asked, selectors))


def _asked(selector: str) -> str:
    if is_known(selector):
        return code(selector)
    near = near_rule(selector)
    raise UsageError(
        f"no rule is called {selector!r}, and no code begins with it",
        f"did you mean {near}?" if near else "docs/rules.md lists every code and name",
    )


def _longest(selectors: Iterable[str], rule: Rule) -> int:
    """How much of a rule's code the longest selector says; -1 where none fits."""
    return max((len(one) for one in selectors if rule.code.startswith(one)), default=-1)
