"""Every rule that a file can break shows how: its bad example draws it, its good one nothing."""

from __future__ import annotations

import pytest

from okrctl.findings import Rule
from okrctl.load.rules import RULES as OF_DATA
from okrctl.text.rules import RULES as OF_TEXT
from support import said, workspace

RULES = sorted((*OF_TEXT, *OF_DATA), key=lambda rule: rule.code)
WITH_EXAMPLES = [rule for rule in RULES if rule.bad]


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_bad_example_draws_the_rule_and_nothing_else(rule: Rule) -> None:
    """One mistake is one finding (two where the example shows two ambiguous values)."""
    space = workspace(rule.bad)
    assert set(space.codes) == {rule.code}, said(space.findings)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_good_example_draws_nothing(rule: Rule) -> None:
    """What the rule asks for is right in every other way too."""
    space = workspace(rule.good)
    assert space.codes == [], said(space.findings)


def test_codes_and_names_are_unique() -> None:
    """Selectors and suppressions take either."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_only_what_no_text_can_show_has_no_example() -> None:
    """A link or a pipe is no text, nor is a folder that is not there."""
    assert [rule.code for rule in RULES if not rule.bad] == ["OKR009", "OKR211"]
