"""Findings in reviewdog's diagnostic format, for any forge that reviewdog speaks to.

Its columns count bytes of UTF-8 where ours count code points, so a line is measured to convert.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

from okrctl.findings import Finding, Fix, Severity, Span
from okrctl.pages.document import Fact
from okrctl.pages.findings import BYTE_ORDER_MARK, SourceLine
from okrctl.render import json
from okrctl.render.findings.options import Options
from okrctl.render.findings.wording import HOME, address_of, sentence

SEVERITY: Mapping[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(findings: Sequence[Finding], lines: SourceLine, **options: Unpack[Options]) -> str:
    """One diagnostic a finding, in the order of their places."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    prefix = options.get("prefix", "")
    report: Mapping[str, Fact] = {
        "source": {"name": "okrctl", "url": HOME},
        "diagnostics": [diagnostic(each, lines, prefix) for each in ordered],
    }
    return json.dumps(report) + "\n"


def diagnostic(finding: Finding, lines: SourceLine, prefix: str) -> Mapping[str, Fact]:
    """A finding with its place, its rule's page, and a suggestion for each fix."""
    related: list[Fact] = [
        {"message": word, "location": location(span, lines, prefix)}
        for span, word in finding.related
    ]
    return {
        "message": sentence(finding),
        "severity": SEVERITY[finding.weight],
        "code": {"value": finding.rule.code, "url": address_of(finding.rule)},
        "location": location(finding.span, lines, prefix),
        "suggestions": [
            {"range": stretch(fix.edits[0].span, lines), "text": fix.edits[0].text}
            for fix in finding.fixes
            if can_be_suggested(fix, finding)
        ],
        "related_locations": related,
    }


def can_be_suggested(fix: Fix, finding: Finding) -> bool:
    """Whether a fix is one edit of the finding's own file: a suggestion can say no more."""
    return len(fix.edits) == 1 and fix.edits[0].span.file == finding.span.file


def location(span: Span, lines: SourceLine, prefix: str) -> Mapping[str, Fact]:
    """A place by its path and range."""
    return {"path": prefix + span.file, "range": stretch(span, lines)}


def stretch(span: Span, lines: SourceLine) -> Mapping[str, Fact]:
    """Where a span starts, and where it ends, which is exclusive."""
    return {
        "start": position(lines(span.file, span.line), span.line, span.column),
        "end": position(lines(span.file, span.end_line), span.end_line, span.end_column),
    }


def position(text: str, line: int, column: int) -> Mapping[str, Fact]:
    """A line, and the column in bytes; what lies behind the end of the line counts one each."""
    mark = BYTE_ORDER_MARK if line == 1 and text.startswith(BYTE_ORDER_MARK) else ""
    before = text.removeprefix(mark)[: column - 1]
    beyond = column - 1 - len(before)
    return {"line": line, "column": len((mark + before).encode(errors="replace")) + beyond + 1}
