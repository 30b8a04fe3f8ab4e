"""Findings as JSON Lines: one finding a line, for programs that read while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine, finding_facts
from okrctl.render import json
from okrctl.render.findings.options import Options

SCHEMA = "okrctl.finding/1"


def render(findings: Sequence[Finding], _lines: SourceLine, **_: Unpack[Options]) -> str:
    """One line a finding, in the order of their places; nothing where nothing was found."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    return "".join(
        f"{json.on_one_line({'schema': SCHEMA, **finding_facts(each)})}\n" for each in ordered
    )
