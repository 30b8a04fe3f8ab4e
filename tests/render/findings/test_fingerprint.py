from __future__ import annotations

from dataclasses import replace

import pytest

from okrctl.findings import Rule
from okrctl.lint.catalog import catalog
from okrctl.render.findings.fingerprint import fingerprints
from render.findings.found import LINT, finding, found, lower

EXAMPLES = [rule for rule in catalog().values() if rule.bad and ".jsonl" not in rule.bad]


def test_lines_above_change_no_fingerprint() -> None:
    """Ten blank lines at the top of every file move the findings and nothing else."""
    before, after = found(), found(lower(LINT))
    assert len(before) >= 4
    assert [one.span.line + 10 for one in before] == [one.span.line for one in after]
    assert fingerprints(before) == fingerprints(after)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_no_finding_is_another_in_another_line(rule: Rule) -> None:
    """Each rule's own bad example, moved down, is the same finding."""
    before = fingerprints(found(rule.bad, []))
    assert before
    assert fingerprints(found(lower(rule.bad), [])) == before


def test_findings_that_say_the_same_are_told_apart() -> None:
    """Two of a kind in one file have fingerprints of their own, in the order of the file."""
    twice = fingerprints([finding(1), finding(9)])
    assert len(set(twice)) == 2
    assert twice == fingerprints([finding(3), finding(12)])


def test_what_is_meant_decides() -> None:
    """Other arguments, another field or file is another finding; words and severity are not."""
    one = finding()
    first = fingerprints([one])
    assert fingerprints([finding(message="it does not move", help="move it")]) == first
    assert fingerprints([replace(one, severity="info")]) == first
    assert fingerprints([replace(one, args={"value": 4})]) != first
    assert fingerprints([replace(one, field="key_results.bugs.to")]) != first
    assert fingerprints([finding(file="goals/y.yaml")]) != first
