"""Findings, each with its excerpt, its caret and its hint; the summary last. `okrctl lint`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from okrctl.findings import SEVERITIES, Finding, Severity, Span
from okrctl.pages.blocks import Block, Excerpt, Inline, Line, Mark, Next, Role, Run, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.numbers import plural

SourceLine = Callable[[str, int], str]
"""The text of a line by file and number, without its end; empty where it cannot be read."""

BYTE_ORDER_MARK = "\ufeff"
"""Columns of a first line count from behind it."""
ROLES: Mapping[Severity, Role] = {"error": "bad", "warning": "warn", "info": "good"}
RECORD = ("file", "line", "column", "severity", "code", "name", "message", "help")


def findings_page(
    findings: Iterable[Finding],
    lines: SourceLine,
    *,
    files_checked: int,
    status: int = 0,
    fixable: bool = False,
) -> Document:
    """Every finding, errors first and then in the order of their places, and what they come to.

    `status` is the exit status, which the summary names; `fixable` whether fixes can be applied.
    """
    ordered = sorted(findings, key=worst_first)
    blocks: list[Block] = []
    for finding in ordered:
        blocks += finding_blocks(finding, lines, fixable=fixable)
    blocks.append(summary(ordered, files_checked, status, fixable=fixable))
    if ordered:
        blocks.append(Next(next_commands(ordered, fixable=fixable)))
    return Document(
        "okrctl.lint/1",
        facts(ordered, files_checked),
        Records(RECORD, tuple(map(record, ordered))),
        tuple(blocks),
    )


def worst_first(finding: Finding) -> tuple[int, tuple[str, int, int, str]]:
    """Sort key: severity, then place."""
    return (SEVERITIES.index(finding.weight), finding.order)


def finding_blocks(
    finding: Finding, lines: SourceLine, *, fixable: bool = False
) -> tuple[Block, ...]:
    """What is wrong, where, the place itself, and what to do."""
    role = ROLES[finding.weight]
    rule = f" {finding.rule.code} {finding.rule.name}: {finding.message}"
    head = whole(Run(finding.weight, role), rule)
    others = (whole(f"  {span}: {word}") for span, word in finding.related)
    return (head, whole(f"  {finding.span}"), *place(finding, lines, fixable=fixable), *others)


def whole(*parts: str | Inline) -> Line:
    """A line that is not cut."""
    return Line(line(*parts).runs, whole=True)


def place(finding: Finding, lines: SourceLine, *, fixable: bool) -> tuple[Block, ...]:
    """The excerpt with the hint beside its caret, or the hint alone where nothing can be read."""
    span, role, hint = finding.span, ROLES[finding.weight], finding.help
    if fixable and finding.fixes:
        safe = any(fix.safe for fix in finding.fixes)
        hint = f"{hint}  ({'fix' if safe else 'unsafe fix'})".strip()
    text = lines(span.file, span.line)
    if span.line == 1:
        text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        return (whole("  ", Run(hint, role)),) if hint else ()
    end = span.end_column if span.end_line == span.line else len(text) + 1
    numbered = (*above(span, text, lines), (span.line, text))
    return (Excerpt(numbered, span.column, end, hint, role),)


def above(span: Span, text: str, lines: SourceLine) -> tuple[tuple[int, str], ...]:
    """The line above one that is indented, which says what the place belongs to."""
    if span.line == 1 or not text.startswith((" ", "\t")):
        return ()
    before = lines(span.file, span.line - 1)
    return ((span.line - 1, before),) if before.strip() else ()


def summary(findings: Sequence[Finding], files_checked: int, status: int, *, fixable: bool) -> Line:
    """`✗ 2 errors, 1 warning in 2 of 3 files · exit 1`."""
    end = f" · exit {status}"
    if not findings:
        return line(Mark("done"), f" nothing found in {plural(files_checked, 'file')}{end}")
    words = totals(findings)
    files = len({finding.span.file for finding in findings})
    of = f" of {plural(files_checked, 'file')}" if files <= files_checked else ""
    offer = "".join(f", {words}" for words in offers(findings) if fixable)
    mark = Mark("bad" if findings_of(findings, "error") else "warn")
    return line(mark, f" {words} in {files}{of or ' files'}{offer}{end}")


def offers(findings: Iterable[Finding]) -> Iterator[str]:
    """`1 fix` and `2 unsafe fixes`, as far as there are any."""
    counts = Counter(
        any(fix.safe for fix in finding.fixes) for finding in findings if finding.fixes
    )
    if counts[True]:
        yield plural(counts[True], "fix", "fixes")
    if counts[False]:
        yield plural(counts[False], "unsafe fix", "unsafe fixes")


def next_commands(findings: Sequence[Finding], *, fixable: bool) -> tuple[str, ...]:
    """What the first finding means, and what fixes would change, where there are any."""
    rule = f"okrctl rule {findings[0].rule.code}"
    safe = [any(fix.safe for fix in finding.fixes) for finding in findings if finding.fixes]
    if not safe or not fixable:
        return (rule,)
    return (rule, "okrctl lint --diff" if all(safe) else "okrctl lint --diff --unsafe-fixes")


def totals(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`."""
    named = {"error": "error", "warning": "warning", "info": "note"}
    counts = {severity: len(findings_of(findings, severity)) for severity in SEVERITIES}
    return ", ".join(plural(n, named[severity]) for severity, n in counts.items() if n)


def findings_of(findings: Iterable[Finding], severity: Severity) -> list[Finding]:
    """Those of one severity."""
    return [finding for finding in findings if finding.weight == severity]


def record(finding: Finding) -> tuple[str | int, ...]:
    """A finding as a row for programs."""
    span, rule = finding.span, finding.rule
    return (
        span.file, span.line, span.column, finding.weight, rule.code, rule.name,
        finding.message, finding.help,
    )  # fmt: skip


def facts(findings: Sequence[Finding], files_checked: int) -> dict[str, Fact]:
    """The findings with everything they know, and how many there are of each severity."""
    counts = Counter(finding.weight for finding in findings)
    return {
        "files_checked": files_checked,
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [finding_facts(finding) for finding in findings],
    }


def finding_facts(finding: Finding) -> dict[str, Fact]:
    """A finding: rule, place, message and arguments, help, fixes, related places."""
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.weight,
        "message": finding.message,
        "arguments": dict(finding.args),
        "entity": finding.entity or None,
        "field": finding.field or None,
        **span_facts(finding.span),
        "help": finding.help or None,
        "fixes": [
            {
                "says": fix.says,
                "safe": fix.safe,
                "edits": [{**span_facts(edit.span), "text": edit.text} for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
        "related": [{**span_facts(span), "word": word} for span, word in finding.related],
    }


def span_facts(span: Span) -> dict[str, Fact]:
    """A place: lines and columns from 1, in code points, the end exclusive."""
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
