"""Lint as a whole: reading and judging joined, selected, weighed, and in order."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from lint.linted import TODAY, codes
from lint.linted import linted as all_linted
from okrctl.errors import UsageError
from okrctl.findings import Finding
from okrctl.lint.run import lint
from support import said, workspace


def linted(text: str, today: date = TODAY, **chosen: Any) -> tuple[Finding, ...]:
    """What is wrong with files, data and alignment: these texts lack what later rules want."""
    return tuple(one for one in all_linted(text, today, **chosen) if one.rule.code < "OKR3")


CALM = """
    # okrctl.yaml
    strategy: {quality: Releases are boring}
    people: {mira: {name: Mira, left: 2026-01-01, aliases: [m]}}
    teams: {company: {lead: mira}, ops: {lead: mira, parent: company}}
"""
GOAL = """
    # goals/2026-Q4/ops/calm.yaml
    title: Releases are calm
    owner: m
    supports: [%s]
    key_results:
      bugs: {title: Bugs from 9 to 0, from: 10, to: 0}
    # checkins/2026-Q4/ops/one.jsonl
"""
CLOSED = (
    '    {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "m", "team": "ops",'
    ' "cycle": "2026-Q4", "closed": true}\n'
)
REOPENED = CLOSED.replace("7f3k", "8f3k").replace("11-20", "11-21").replace("closed", "reopened")


@pytest.mark.parametrize(
    ("entries", "day", "found"),
    [
        ("", "2026-09-01", ["OKR106", "OKR201"]),
        ("", "2026-12-31", ["OKR106", "OKR201"]),
        ("", "2027-01-01", ["OKR106"]),
        (CLOSED, "2026-12-01", ["OKR106"]),
        (CLOSED, "2026-11-19", ["OKR106", "OKR201"]),
        (CLOSED + REOPENED, "2026-12-01", ["OKR106", "OKR201"]),
        (CLOSED, "2027-01-01", ["OKR106"]),
    ],
)
def test_history_is_judged_by_its_data_alone(entries: str, day: str, found: list[str]) -> None:
    """What ended, or was closed and not reopened, is judged by 0xx and 1xx; who left is known."""
    text = CALM + GOAL % "company/trust" + entries
    findings = linted(text, date(2027, 6, 1), as_of=date.fromisoformat(day))
    assert sorted(codes(findings)) == found, said(findings)


def test_entries_of_tomorrow_are_errors_today() -> None:
    """The real day counts, also where lint looks at another one."""
    text = GOAL.replace("    supports: [%s]\n", "").replace("from 9", "from 10") + (
        '    {"id": "7f3kq2ab9mwx4", "at": "2026-11-22T14:03:22Z", "who": "mira",'
        ' "kr": "ops/calm#bugs", "value": 4}\n'
    )
    text = text.replace("owner: m\n", "owner: mira\n")
    (finding,) = linted(text, date(2026, 11, 21))
    assert (finding.rule.code, finding.message) == ("OKR112", "2026-11-22 is in the future")
    assert linted(text, date(2026, 11, 22), as_of=date(2026, 10, 1)) == ()


def test_a_rule_that_is_left_out_says_nothing() -> None:
    """By flag for everything, by the settings for some files."""
    text = CALM + GOAL % "company/trust"
    assert codes(linted(text, ignore=["OKR1"])) == ["OKR201"]
    assert codes(linted(text, per_file_ignores={"goals/**": ["OKR2"]})) == ["OKR106"]
    settings = "    lint: {per_file_ignores: {goals/2026-Q4: [OKR1], kpis: [OKR2]}}\n"
    assert codes(linted(CALM + settings + GOAL % "company/trust")) == ["OKR201"]


def test_severities_are_set_by_rule_or_family() -> None:
    """The longest selector decides, and a flag wins over the settings."""
    settings = "    lint: {severity: {OKR1: info, title-says-other-numbers: error}}\n"
    text = CALM + settings + GOAL % "company/trust"
    assert [one.weight for one in linted(text)] == ["error", "error"]
    weights = [one.weight for one in linted(text, severity={"OKR106": "info", "OKR2": "warning"})]
    assert sorted(weights) == ["info", "warning"]


def test_settings_that_name_no_rule_are_findings() -> None:
    """At the place of each, with the fix; a family that this version lacks is lawful."""
    settings = """\
    lint:
      select: [OKR, OKR3, weather]
      ignore: [suports-nothing]
      severity: {OKR2044: info}
      per_file_ignores: {"goals/2025-*/**": [OKR5, no-pilar]}
    # goals/2026-Q4/company/trust.yaml
    title: Customers trust us
    pillar: quality
"""
    found = linted(CALM + settings)
    assert [(str(one.span), one.message, one.help) for one in found] == [
        ("okrctl.yaml:5:23", "expected a rule, found weather",
         "write a code, a name, or how codes begin"),
        ("okrctl.yaml:6:12", "expected a rule, found suports-nothing",
         "did you mean supports-nothing?"),
        ("okrctl.yaml:7:14", "expected a rule, found OKR2044", "did you mean OKR204?"),
        ("okrctl.yaml:8:48", "expected a rule, found no-pilar", "did you mean no-pillar?"),
    ]  # fmt: skip
    assert {one.rule.code for one in found} == {"OKR002"}
    assert [fix.edits[0].text for one in found for fix in one.fixes] == [
        "supports-nothing", "OKR204", "no-pillar"
    ]  # fmt: skip


def test_a_flag_that_names_no_rule_stops_the_command() -> None:
    """A wrong command is no finding."""
    with pytest.raises(UsageError):
        linted(CALM, select=["weather"])


def test_findings_stand_in_the_order_of_places() -> None:
    """Those of reading and those of judging together."""
    found = linted(CALM + GOAL % "company/trust")
    assert found == tuple(sorted(found, key=lambda one: one.order))
    assert len({one.rule.code for one in found}) == 2


def test_a_loop_of_goals_or_teams_ends() -> None:
    """What leads back to itself is an error of its own, and no rule runs round it for ever."""
    found = linted("""
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        teams: {a: {lead: mira, parent: b}, b: {lead: mira, parent: a}}
        # goals/2026-Q4/a/one.yaml
        title: One thing
        supports: [b/two]
        # goals/2026-Q4/b/two.yaml
        title: Two things
        supports: [a/one]
        # goals/2026-Q4/b/three.yaml
        title: Three things
    """)
    assert "OKR202" in codes(found)
    assert [one.help for one in found if one.rule.code == "OKR204"] == [
        "add supports: with one of a/one"
    ]


def chain(count: int) -> str:
    """Goals that support one another in one long line, all with the same KPI, and needs."""
    lines = ["# kpis/k.yaml", "title: K", "better: higher"]
    for number in range(count):
        lines += [f"# goals/2026-Q4/ops/g{number}.yaml", f"title: Goal number {number}"]
        lines += [f"supports: [ops/g{number - 1}]"] if number else []
        lines += ["key_results:", "  k: {title: K from 1 to 2, kpi: k, from: 1, to: 2}"]
        lines += ["needs: [{team: ops, what: That}]"]
    return "\n".join(lines)


def calls(of: Callable[[], object]) -> int:
    """How many functions of Python are called on the way: a clock that no other process turns."""
    counted = itertools.count()
    sys.setprofile(lambda _frame, event, _arg: event == "call" and next(counted))
    try:
        of()
    finally:
        sys.setprofile(None)
    return next(counted)


def test_rules_across_files_are_linear() -> None:
    """Four times the goals take about four times as many steps, also in one long chain."""
    steps = []
    for count in (100, 400):
        loaded = workspace(chain(count)).loaded
        found = lint(loaded, today=TODAY)
        assert sum(code == "OKR208" for code in codes(found)) == count - 1
        again = workspace(chain(count)).loaded
        steps.append(calls(partial(lint, again, today=TODAY)))
    assert steps[1] < 5 * steps[0]


REVIEW = "# okrctl.yaml\nokrctl: 1\nreview: {{severity: {{{name}: info}}}}\n"


@pytest.mark.parametrize(
    ("name", "help"),
    [("target-easd", "did you mean target-eased?"),
     ("supports-nothing", "write a code, a name, or how codes begin"),
     ("weather", "write a code, a name, or how codes begin")],
)  # fmt: skip
def test_a_severity_of_no_change_is_told(name: str, help: str) -> None:  # noqa: A002 - its name
    """`review:` weighs changes and findings of an audit, and a rule of lint is neither."""
    (found,) = linted(REVIEW.format(name=name), select=["OKR002"])
    assert found.message == f"expected a change or audit finding, found {name}"
    assert (str(found.span), found.help) == ("okrctl.yaml:2:21", help)


@pytest.mark.parametrize("name", ["target-eased", "CHG101", "CHG1", "chg", "AUD", "AUD001"])
def test_a_severity_of_a_change_is_right(name: str) -> None:
    """By name, code, or how codes begin."""
    assert linted(REVIEW.format(name=name), select=["OKR002"]) == ()
