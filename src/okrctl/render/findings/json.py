"""Findings as JSON, `okrctl.lint/1`: everything a finding knows, for editors and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine, findings_page
from okrctl.render import json
from okrctl.render.findings.options import Options


def render(findings: Sequence[Finding], lines: SourceLine, **options: Unpack[Options]) -> str:
    """The facts of the page of findings."""
    checked = len(options.get("files", ()))
    return json.render(findings_page(findings, lines, files_checked=checked))
