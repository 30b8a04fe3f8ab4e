"""What one rule means: why it is there, a file that breaks it and one that does not."""

from __future__ import annotations

from okrctl.findings import Rule
from okrctl.pages.blocks import Block, Code, Gap, Heading, Line, Note, Prose, Run, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.findings import ROLES

RECORD = ("code", "name", "severity", "summary")


def rule_page(rule: Rule) -> Document:
    """The rule in words, its examples, and the sentence it rests on."""
    blocks: list[Block] = [
        Heading(
            line(Run(f"{rule.code} {rule.name}", "strong"),
                 aside=(Run(rule.severity, ROLES[rule.severity]),))
        ),
        Prose(rule.summary),
    ]  # fmt: skip
    for paragraph in paragraphs(rule.explanation):
        blocks += [Gap(), Prose(paragraph)]
    for label, text in (("Bad", rule.bad), ("Good", rule.good)):
        if text.strip():
            language = "diff" if rule.code.startswith("CHG") else "yaml"
            code = Code(text.strip("\n"), language)
            blocks += [Gap(), Line((Run(label, "strong"),)), code]
    if rule.rests_on:
        blocks += [Gap(), Note("Rests on", (line(rule.rests_on),))]
    records = Records(RECORD, (record(rule),))
    return Document("okrctl.rule/1", rule_facts(rule), records, tuple(blocks))


def rule_facts(rule: Rule) -> dict[str, Fact]:
    """Everything a rule says of itself."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "summary": rule.summary,
        "explanation": rule.explanation or None,
        "bad": rule.bad or None,
        "good": rule.good or None,
        "rests_on": rule.rests_on or None,
    }


def record(rule: Rule) -> tuple[str, ...]:
    """A rule as a row for programs."""
    return (rule.code, rule.name, rule.severity, rule.summary)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return [part for part in parts if part]
