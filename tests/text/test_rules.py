"""The rules of this floor, their examples run."""

from __future__ import annotations

import re

import pytest

from okrctl.findings import Finding, Rule
from okrctl.text.entries import read_lines
from okrctl.text.nodes import read
from okrctl.text.rules import RULES


def findings(example: str) -> list[Finding]:
    """What is found in the files of an example, each opened by a line `# path`."""
    found: list[Finding] = []
    _, *parts = re.split(r"^# (\S+\.(?:yaml|jsonl))\n", example, flags=re.MULTILINE)
    for path, text in zip(parts[::2], parts[1::2], strict=True):
        reading = read_lines if path.endswith(".jsonl") else read
        found += reading(text.encode(), path).findings
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_draws_the_finding(rule: Rule) -> None:
    """It draws this finding and no other."""
    assert {finding.rule.code for finding in findings(rule.bad)} == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_is_clean(rule: Rule) -> None:
    """It draws no finding at all."""
    assert rule.good
    assert findings(rule.good) == []


def test_rules_explain_themselves() -> None:
    """Each has its own code and name, a summary and an explanation."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.summary and rule.explanation for rule in RULES)
