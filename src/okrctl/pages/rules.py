"""Every rule in a table. `okrctl rules`."""

from __future__ import annotations

from collections.abc import Sequence

from okrctl.findings import Rule
from okrctl.pages.blocks import Column, Group, Next, Run, Table, line
from okrctl.pages.document import Document, Records
from okrctl.pages.findings import ROLES
from okrctl.pages.rule import RECORD, record, rule_facts

COLUMNS = (
    Column("CODE"),
    Column("SEVERITY"),
    Column("NAME", leaves=1),
    Column("SUMMARY", elastic=True),
)


def rules_page(rules: Sequence[Rule]) -> Document:
    """A row for each rule, in the order given, and how to read more of one."""
    rows = tuple(
        (
            line(Run(rule.code, "strong")),
            line(Run(rule.severity, ROLES[rule.severity])),
            line(rule.name),
            line(rule.summary),
        )
        for rule in rules
    )
    table = Table(COLUMNS, (Group(rows),))
    following = (Next((f"okrctl rule {rules[0].code}",)),) if rules else ()
    return Document(
        "okrctl.rules/1",
        {"rules": [rule_facts(rule) for rule in rules]},
        Records(RECORD, tuple(map(record, rules))),
        (table, *following),
    )
