"""Findings below the name of their file, a line each. `okrctl lint --format grouped`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from okrctl.findings import Finding
from okrctl.pages.blocks import Block, Gap, Line, Next, Run
from okrctl.pages.document import Document, Records
from okrctl.pages.findings import RECORD, ROLES, facts, record, summary, whole, worst_first


def grouped_page(
    findings: Sequence[Finding], *, files_checked: int, status: int = 0, fixable: bool = False
) -> Document:
    """Each file with its findings in the order of their lines, then what it all comes to."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    blocks: list[Block] = []
    for file, of_file in groupby(ordered, key=lambda finding: finding.span.file):
        blocks += [whole(Run(file, "strong")), *lines_of(list(of_file)), Gap()]
    blocks.append(summary(ordered, files_checked, status, fixable=fixable))
    if ordered:
        blocks.append(Next((f"okrctl rule {min(ordered, key=worst_first).rule.code}",)))
    return Document(
        "okrctl.lint/1",
        facts(ordered, files_checked),
        Records(RECORD, tuple(map(record, ordered))),
        tuple(blocks),
    )


def lines_of(findings: Sequence[Finding]) -> list[Line]:
    """`  5:12  error OKR201 unknown-parent: message`, places aligned."""
    places = [f"{finding.span.line}:{finding.span.column}" for finding in findings]
    width = max(map(len, places))
    return [
        whole(
            f"  {place:<{width}}  ",
            Run(finding.weight, ROLES[finding.weight]),
            f" {finding.rule.code} {finding.rule.name}: {finding.message}",
        )
        for place, finding in zip(places, findings, strict=True)
    ]
