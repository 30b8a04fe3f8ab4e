"""Every rule by code and name, and which findings selectors let through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.findings import Finding, Rule


def catalog() -> tuple[Rule, ...]:
    """Every rule there is, in the order of codes."""
    from okrctl.findings import Rule
    from okrctl.load.rules import RULES
    from okrctl.text import rules as of_text

    declared = {one.code: one for one in vars(of_text).values() if isinstance(one, Rule)}
    declared |= {one.code: one for one in RULES}
    return tuple(declared[code] for code in sorted(declared))


def find(text: str) -> Rule:
    """The rule of that code or name; UsageError with the nearest ones where there is none."""
    rules = catalog()
    wanted = text.strip()
    for one in rules:
        if wanted.upper() == one.code or wanted.lower() == one.name:
            return one
    names = [name for one in rules for name in (one.code, one.name)]
    close = get_close_matches(wanted, names, n=2) or get_close_matches(wanted.upper(), names, n=2)
    guess = f"did you mean {' or '.join(close)}?" if close else "okrctl lint prints codes and names"
    raise UsageError(f"there is no rule {text!r}", guess)


def selected(
    findings: Iterable[Finding], select: Sequence[str], ignore: Sequence[str]
) -> Iterator[Finding]:
    """The findings whose rule a selector of `select` fits, and none of `ignore`."""
    rules = catalog()
    for selector in (*select, *ignore):
        if not any(fits(one, selector) for one in rules):
            find(selector)
    for finding in findings:
        wanted = not select or any(fits(finding.rule, selector) for selector in select)
        if wanted and not any(fits(finding.rule, selector) for selector in ignore):
            yield finding


def fits(rule: Rule, selector: str) -> bool:
    """Whether a selector is a rule's code, a prefix of it, or its name."""
    return rule.code.startswith(selector.upper()) or rule.name == selector.lower()
