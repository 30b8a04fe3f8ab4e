"""Workspaces out of text, linted on a day of their active cycle.

A text whose first line is `# as of 2026-10-08` is linted on that day.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from okrctl.findings import Finding
from okrctl.lint.run import lint
from support import workspace

TODAY = date(2026, 11, 21)
AS_OF = re.compile(r"\s*# as of (\d{4}-\d\d-\d\d)\n")


def linted(text: str, today: date = TODAY, **chosen: Any) -> tuple[Finding, ...]:
    """What lint finds in the files of a text, on the day that it names, else `today`."""
    dated = AS_OF.match(text)
    if dated:
        text, today = text[dated.end() :], date.fromisoformat(dated[1])
    return lint(workspace(text).loaded, today=today, **chosen)


def families(until: str) -> list[str]:
    """The family of a code and those before it: small texts leave out what later ones want.

    Whether linting itself is in order has nothing to do with what a goal is worth.
    """
    last = int(until[3])
    return [f"OKR{digit}" for digit in ((0, 1, 2, 9) if last == 9 else range(last + 1))]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, in their order."""
    return [finding.rule.code for finding in findings]
