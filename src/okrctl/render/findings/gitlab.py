"""Findings as GitLab's code quality report, which a merge request shows beside the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

from okrctl.findings import Finding, Severity
from okrctl.pages.document import Fact
from okrctl.pages.findings import SourceLine
from okrctl.render import json
from okrctl.render.escape import visible
from okrctl.render.findings.fingerprint import fingerprints
from okrctl.render.findings.options import Options
from okrctl.render.findings.wording import sentence

SEVERITY: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """A bare array in the order of places, empty where nothing was found."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    prefix = options.get("prefix", "")
    pairs = zip(ordered, fingerprints(ordered), strict=True)
    return json.dumps([issue(finding, mark, prefix) for finding, mark in pairs]) + "\n"


def issue(finding: Finding, fingerprint: str, prefix: str) -> Mapping[str, Fact]:
    """One finding."""
    return {
        "description": visible(sentence(finding)),
        "check_name": finding.rule.code,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.weight],
        "location": {
            "path": prefix + finding.span.file,
            "lines": {"begin": finding.span.line},
        },
    }
