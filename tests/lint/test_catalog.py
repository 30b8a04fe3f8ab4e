"""The catalogue: one place for every rule, and each rule proves its own page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lint.linted import codes, families, linted
from okrctl.changes.table import TABLE
from okrctl.errors import UsageError
from okrctl.findings import Rule
from okrctl.lint.catalog import catalog, find, lint_rules
from support import said

RULES = list(catalog().values())
SOURCE = Path(__file__).parents[2] / "src" / "okrctl"
CHANGES = {rule.code for rule in RULES if rule.code.startswith("CHG")}
AUDITS = {rule.code for rule in RULES if rule.code.startswith("AUD")}
NO_TEXT = {"OKR009", "OKR211", "OKR904", "CHG503", *AUDITS}
"""Rules of what no one text can show: a link, a pipe, the time of a commit, a history."""


IMPLIED = {"OKR323": {"OKR307"}}
"""What cannot be wrong without another rule speaking too: every key result is one key result."""


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.bad and r.code not in CHANGES], ids=lambda rule: rule.code
)
def test_a_bad_example_draws_its_rule_alone(rule: Rule) -> None:
    """Whoever reads a rule's page sees what it means, and nothing else is wrong with it."""
    found = linted(rule.bad, select=families(rule.code))
    assert set(codes(found)) == {rule.code} | IMPLIED.get(rule.code, set()), said(found)


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.good and r.code not in CHANGES], ids=lambda rule: rule.code
)
def test_a_good_example_is_clean(rule: Rule) -> None:
    """What a rule asks for is right by the other rules of its family and those before it."""
    found = linted(rule.good, select=families(rule.code))
    assert codes(found) == [], said(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_means(rule: Rule) -> None:
    """Code, name, a phrase, an explanation, and both examples where a text can show it."""
    assert re.fullmatch(r"(OKR|CHG|AUD)\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.explanation.endswith(".")
    assert bool(rule.bad and rule.good) == (rule.code not in NO_TEXT)


def test_codes_and_names_are_unique() -> None:
    """Selectors and suppressions take either."""
    assert len({rule.name for rule in RULES} | {rule.code for rule in RULES}) == 2 * len(RULES)


def test_no_declared_rule_is_missing() -> None:
    """Every code that a module of rules declares is in the catalogue, and no other."""
    texts = (path.read_text("utf-8") for path in SOURCE.rglob("*.py") if "rules" in str(path))
    declared = {code for text in texts for code in re.findall(r'(?:code=|rule\(\s*)"(\w+)"', text)}
    assert declared == set(catalog()) - CHANGES
    assert {row.code for row in TABLE} == CHANGES


def test_every_code_that_is_raised_is_declared() -> None:
    """A problem that a model names by its code has a page."""
    raised = set()
    for path in SOURCE.rglob("*.py"):
        raised |= set(re.findall(r'(?:problem|broken)\(\s*"(OKR\d+)"', path.read_text("utf-8")))
    assert raised
    assert raised <= set(catalog())


def test_the_families_of_this_version_are_complete() -> None:
    """No number is left out between the first and the last of a family."""
    numbers = (*range(16), *range(101, 116), *range(201, 210), *range(301, 324), *range(390, 393),
               *range(401, 413), *range(501, 510))  # fmt: skip
    assert set(catalog()) >= {f"OKR{number:03}" for number in numbers}
    judging = {one.rule.code for one in lint_rules()}
    assert judging >= {"OKR106", "OKR204", *(f"OKR{number}" for number in range(301, 324))}


@pytest.mark.parametrize("text", ["OKR204", "okr204", "supports-nothing", " Supports-Nothing "])
def test_a_rule_is_found_by_code_or_name(text: str) -> None:
    """Whatever case it is typed in."""
    assert find(text).code == "OKR204"


@pytest.mark.parametrize(
    ("text", "meant"), [("OKR2044", "OKR204"), ("suports-nothing", "supports-nothing")]
)
def test_an_unknown_rule_is_no_rule_but_one_is_close(text: str, meant: str) -> None:
    """The next step names what was probably meant."""
    with pytest.raises(UsageError) as caught:
        find(text)
    assert caught.value.next_step == f"did you mean {meant}?"


def test_an_unknown_rule_that_is_like_none_leads_to_the_list() -> None:
    """Nothing is guessed where nothing is close."""
    with pytest.raises(UsageError) as caught:
        find("weather")
    assert "docs/rules.md" in str(caught.value.next_step)
