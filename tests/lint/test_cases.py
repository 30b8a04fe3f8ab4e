"""Whole workspaces whose findings stand beside the lines that draw them: `# expect: OKR204`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lint.linted import families, linted
from support import files, said

CASES = sorted((Path(__file__).parents[1] / "cases" / "lint").glob("*.yaml"))
EXPECT = re.compile(r"# expect: (OKR\d{3}(?:, OKR\d{3})*)$")


def expected(text: str) -> list[tuple[str, int, str]]:
    """File, line and code of every finding that a case says."""
    return sorted(
        (file, number, code)
        for file, content in files(text).items()
        for number, line in enumerate(content.splitlines(), 1)
        if (match := EXPECT.search(line))
        for code in match[1].split(", ")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_draws_what_it_says(case: Path) -> None:
    """Every finding stands at its line, and no line draws another of these families."""
    text = case.read_text("utf-8")
    last = max(code for _, _, code in expected(text))
    found = linted(text, select=families(last))
    places = sorted((one.span.file, one.span.line, one.rule.code) for one in found)
    assert places == expected(text), said(found)


def test_every_rule_that_judges_has_a_case() -> None:
    """A case that says a code is what keeps the rule."""
    told = {code for case in CASES for _, _, code in expected(case.read_text("utf-8"))}
    assert told >= {"OKR106", *(f"OKR20{number}" for number in range(4, 10))}
