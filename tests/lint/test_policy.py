"""The policy of the base: what a change cannot loosen for itself, and what is said of it."""

from __future__ import annotations

import pytest

from lint.linted import TODAY
from okrctl.lint.policy import stricter
from okrctl.lint.run import Base, Terms, as_base, judge
from okrctl.model.policy import LintPolicy
from support import workspace

GOAL = "# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nwhy: fix #12\n"


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """Code and message of what is found in a change from one `lint:` to another."""
    spaces = [
        workspace(f"# okrctl.yaml\nteams: {{ops: {{}}}}\nlint: {{{lint}}}\n{GOAL}")
        for lint in (before, after)
    ]
    base = as_base(spaces[0].loaded, Terms(TODAY))
    found = judge(spaces[1].loaded, Terms(TODAY, base=base)).kept
    return [(one.rule.code, one.message) for one in found if one.rule.code in ("OKR011", "OKR904")]


@pytest.mark.parametrize(
    "loosening",
    [
        "ignore: [OKR011]",
        "select: [OKR1]",
        'per_file_ignores: {"goals/**": [OKR0]}',
        "severity: {OKR011: info}",
        "mandatory: [], ignore: [OKR011]",
    ],
)
def test_a_change_cannot_loosen_a_mandatory_rule(loosening: str) -> None:
    """It is judged as the base judges it, and reviewers are told."""
    found = changed("", loosening)
    assert {code for code, _ in found} == {"OKR011", "OKR904"}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("", "ignore: [OKR205, no-pillar]", "lint.ignore: OKR205 counts no more"),
        ("", "select: [OKR0, OKR1, OKR3, OKR4, OKR5, OKR9]",
         "lint.select: OKR201, OKR202, OKR203, OKR204, OKR205, OKR206, … count no more"),
        ("select: [OKR, OKR205], ignore: [OKR20]", "select: [OKR], ignore: [OKR20]",
         "lint.select: OKR205 counts no more"),
        ("severity: {OKR205: warning}", "", "lint.severity: OKR205 weighs less"),
        ("", "severity: {OKR2: info}",
         "lint.severity: OKR201, OKR202, OKR203, OKR204, OKR207, OKR208, … weigh less"),
        ("", 'per_file_ignores: {"goals/**": [OKR205]}',
         "lint.per_file_ignores: more is left out in goals/**"),
        ('per_file_ignores: {"goals/**": [OKR205]}', 'per_file_ignores: {"goals/**": [OKR2]}',
         "lint.per_file_ignores: more is left out in goals/**"),
        ("fail_on: warning", "fail_on: never", "lint.fail_on: warning becomes never"),
        ("fail_on: warning", "", "lint.fail_on: warning becomes error"),
        ("", "mandatory: [OKR0, OKR2]", "lint.mandatory: OKR1 is mandatory no more"),
        ("require_reason: true", "", "lint.require_reason: suppressions need no reason any more"),
    ],
)  # fmt: skip
def test_each_loosening_is_told(before: str, after: str, message: str) -> None:
    """One finding a setting, which says what it lets through."""
    found = [said for code, said in changed(before, after) if code == "OKR904"]
    assert found == [f"the change loosens {message}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("ignore: [OKR205]", ""),
        ("ignore: [OKR205]", "ignore: [no-pillar]"),
        ("", "severity: {OKR205: error}"),
        ('per_file_ignores: {"goals/**": [OKR2]}', 'per_file_ignores: {"goals/**": [OKR205]}'),
        ('per_file_ignores: {"goals/**": [OKR2]}', ""),
        ("fail_on: error", "fail_on: info"),
        ("mandatory: [OKR0]", "mandatory: [OKR]"),
        ("", "require_reason: true"),
    ],
)
def test_what_is_stricter_or_the_same_is_not_told(before: str, after: str) -> None:
    """Only what lets more through is a loosening."""
    assert [said for code, said in changed(before, after) if code == "OKR904"] == []


def test_a_loosening_cannot_be_ignored_by_the_change_that_brings_it() -> None:
    """Neither by a setting nor by a comment."""
    text = "# okrctl.yaml\nteams: {ops: {}}\nlint: {fail_on: never, ignore: [OKR904]}  "
    loaded = workspace(f"{text}# okrctl: ignore[OKR904] no\n{GOAL}").loaded
    found = judge(loaded, Terms(TODAY, base=Base(LintPolicy()))).kept
    places = [f"{one.span.line}:{one.span.column}" for one in found if one.rule.code == "OKR904"]
    assert places == ["2:17", "2:32"]


def test_the_base_may_ignore_it() -> None:
    """Whoever had that agreed before is not told."""
    assert [code for code, _ in changed("ignore: [OKR904]", "fail_on: never")] == ["OKR011"]


def test_the_level_that_fails_more_is_the_stricter() -> None:
    """From never to info."""
    assert stricter("never", "error") == "error"
    assert stricter("warning", "error") == "warning"
    assert stricter("info", "warning") == "info"


SILENT = """
    # goals/2026-Q4/ops/calm.yaml
    title: Releases are calm  # okrctl: ignore[OKR504] a rule of the clock too
    owner: mira
    key_results:
      bugs: {title: Critical bugs found after release, unit: bugs, from: 10, to: 0}
"""


def test_time_alone_breaks_no_change() -> None:
    """A check-in that is overdue is told, but not where a change is judged."""
    loaded = workspace(SILENT).loaded
    overdue = {one.rule.code for one in judge(loaded, Terms(TODAY)).kept}
    assert overdue >= {"OKR501", "OKR901"}
    change = {one.rule.code for one in judge(loaded, Terms(TODAY, is_change=True)).kept}
    assert change == overdue - {"OKR501", "OKR509", "OKR901"}
