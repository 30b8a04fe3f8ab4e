"""Findings as SARIF 2.1.0, the form that code scanning reads, with every rule and its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack
from urllib.parse import quote

from okrctl import __version__
from okrctl.findings import Finding, Rule, Severity, Span
from okrctl.lint.catalog import catalog
from okrctl.pages.document import Fact
from okrctl.pages.findings import SourceLine, worst_first
from okrctl.pages.rule import paragraphs, rule_page
from okrctl.render import json, markdown
from okrctl.render.escape import for_sarif
from okrctl.render.findings.fingerprint import fingerprints
from okrctl.render.findings.options import Options
from okrctl.render.findings.wording import HOME, address_of, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
CATEGORY = "okrctl-lint/"
MOST = 25_000
"""Results of a run; an upload with more is refused."""
LONGEST = 1024
"""Characters of a rule's descriptions."""
LEVEL: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
PROBLEM: Mapping[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "recommendation",
}


def render(findings: Sequence[Finding], lines: SourceLine, **options: Unpack[Options]) -> str:
    """One run: the rules, and the findings in the order of their places."""
    rules = rules_of(findings)
    results = results_of(findings, [rule.code for rule in rules], lines, options.get("prefix", ""))
    run: dict[str, Fact] = {
        "tool": {"driver": driver(rules)},
        "automationDetails": {"id": CATEGORY},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if len(results) < len(findings):
        run["invocations"] = [left_out(len(findings) - len(results))]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def rules_of(findings: Iterable[Finding]) -> list[Rule]:
    """Every rule of the catalogue and of the findings, by code."""
    known = {**catalog(), **{finding.rule.code: finding.rule for finding in findings}}
    return [known[code] for code in sorted(known)]


def driver(rules: Iterable[Rule]) -> Mapping[str, Fact]:
    """The tool and its rules."""
    return {
        "name": "okrctl",
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [descriptor(rule) for rule in rules],
    }


def descriptor(rule: Rule) -> Mapping[str, Fact]:
    """A rule with its page as text and as Markdown."""
    said = paragraphs(rule.explanation) or [rule.summary]
    rests = [f"Rests on {rule.rests_on}."] if rule.rests_on else []
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": for_sarif(rule.summary)[:LONGEST]},
        "fullDescription": {"text": for_sarif(" ".join(said))[:LONGEST]},
        "help": {
            "text": for_sarif("\n\n".join([*said, *rests])),
            "markdown": markdown.render(rule_page(rule)),
        },
        "helpUri": address_of(rule),
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
        "properties": {"problem.severity": PROBLEM[rule.severity]},
    }


def results_of(
    findings: Sequence[Finding], codes: Sequence[str], lines: SourceLine, prefix: str
) -> list[Fact]:
    """The findings as results, the mildest left out where there are more than a run may hold."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    marks = dict(zip(map(id, ordered), fingerprints(ordered), strict=True))
    if len(ordered) > MOST:
        worst = sorted(ordered, key=worst_first)[:MOST]
        ordered = sorted(worst, key=lambda finding: finding.order)
    index = {code: at for at, code in enumerate(codes)}
    return [result(each, index[each.rule.code], marks[id(each)], lines, prefix) for each in ordered]


def result(
    finding: Finding, rule_index: int, fingerprint: str, lines: SourceLine, prefix: str
) -> Mapping[str, Fact]:
    """One finding."""
    about: list[Fact] = [{"fullyQualifiedName": finding.entity}] if finding.entity else []
    related: list[Fact] = [
        {"id": at, "message": {"text": for_sarif(word)}, **physical(span, lines, prefix)}
        for at, (span, word) in enumerate(finding.related, 1)
    ]
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": LEVEL[finding.weight],
        "message": {"text": for_sarif(sentence(finding))},
        "locations": [{**physical(finding.span, lines, prefix), "logicalLocations": about}],
        "relatedLocations": related,
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def physical(span: Span, lines: SourceLine, prefix: str) -> Mapping[str, Fact]:
    """A place: the file below the root of the repository, and a region of one line."""
    end = span.end_column
    if span.end_line != span.line:
        end = max(len(lines(span.file, span.line)), span.column) + 1
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(prefix + span.file), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": span.line, "startColumn": span.column, "endColumn": end},
        }
    }


def left_out(count: int) -> Mapping[str, Fact]:
    """The run's own word on results that it has no room for."""
    text = f"{count} more findings: okrctl lint shows them all"
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }
