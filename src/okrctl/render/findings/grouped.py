"""Findings below the name of their file, a line each: short, and easy to work through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.pages.grouped import grouped_page
from okrctl.render import terminal
from okrctl.render.findings.options import Options


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """The files with findings in the order of their paths, and what it comes to."""
    files, status = len(options.get("files", ())), options.get("status", 0)
    fixable = options.get("fixable", False)
    return terminal.render(
        grouped_page(findings, files_checked=files, status=status, fixable=fixable),
        width=options.get("width", terminal.PAGE),
        color=options.get("color", False),
        ascii_only=options.get("ascii_only", False),
        hints=options.get("hints", True),
    )
