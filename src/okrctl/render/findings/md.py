"""Findings as Markdown: a headline and a table, the worst first, short enough for a comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine, totals, worst_first
from okrctl.pages.numbers import plural
from okrctl.render.escape import for_markdown, for_markdown_code
from okrctl.render.findings.options import Options

COMMENT_BYTES = 60_000
"""No forge takes a much longer comment."""
ROOM = 200
"""Bytes kept for the line that says how many more there are."""


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """The table of all findings that a comment has room for."""
    files, prefix = len(options.get("files", ())), options.get("prefix", "")
    return table(findings, files_checked=files, prefix=prefix, most_bytes=COMMENT_BYTES)


def table(findings: Sequence[Finding], *, files_checked: int, prefix: str, most_bytes: int) -> str:
    """The headline, and a row for each finding until there is no more room."""
    if not findings:
        return f"### okrctl: nothing found in {plural(files_checked, 'file')}\n"
    worst = sorted(findings, key=worst_first)
    lines = [
        f"### okrctl: {totals(findings)}",
        "",
        "| | Rule | Place | What | What to do |",
        "|:--|:--|:--|:--|:--|",
    ]
    left = most_bytes - ROOM - sum(len(line.encode()) + 1 for line in lines)
    for written, finding in enumerate(worst):
        line = row(finding, prefix)
        left -= len(line.encode("utf-8")) + 1
        if left < 0:
            lines += ["", f"{len(worst) - written} more: run `okrctl lint`"]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def row(finding: Finding, prefix: str) -> str:
    """One row of the table."""
    rule = f"{finding.rule.code} {finding.rule.name}"
    place = for_markdown_code(f"{prefix}{finding.span.file}:{finding.span.line}")
    what, do = for_markdown(finding.message), for_markdown(finding.help)
    return f"| {finding.weight} | {rule} | {place} | {what} | {do} |"
