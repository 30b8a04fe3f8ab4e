"""Settled findings of one file: one for each mistake, in order, and not without end."""

from __future__ import annotations

from collections.abc import Iterable

from okrctl.findings import Finding, Span
from okrctl.text.rules import AMBIGUOUS_SCALAR, OVER_A_LIMIT

MOST = 500
"""How many findings of one file are listed."""


def settled(text: Iterable[Finding], data: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a file's text and of its data, without those that have one cause.

    What is wrong with a text is not complained of again as data; that a value is ambiguous is no
    news where it is refused.
    """
    textual, of_data = list(text), list(data)
    torn = {line for finding in textual if is_error(finding) for line in _lines(finding.span)}
    of_data = [finding for finding in of_data if finding.span.line not in torn]
    refused = {_start(finding.span) for finding in of_data}
    kept = [
        finding
        for finding in textual
        if finding.rule is not AMBIGUOUS_SCALAR or _start(finding.span) not in refused
    ]
    return tuple(sorted((*kept, *of_data), key=lambda finding: finding.order))


def capped(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The first findings of a file, and how many more there are."""
    if len(findings) <= MOST:
        return findings
    more = Finding(
        OVER_A_LIMIT,
        findings[MOST].span,
        "there are more findings in this file than these {most}",
        {"most": MOST},
        help="mend the first ones",
    )
    return (*findings[:MOST], more)


def is_error(finding: Finding) -> bool:
    """Whether it breaks the entity that it is about."""
    return finding.weight == "error"


def _lines(span: Span) -> range:
    return range(span.line, span.end_line + 1)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column
