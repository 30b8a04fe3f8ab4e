"""The audit's report: findings, what was verified, what was not and why, and the head to note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from okrctl.audit.report import Report, Unchecked, Verdict
from okrctl.findings import SEVERITIES, Finding
from okrctl.pages.blocks import Block, Gap, Heading, Line, Mark, Next, Note, Role, Run, Sign, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.findings import RECORD, ROLES, finding_facts, record, totals, whole

WORDS: dict[Verdict, str] = {
    "ok": "nothing found",
    "findings": "",
    "unverified": "UNVERIFIED",
}
COLUMNS = (*RECORD, "commit", "author")


def audit_page(report: Report, status: int) -> Document:
    """The findings, the worst first; then what the verdict rests on, and the verdict last."""
    blocks: list[Block] = [Heading(line(Run(headline(report), "strong")))]
    blocks += map(finding_block, report.findings)
    blocks += [Gap(), *sections(report), Gap(), summary(report, status)]
    blocks.append(Next(next_commands(report)))
    rows = tuple((*record(one), *by(one)) for one in report.findings)
    return Document("okrctl.audit/1", facts(report), Records(COLUMNS, rows), tuple(blocks))


def headline(report: Report) -> str:
    """`Audit of the history up to 4be1f02`, and since when."""
    history = report.history
    since = f" since {history.since[:7]}" if history.since else ""
    return f"Audit of the history up to {history.head[:7]}{since}"


def finding_block(finding: Finding) -> Note:
    """What was found, where, and what to do."""
    severity = Run(finding.weight, ROLES[finding.weight])
    told = [line(severity, f" {finding.rule.name}: {finding.message}"), line(place(finding))]
    told += [line(Run(finding.help, "quiet"))] if finding.help else []
    return Note(finding.rule.code, tuple(told))


def place(finding: Finding) -> str:
    """The file, and the line where there is one."""
    span = finding.span
    return f"{span.file}:{span.line}" if span.line > 1 or span.column > 1 else span.file


def sections(report: Report) -> Iterator[Block]:
    """What was verified from which commit to which, and what was not and why."""
    if report.verified:
        rows = tuple(line(f"{one.what}: {one.seen}") for one in report.verified)
        yield Note("Verified", rows)
    if report.unverified:
        yield Note("Not verified", tuple(map(unchecked, report.unverified)))


def unchecked(one: Unchecked) -> Line:
    """What was not looked at, why, and how it would be."""
    step = f" · {one.step}" if one.step else ""
    role: Role = "bad" if one.impossible else "plain"
    return line(Run(f"{one.what}: {one.why}", role), step)


def summary(report: Report, status: int) -> Line:
    """`✗ 2 errors, 1 warning · exit 1`; where the worst is a warning, its sign."""
    errors = any(one.weight == "error" for one in report.findings)
    found: Sign = "bad" if errors else "warn"
    marks: dict[Verdict, Sign] = {"ok": "done", "findings": found, "unverified": "bad"}
    verdict = report.verdict
    words = [one for one in (WORDS[verdict], totals(report.findings)) if one]
    return whole(Mark(marks[verdict]), f" {' · '.join(words)} · exit {status}")


def next_commands(report: Report) -> tuple[str, ...]:
    """The next audit, from the head of this one on; and what the worst finding means."""
    rules = tuple(f"okrctl rule {one.rule.code}" for one in report.findings[:1])
    if report.verdict == "unverified":
        return rules
    return (*rules, f"okrctl audit --since-commit {report.history.head}")


def by(finding: Finding) -> tuple[str, str]:
    """The commit and the author that a finding is about; empty for the clone itself."""
    return str(finding.args.get("sha", "")), str(finding.args.get("author", ""))


def facts(report: Report) -> dict[str, Fact]:
    """The verdict and everything that it rests on."""
    counts = Counter(one.weight for one in report.findings)
    return {
        "verdict": report.verdict,
        "head": report.history.head,
        "since": report.history.since or None,
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [
            finding_facts(one) | {"commit": by(one)[0] or None, "author": by(one)[1] or None}
            for one in report.findings
        ],
        "verified": [{"what": one.what, "seen": one.seen} for one in report.verified],
        "not_verified": [
            {"what": one.what, "why": one.why, "next": one.step or None,
             "impossible": one.impossible}
            for one in report.unverified
        ],
    }  # fmt: skip
