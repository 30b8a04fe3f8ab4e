"""Findings as GitHub workflow commands, and as the table of a job's summary.

A step shows ten errors and ten warnings, and drops the rest without a word: so the worst ten of
each are printed, and a notice says how many more the summary has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

from okrctl.findings import SEVERITIES, Finding, Severity
from okrctl.pages.findings import SourceLine, findings_of
from okrctl.render.escape import for_annotation, for_annotation_property
from okrctl.render.findings.md import table
from okrctl.render.findings.options import Options

SHOWN = 10
COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
SUMMARY_BYTES = 1024 * 1024
"""GitHub takes no summary that is longer."""


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """The worst ten findings of each severity as annotations, and how many more there are."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    groups = {severity: findings_of(ordered, severity) for severity in SEVERITIES}
    hidden = sum(max(len(group) - SHOWN, 0) for group in groups.values())
    shown = {severity: group[:SHOWN] for severity, group in groups.items()}
    if hidden and len(shown["info"]) == SHOWN:
        shown["info"].pop()
        hidden += 1
    prefix = options.get("prefix", "")
    printed = [annotation(each, prefix) for group in shown.values() for each in group]
    printed += [f"::notice::{hidden} more in the summary"] if hidden else []
    return "".join(f"{text}\n" for text in printed)


def annotation(finding: Finding, prefix: str = "") -> str:
    """One workflow command; columns only within one line."""
    span = finding.span
    properties = {"file": prefix + span.file, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    listed = ",".join(f"{name}={for_annotation_property(str(v))}" for name, v in properties.items())
    message = "\n".join(part for part in (finding.message, finding.help) if part)
    return f"::{COMMANDS[finding.weight]} {listed}::{for_annotation(message)}"


def summary(findings: Sequence[Finding], *, files_checked: int = 0, prefix: str = "") -> str:
    """Every finding as a Markdown table, worst first, for the file of the step's summary."""
    return table(findings, files_checked=files_checked, prefix=prefix, most_bytes=SUMMARY_BYTES)
