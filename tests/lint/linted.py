"""Workspaces out of text, linted on a day of their active cycle."""

from __future__ import annotations

from datetime import date
from typing import Any

from okrctl.findings import Finding
from okrctl.lint.run import lint
from support import workspace

TODAY = date(2026, 11, 21)


def linted(text: str, today: date = TODAY, **chosen: Any) -> tuple[Finding, ...]:
    """What lint finds in the files of a text."""
    return lint(workspace(text).loaded, today=today, **chosen)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, in their order."""
    return [finding.rule.code for finding in findings]
