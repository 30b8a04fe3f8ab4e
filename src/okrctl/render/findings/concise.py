"""Findings one a line, as compilers print them: `path:line:col: CODE name message`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.render.escape import for_line_start, for_terminal
from okrctl.render.findings.options import Options


def render(findings: Sequence[Finding], _lines: SourceLine, **_: Unpack[Options]) -> str:
    """One line a finding, in the order of their places; nothing where nothing was found."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    return "".join(f"{for_line_start(for_terminal(concise(each)))}\n" for each in ordered)


def concise(finding: Finding) -> str:
    """`goals/2026-Q4/ops/calm.yaml:5:9: OKR010 placeholder-left-in `to` is still TODO`."""
    return f"{finding.span}: {finding.rule.code} {finding.rule.name} {finding.message}"
