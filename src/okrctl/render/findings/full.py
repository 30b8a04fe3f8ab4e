"""Findings for people: excerpt, caret and hint, the summary last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine, findings_page
from okrctl.render import terminal
from okrctl.render.findings.options import Options


def render(findings: Sequence[Finding], lines: SourceLine, **options: Unpack[Options]) -> str:
    """The page of findings, drawn for a terminal."""
    document = findings_page(
        findings,
        lines,
        files_checked=len(options.get("files", ())),
        status=options.get("status", 0),
        fixable=options.get("fixable", False),
    )
    return terminal.render(
        document,
        width=options.get("width", terminal.PAGE),
        color=options.get("color", False),
        ascii_only=options.get("ascii_only", False),
        hints=options.get("hints", True),
    )
