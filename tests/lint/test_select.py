"""Selection: codes, names and beginnings of codes; the longest that fits decides."""

from __future__ import annotations

import pytest

from okrctl.errors import UsageError
from okrctl.lint.catalog import catalog
from okrctl.lint.select import glob, selection
from okrctl.model.policy import LintPolicy


def taken(policy: dict[str, object] | None = None, **asked: object) -> set[str]:
    """The codes that count by a policy and what was asked."""
    chosen = selection(LintPolicy.model_validate(policy or {}), **asked)  # type: ignore[arg-type]
    return {rule.code for rule in catalog().values() if chosen.takes(rule)}


ALL = {code for code in catalog() if code.startswith("OKR")}
SECOND = {code for code in ALL if code.startswith("OKR2")}


@pytest.mark.parametrize(
    ("policy", "asked", "codes"),
    [
        ({}, {}, ALL),
        ({}, {"select": ["OKR2"]}, SECOND),
        ({}, {"select": ["okr204", "no-pillar"]}, {"OKR204", "OKR205"}),
        ({}, {"ignore": ["OKR2"]}, ALL - SECOND),
        ({}, {"select": ["OKR2"], "ignore": ["OKR204"]}, SECOND - {"OKR204"}),
        ({}, {"select": ["OKR", "OKR204"], "ignore": ["OKR2"]}, (ALL - SECOND) | {"OKR204"}),
        ({}, {"select": ["OKR204"], "ignore": ["supports-nothing"]}, set()),
        ({}, {"select": ["OKR8"]}, set()),
        ({"select": ["OKR2"], "ignore": ["no-pillar"]}, {}, SECOND - {"OKR205"}),
        ({"select": ["OKR2"], "ignore": ["no-pillar"]}, {"select": ["OKR0"]},
         {code for code in ALL if code.startswith("OKR0")}),
        ({"ignore": ["no-pillar"]}, {"select": ["OKR205"]}, {"OKR205"}),
        ({"ignore": ["no-pillar"]}, {"select": ["OKR2"]}, SECOND - {"OKR205"}),
        ({"ignore": ["no-pillar"]}, {"ignore": ["OKR204"]}, ALL - {"OKR204"}),
        ({"ignore": ["no-such-rule"]}, {}, ALL),
    ],
)  # fmt: skip
def test_what_counts(policy: dict[str, object], asked: dict[str, object], codes: set[str]) -> None:
    """What is asked for wins over the settings, a longer selector over a shorter one."""
    assert taken(policy, **asked) == codes


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_selector_of_nothing_is_refused(option: str) -> None:
    """The message names what was probably meant."""
    with pytest.raises(UsageError) as caught:
        taken(**{option: ["suports-nothing"]})
    assert caught.value.next_step == "did you mean supports-nothing?"


@pytest.mark.parametrize("selector", ["", " ", "OKR2045", "weather", "O"])
def test_what_is_no_selector(selector: str) -> None:
    """Neither a rule, nor a family, nor the beginning of a code."""
    if selector == "O":
        assert taken(select=[selector]) == ALL
    else:
        with pytest.raises(UsageError):
            taken(select=[selector])


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("goals/2025-*/**", "goals/2025-Q1/ops/calm.yaml", True),
        ("goals/2025-*/**", "goals/2026-Q1/ops/calm.yaml", False),
        ("goals/2025-*", "goals/2025-Q1/ops/calm.yaml", True),
        ("goals/2025-Q1/", "goals/2025-Q1/ops/calm.yaml", True),
        ("./kpis", "kpis/deep/coverage.yaml", True),
        ("**/calm.yaml", "goals/2025-Q1/ops/calm.yaml", True),
        ("**/calm.yaml", "calm.yaml", True),
        ("goals/*/calm.yaml", "goals/2025-Q1/ops/calm.yaml", False),
        ("kpis/?.yaml", "kpis/a.yaml", True),
        ("kpis/a.yaml", "kpis/aXyaml", False),
        ("kpis/[a].yaml", "kpis/a.yaml", False),
    ],
)
def test_globs(pattern: str, path: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    """A star stays in its folder, two stars do not, and a folder means all below it."""
    assert bool(glob(pattern).fullmatch(path)) == fits
